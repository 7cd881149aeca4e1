package org.frankenterm.wasmtime;

/// Something that a module offers to its host under a name.
///
/// The name is the module author's text, unsanitised.
///
/// @param name unique among the exports of its module
/// @param index where it stands among the functions, tables, memories or globals of the module,
///   imported ones first
/// @param type what it is
/// @param imported whether the module only hands back what it imported; such a function runs host
///   code and is no handler
public record ExportType(String name, int index, ExternType type, boolean imported) {}

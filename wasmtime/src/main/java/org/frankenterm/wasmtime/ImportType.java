package org.frankenterm.wasmtime;

/// A function that a module wants from its host. Functions are all that a module may import:
/// memories, tables and globals are refused by [ModuleStructure#read].
///
/// Both names are the module author's text, unsanitised.
///
/// @param module the first half of the name, such as `env`
/// @param name the second half, such as `ft_log`
/// @param type what the module takes the function for
public record ImportType(String module, String name, FuncType type) {}

package org.frankenterm.wasmtime;

/// The type of a global variable.
///
/// @param content the type of its value
/// @param mutable whether the value may change
public record GlobalType(ValType content, boolean mutable) implements ExternType {}

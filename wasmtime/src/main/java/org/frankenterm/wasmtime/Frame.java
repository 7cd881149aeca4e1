package org.frankenterm.wasmtime;

/// One frame of a guest's stack.
///
/// @param function its index in the module, imports counted first
/// @param offset of the instruction in the module's code, in bytes, or -1 if unknown
public record Frame(int function, long offset) {}

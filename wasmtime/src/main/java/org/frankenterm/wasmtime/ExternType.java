package org.frankenterm.wasmtime;

/// The type of something that a module exports: a function, a table, its memory or a global. Tags,
/// the fifth kind, belong to exception handling, and modules that use it are refused.
///
/// Source: WebAssembly core specification 2.0, 2.3.11.
public sealed interface ExternType permits FuncType, TableType, MemoryType, GlobalType {}

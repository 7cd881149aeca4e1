/// WASI preview 1 in Java: all 46 functions of `wasi_snapshot_preview1` over guest memory.
///
/// [org.frankenterm.wasi.Preview1] makes the imports, [org.frankenterm.wasi.WasiContext] is what
/// one instance sees: arguments, environment, clocks, random bytes and descriptors 0 to 2. Nothing
/// is granted that the context was not built with, and there is no file system: a guest finds no
/// preopened directory.
///
/// Uses only `org.frankenterm.wasmtime`; knows nothing of extensions. What a guest writes comes out
/// as raw bytes: whoever shows them cleans them first.
///
/// A function checks its pointers before anything else, so a refused call has done nothing.
package org.frankenterm.wasi;

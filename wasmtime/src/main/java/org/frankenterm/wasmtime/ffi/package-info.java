/// The foreign side of the binding: the only code that touches memory outside the heap. Every
/// pointer crosses into the package above as a `long`; what the package above does with one is pass
/// it back here.
///
/// Each `…Api` class holds the C functions of one feature as [Downcall]s, bound when the class is
/// first used. Signatures are those of `wasm.h` and `wasmtime/*.h`, Wasmtime 48.0.
package org.frankenterm.wasmtime.ffi;

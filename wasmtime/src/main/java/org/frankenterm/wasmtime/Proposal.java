package org.frankenterm.wasmtime;

import org.frankenterm.wasmtime.ModuleRejected.Reason;

/// A part of WebAssembly that is switched off in the engine, and that a module shows in its
/// declarations. The engine would refuse such a module too; here the author reads why and what to
/// do.
enum Proposal {
    GC(
            "garbage-collected types or typed references",
            "build with a language that brings its own heap, for wasm32-wasip1"),
    EXTERNREF("host references (externref)", "pass numbers: no function of this host gives one"),
    EXCEPTIONS("WebAssembly exceptions", "build with -fno-exceptions, or with panic = \"abort\""),
    THREADS(
            "shared memory (threads)",
            "build for wasm32-wasip1, not wasm32-wasip1-threads, and without -pthread"),
    MEMORY64("64-bit memory", "build for wasm32, not wasm64"),
    MULTI_MEMORY("more than one memory", "build with a single memory"),
    CUSTOM_PAGE_SIZES("custom memory page sizes", "build with pages of 64 KiB"),
    STACK_SWITCHING("continuations", "build without stack switching");

    private final String what;
    private final String cure;

    Proposal(String what, String cure) {
        this.what = what;
        this.cure = cure;
    }

    /// The refusal of a module that shows it needs this at a byte of it.
    ModuleRejected refused(int offset) {
        return new ModuleRejected(
                Reason.UNSUPPORTED,
                offset,
                "the module needs " + what + ", which this host does not offer; " + cure);
    }
}

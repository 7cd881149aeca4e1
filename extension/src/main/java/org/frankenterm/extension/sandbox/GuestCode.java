package org.frankenterm.extension.sandbox;

import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.Linker;
import org.jspecify.annotations.Nullable;

/// What instances of one extension are made of. Whoever made the parts closes them, after the
/// sandbox.
///
/// @param engine the process's
/// @param linker with all host functions; with [Recorder#imports] if there is a recorder
/// @param module the extension's
/// @param recorder records what instances do; null if nobody wants that
public record GuestCode(
        Engine engine, Linker linker, CompiledModule module, @Nullable Recorder recorder) {
    /// Code that isn't recorded.
    public GuestCode(Engine engine, Linker linker, CompiledModule module) {
        this(engine, linker, module, null);
    }

    /// Ends the recording, if there is one. Guest thread, after the last call.
    void endRecording() {
        if (recorder != null) {
            recorder.close();
        }
    }
}

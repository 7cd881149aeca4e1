package org.frankenterm.extension.cache;

import org.frankenterm.wasmtime.WasmtimeLibrary;

/// What decides about the code besides the module.
///
/// @param library SHA-256 of the native library, which holds compiler and configuration
/// @param configuration which configuration it compiles with
/// @param target what it compiles for
public record Toolchain(String library, String configuration, String target) {
    /// There is one, compiled into the library, so that the library's hash covers every setter it
    /// calls. The function's name stands for it: a second configuration would be a second function.
    private static final String CONFIGURATION = "frankenterm_config_new";

    /// The toolchain of this process.
    public static Toolchain of(WasmtimeLibrary.Available library) {
        return new Toolchain(library.sha256(), CONFIGURATION, WasmtimeLibrary.platform());
    }
}

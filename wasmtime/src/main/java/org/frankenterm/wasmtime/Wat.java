package org.frankenterm.wasmtime;

import org.frankenterm.wasmtime.ffi.WatApi;

/// WebAssembly's text format.
public final class Wat {
    private Wat() {}

    /// The binary form of a module's text.
    ///
    /// @param text a module
    /// @return what a compiler would take
    /// @throws IllegalArgumentException with line and column if it isn't one
    /// @throws WasmtimeException if the library can't be used here
    public static byte[] toBinary(String text) {
        WasmtimeLibrary.require();
        return WatApi.binary(text);
    }
}

package org.frankenterm.wasmtime;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.wasmtime.ffi.LibraryFile;
import org.frankenterm.wasmtime.ffi.LibraryUnavailable;
import org.frankenterm.wasmtime.ffi.Symbols;

/// The native library as a thing that may be missing: asked about before anything of it is used.
public sealed interface WasmtimeLibrary {
    /// The Wasmtime that this build needs and carries.
    String WASMTIME_VERSION = Symbols.WASMTIME_VERSION;

    /// The operating system and the processor that code is compiled for.
    ///
    /// @return such as `linux-x86_64`
    static String platform() {
        return LibraryFile.platform();
    }

    /// The library is loaded and is the right one.
    ///
    /// @param file where it lies
    /// @param compiler the program that compiles modules, beside it
    /// @param sha256 of the library, lower-case hexadecimal
    record Available(Path file, Path compiler, String sha256) implements WasmtimeLibrary {
        /// Hashes the files again and compares them with what the build carries.
        ///
        /// @return what differs, a sentence for each file; empty if nothing does
        public List<String> verify() {
            return LibraryFile.verify();
        }
    }

    /// There is none, or it can't be used.
    ///
    /// @param reason why, and what to do
    record Unavailable(String reason) implements WasmtimeLibrary {}

    /// Loads the library, at the first call; any thread.
    ///
    /// @return what came of it, the same for the life of the process
    static WasmtimeLibrary load() {
        try {
            LibraryFile.Placed placed = Symbols.file();
            return new Available(placed.library(), placed.compiler(), placed.sha256());
        } catch (LibraryUnavailable e) {
            return new Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /// Loads the library and insists on it.
    ///
    /// @return where it is
    /// @throws WasmtimeException if it can't be used here; the message names the cure
    static Available require() {
        try {
            LibraryFile.Placed placed = Symbols.file();
            return new Available(placed.library(), placed.compiler(), placed.sha256());
        } catch (LibraryUnavailable e) {
            throw new WasmtimeException(e.getMessage(), e);
        }
    }
}

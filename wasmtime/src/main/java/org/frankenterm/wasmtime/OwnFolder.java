package org.frankenterm.wasmtime;

import java.io.IOException;
import java.nio.file.Path;
import org.frankenterm.wasmtime.ffi.LibraryUnavailable;

/// A folder of the user's own: the rule that the native library's folder obeys, for what else is
/// kept privately, compiled code above all. Any thread.
public final class OwnFolder {
    private OwnFolder() {}

    /// Makes the folder and those above it that are missing, 0700 each, and refuses it unless it is
    /// a real folder, owned by the effective user, that nobody else can write. The folders above
    /// are not looked at: open those of ours one by one.
    ///
    /// @param folder absolute
    /// @return the same path
    /// @throws WasmtimeException if it is not safe, or can't be made; the message names the cure
    public static Path open(Path folder) {
        try {
            return org.frankenterm.wasmtime.ffi.OwnFolder.open(folder);
        } catch (LibraryUnavailable refused) {
            throw new WasmtimeException(refused.getMessage(), refused);
        }
    }

    /// Refuses a folder by the same rule, and makes nothing: for who only looks.
    ///
    /// @param folder absolute
    /// @throws WasmtimeException if it is not safe, or not there; the message names the cure
    public static void require(Path folder) {
        try {
            org.frankenterm.wasmtime.ffi.OwnFolder.require(folder);
        } catch (LibraryUnavailable refused) {
            throw new WasmtimeException(refused.getMessage(), refused);
        }
    }

    /// An exception of [java.nio.file.Files] as words; many of its messages are just a path.
    ///
    /// @param exception what was thrown
    /// @return a part of a sentence
    public static String reason(IOException exception) {
        return org.frankenterm.wasmtime.ffi.OwnFolder.reason(exception);
    }
}

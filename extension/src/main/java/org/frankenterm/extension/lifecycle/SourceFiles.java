package org.frankenterm.extension.lifecycle;

import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.text.Quantity;

/// Files of an extension, read whole and once: what is checked is what runs. Regular files only, up
/// to a size.
final class SourceFiles {
    /// A manifest of 256 KiB has more problems than anybody reads; one byte more tells that it is
    /// longer.
    static final int MANIFEST_BYTES = (256 << 10) + 1;

    /// The largest entry of a package.
    static final int MODULE_BYTES = 32 << 20;

    private SourceFiles() {}

    /// Reads a manifest, or as much of it as shows that it is too long.
    static byte[] manifest(Path file) {
        return WholeFile.read(file, MANIFEST_BYTES);
    }

    /// Reads a module.
    ///
    /// @throws ExtensionException if there is none, it can't be read, or it has more than 32 MiB
    static byte[] module(Path file) {
        byte[] wasm = WholeFile.read(file, MODULE_BYTES + 1);
        if (wasm.length > MODULE_BYTES) {
            throw new ExtensionException(
                    ErrorCode.MODULE_LIMIT,
                    "can't load %s: a module has at most %s, this one has more; build it optimised and stripped"
                            .formatted(WholeFile.shown(file), Quantity.bytes(MODULE_BYTES)));
        }
        return wasm;
    }
}

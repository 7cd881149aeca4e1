package org.frankenterm.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.FtxFile;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Sanitizer;

/// Folders, packages and modules that extensions are loaded from.
///
/// @param reader of their manifests
record Sources(ManifestReader reader) {
    /// Opens what a request names, read whole and once.
    ///
    /// @param named permissions that a module without a manifest gets
    /// @throws ExtensionException if there is no such file or folder, it can't be read or is
    ///   refused
    ExtensionSource open(LoadRequest request, PermissionSet named) {
        String shown = Sanitizer.line(request.path().toString(), 512);
        if (Files.notExists(request.path())) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND, "there is no file or folder " + shown);
        }
        LoadRequest.Kind kind = request.kind();
        if (kind.hasManifest() && !request.handlers().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_HANDLER,
                    "%s is a %s: its extension.toml names the handlers"
                            .formatted(shown, kind.name().toLowerCase(Locale.ROOT)));
        }
        return switch (kind) {
            case FOLDER -> ExtensionSource.folder(request.path(), reader);
            case PACKAGE -> ExtensionSource.packaged(FtxFile.open(request.path()), shown, reader);
            case MODULE -> ExtensionSource.module(request.path(), request.handlers(), named);
        };
    }

    /// The module of what a path names, and nothing else of it.
    ///
    /// @throws ExtensionException if there is none, or it can't be read
    byte[] module(Path path) {
        byte[] wasm = open(LoadRequest.of(path), PermissionSet.NONE).wasm();
        if (wasm == null) {
            throw new ExtensionException(
                    ErrorCode.INVALID_MANIFEST,
                    "can't take the module of %s: it has none"
                            .formatted(Sanitizer.line(path.toString(), 512)));
        }
        return wasm;
    }
}

package org.frankenterm.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.FtxFile;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;

/// What turns a path into a package that may be installed.
///
/// @param reader of manifests
/// @param inspector of what is found
/// @param check makes all the checks that loading makes, and compiles
record Packaging(
        ManifestReader reader, Inspector inspector, Function<ExtensionSource, Manifest> check) {
    /// A package that passed every check.
    ///
    /// @param archive its bytes
    /// @param manifest out of them
    /// @param inspection what it says about itself
    record Checked(FtxPackage archive, Manifest manifest, Inspection inspection) {}

    /// Reads, checks and compiles.
    ///
    /// @param path a package, or a folder that could be packed into one
    /// @throws ExtensionException if there is none, or it is refused
    Checked checked(Path path) {
        String shown = WholeFile.shown(path);
        FtxPackage archive = archive(path, shown);
        ExtensionSource source = ExtensionSource.packaged(archive, shown, reader);
        Manifest manifest = check.apply(source);
        return new Checked(archive, manifest, inspector.inspect(source));
    }

    private static FtxPackage archive(Path path, String shown) {
        if (Files.isDirectory(path)) {
            return Packer.packed(path);
        }
        if (Files.exists(path) && !FtxFile.named(path)) {
            throw new ExtensionException(
                    ErrorCode.INVALID_PACKAGE,
                    "can't install %s: only a package (.ftx), or a folder with an extension.toml, can be installed"
                            .formatted(shown));
        }
        return FtxFile.open(path);
    }
}

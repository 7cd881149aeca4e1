package org.frankenterm.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.FtxFile;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.ftx.FtxReader;
import org.frankenterm.extension.ftx.NewFile;
import org.frankenterm.extension.ftx.PackageFolder;
import org.frankenterm.extension.ftx.PackageRefused;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.jspecify.annotations.Nullable;

/// Makes packages out of folders, and none that loading would refuse.
final class Packer {
    private final ManifestReader reader;
    private final Inspector inspector;
    private final Function<ExtensionSource, Manifest> check;

    /// @param check makes all the checks that loading makes
    Packer(ManifestReader reader, Inspector inspector, Function<ExtensionSource, Manifest> check) {
        this.reader = reader;
        this.inspector = inspector;
        this.check = check;
    }

    /// @param file where to, or null for a name of its own
    /// @throws ExtensionException if it is refused, or can't be read or written
    PackedExtension pack(Path folder, @Nullable Path file) {
        if (!Files.isDirectory(folder)) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND, "there is no folder " + WholeFile.shown(folder));
        }
        Manifest manifest = check.apply(ExtensionSource.folder(folder, reader));
        PackageFolder content = PackageFolder.of(folder);
        byte[] bytes = content.packed();
        FtxPackage packed = readBack(folder, bytes);
        Path target = file == null ? named(manifest) : file;
        ExtensionSource source = ExtensionSource.packaged(packed, WholeFile.shown(target), reader);
        Inspection inspection = inspector.inspect(source);
        NewFile.write(target, bytes);
        return new PackedExtension(
                target, inspection, Inspector.summary(packed), content.leftOut());
    }

    private static Path named(Manifest manifest) {
        return Path.of(manifest.id().name() + "-" + manifest.version().text() + FtxFile.SUFFIX);
    }

    /// A folder as the package that it would be, in memory.
    ///
    /// @throws ExtensionException if it can't be read, or the package is refused
    static FtxPackage packed(Path folder) {
        return readBack(folder, PackageFolder.of(folder).packed());
    }

    private static FtxPackage readBack(Path folder, byte[] bytes) {
        try {
            return FtxReader.read(bytes);
        } catch (PackageRefused refused) {
            throw refused.explained("can't pack " + WholeFile.shown(folder));
        }
    }
}

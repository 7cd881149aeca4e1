package org.frankenterm.extension.ftx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.text.Quoted;

/// One unpacking of a package into a folder of its own. Each folder and file is made by this and
/// must not be there before (`mkdir`, `O_EXCL`), so that no link in its place is ever followed;
/// with the names that packages may have, nothing outside the folder can be meant.
final class Extraction {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final FtxPackage source;
    private final Path target;
    private final Set<Path> folders = new LinkedHashSet<>();
    private final SortedMap<String, String> hashes = new TreeMap<>();

    Extraction(FtxPackage source, Path target) {
        this.source = source;
        this.target = target;
    }

    SortedMap<String, String> run() {
        String name = "";
        try {
            makeFolder(target);
            for (FtxEntry entry : source.entries()) {
                name = entry.name();
                extract(entry);
            }
            for (Path folder : folders) {
                NewFile.sync(folder);
            }
            return hashes;
        } catch (IOException | InvalidPathException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't unpack %s into %s: %s"
                            .formatted(
                                    Quoted.of(name), WholeFile.shown(target), WholeFile.reason(e)),
                    e);
        }
    }

    private void extract(FtxEntry entry) throws IOException {
        String name = entry.name();
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            makeFolder(target.resolve(name.substring(0, slash)));
        }
        byte[] content = source.content(name).orElse(null);
        if (content != null) {
            NewFile.make(target.resolve(name), content, NewFile.PRIVATE);
            hashes.put(name, Sha256.hex(content));
        }
    }

    private void makeFolder(Path folder) throws IOException {
        if (folders.add(folder)) {
            Files.createDirectory(folder, FOLDER);
        }
    }
}

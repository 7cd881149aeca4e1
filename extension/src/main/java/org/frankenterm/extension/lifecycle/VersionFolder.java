package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.ManifestReading;
import org.frankenterm.extension.text.Quoted;

/// The files of one installed version, which never change: each use reads them anew, and compares
/// what was read with what was installed. Any thread.
///
/// @param path of the folder
/// @param name of the extension, for messages
/// @param version what must be in it
public record VersionFolder(Path path, String name, InstalledVersion version) {
    /// The folder that an extension's versions are in.
    static final String VERSIONS = "versions";

    /// Reads the manifest alone.
    ///
    /// @throws ExtensionException if it isn't what was installed
    public ManifestReading manifest(ManifestReader reader) {
        return reader.read(verified(FtxPackage.MANIFEST), name + "/" + FtxPackage.MANIFEST);
    }

    /// Reads manifest and module, and compares every file there is.
    ///
    /// @throws ExtensionException if one was changed, added or removed; the message names it
    public ExtensionSource open(ManifestReader reader) {
        requireNothingElse();
        ManifestReading reading = manifest(reader);
        Manifest read = reading.manifest();
        String entry = read == null ? null : read.entry();
        byte[] wasm = null;
        for (String file : version.files().keySet()) {
            byte[] content = verified(file);
            wasm = file.equals(entry) ? content : wasm;
        }
        return new ExtensionSource(name, reading, wasm, null);
    }

    /// How large its files are together, those that are still there. Nothing is read.
    public long bytes() {
        return version.files().keySet().stream().mapToLong(this::bytes).sum();
    }

    private long bytes(String file) {
        try {
            return Files.readAttributes(
                            path.resolve(file),
                            BasicFileAttributes.class,
                            LinkOption.NOFOLLOW_LINKS)
                    .size();
        } catch (IOException gone) {
            return 0; // who opens it says so
        }
    }

    /// Compares every file there is.
    ///
    /// @throws ExtensionException if one was changed, added or removed; the message names it
    void requireIntact() {
        requireNothingElse();
        version.files().keySet().forEach(this::verified);
    }

    /// Whether there is nothing to say against it.
    boolean intact() {
        try {
            requireIntact();
            return true;
        } catch (ExtensionException changed) {
            return false;
        }
    }

    private byte[] verified(String file) {
        byte[] content = read(file);
        if (!Sha256.hex(content).equals(version.files().get(file))) {
            throw changed(Quoted.of(file) + " was changed");
        }
        return content;
    }

    private byte[] read(String file) {
        Path place = path.resolve(file);
        try {
            if (!Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isRegularFile()) {
                throw changed(Quoted.of(file) + " was replaced by something that is no file");
            }
            try (var in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
                return in.readNBytes(SourceFiles.MODULE_BYTES + 1);
            }
        } catch (NoSuchFileException missing) {
            throw changed(Quoted.of(file) + " was removed");
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't read %s: %s".formatted(WholeFile.shown(place), WholeFile.reason(e)),
                    e);
        }
    }

    private void requireNothingElse() {
        requireFolder(Objects.requireNonNull(path.getParent()));
        requireFolder(path);
        for (String file : present()) {
            if (!version.files().containsKey(file)) {
                throw changed(Quoted.of(file) + " was added");
            }
        }
    }

    private void requireFolder(Path folder) {
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw changed("its folder was removed");
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw changed("its folder was replaced by something that is no folder");
        }
    }

    /// The names of all files and links, relative to the folder.
    private List<String> present() {
        List<String> names = new ArrayList<>();
        try {
            Files.walkFileTree(
                    path,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
                            names.add(path.relativize(file).toString());
                            return FileVisitResult.CONTINUE;
                        }
                    });
            return names;
        } catch (NoSuchFileException missing) {
            throw changed("its folder was removed");
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't read %s: %s".formatted(WholeFile.shown(path), WholeFile.reason(e)),
                    e);
        }
    }

    private ExtensionException changed(String what) {
        return new ExtensionException(
                ErrorCode.CHANGED_FILES,
                "can't run %s: %s since it was installed; if you didn't do that, somebody else did: look at %s, then install the package again with frankenterm extension upgrade, or remove it"
                        .formatted(name, what, WholeFile.shown(path)));
    }
}

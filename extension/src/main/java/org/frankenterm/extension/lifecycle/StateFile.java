package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.NewFile;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// The `state.toml` of one installed extension: replaced as a whole, last in each change, so that
/// it always tells of files that are there.
///
/// @param folder the extension's
/// @param id by which the folder is named
public record StateFile(Path folder, ExtensionId id) {
    static final String NAME = "state.toml";

    private static final int TYPE = 0170000; // S_IFMT, sys/stat.h
    private static final int REGULAR = 0100000; // S_IFREG
    private static final int OTHERS_MAY_WRITE = 0022;

    private Path path() {
        return folder.resolve(NAME);
    }

    /// What is installed there.
    Installed read() {
        try {
            OwnFolder.require(folder);
            return new Installed.Sound(StateReader.read(bytes(), id));
        } catch (NoSuchFileException missing) {
            return new Installed.Unsound(id, "there is no state.toml in its folder");
        } catch (IOException e) {
            return new Installed.Unsound(
                    id, "its state.toml can't be read: " + WholeFile.reason(e));
        } catch (StateProblem | WasmtimeException bad) {
            return new Installed.Unsound(id, String.valueOf(bad.getMessage()));
        }
    }

    private byte[] bytes() throws IOException, StateProblem {
        requireOwn(Files.readAttributes(path(), "unix:uid,mode", LinkOption.NOFOLLOW_LINKS));
        try (var in = Files.newInputStream(path(), LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(StateReader.MAX_BYTES + 1);
        }
    }

    /// Who can write it decides what runs and what that may do.
    private static void requireOwn(Map<String, Object> attributes)
            throws IOException, StateProblem {
        int mode = (Integer) Objects.requireNonNull(attributes.get("mode"));
        if ((mode & TYPE) != REGULAR) {
            throw new StateProblem("its state.toml is no regular file");
        }
        if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(attributes.get("uid"))) {
            throw new StateProblem("its state.toml belongs to somebody else");
        }
        if ((mode & OTHERS_MAY_WRITE) != 0) {
            throw new StateProblem("its state.toml can be written by others");
        }
    }

    /// Replaces it.
    ///
    /// @throws ExtensionException if it is longer than is read again, or can't be written; then it
    ///   is as before
    void write(InstalledState state) {
        byte[] bytes = StateSeal.seal(StateText.of(state));
        if (bytes.length > StateReader.MAX_BYTES) {
            throw new ExtensionException(
                    ErrorCode.PACKAGE_LIMIT,
                    "can't keep the state of %s: its files, what it asks for and what is granted of that take %s, and may take %s; grant it less, or ask its author for a smaller manifest"
                            .formatted(
                                    id.name(),
                                    Quantity.bytes(bytes.length),
                                    Quantity.bytes(StateReader.MAX_BYTES)));
        }
        NewFile.writePrivate(path(), bytes);
    }

    /// What tells this state from the one before and after it; nothing if there is none.
    Optional<Stamp> stamp() {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(
                            path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(
                    new Stamp(
                            String.valueOf(found.fileKey()),
                            found.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                            found.size()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Which file it is, when it was written, and how long it is.
    public record Stamp(String file, long modifiedNanos, long size) {
        /// Two changes within one tick of the file system's clock may look like one, if the second
        /// got the file number of the one before the first.
        private static final long TICK_NANOS = 1_000_000_000;

        /// Whether nothing that looks the same can have been written after this was looked at.
        ///
        /// @param looked when, or before
        public boolean settled(Instant looked) {
            return modifiedNanos
                    < TimeUnit.MILLISECONDS.toNanos(looked.toEpochMilli()) - TICK_NANOS;
        }
    }
}

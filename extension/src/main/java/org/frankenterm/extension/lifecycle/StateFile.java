package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.NewFile;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// The `state.toml` of one installed extension: replaced as a whole, last in each change, so that
/// it always tells of files that are there.
///
/// @param folder the extension's
/// @param id by which the folder is named
public record StateFile(Path folder, ExtensionId id) {
    static final String NAME = "state.toml";

    private Path path() {
        return folder.resolve(NAME);
    }

    /// What is installed there.
    Installed read() {
        try {
            OwnFolder.open(folder);
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
        if (!Files.readAttributes(path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw new StateProblem("its state.toml is no regular file");
        }
        try (var in = Files.newInputStream(path(), LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(StateReader.MAX_BYTES + 1);
        }
    }

    /// Replaces it.
    ///
    /// @throws org.frankenterm.extension.api.ExtensionException if it can't be written; then it is
    ///   as before
    void write(InstalledState state) {
        NewFile.writePrivate(path(), StateText.of(state).getBytes(StandardCharsets.US_ASCII));
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
    public record Stamp(String file, long modifiedNanos, long size) {}
}

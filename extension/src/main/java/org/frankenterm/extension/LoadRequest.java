package org.frankenterm.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.ftx.FtxFile;
import org.frankenterm.extension.storage.StoragePlace;
import org.jspecify.annotations.Nullable;

/// What to load, and what to grant it.
///
/// @param path a package (`.ftx`), a folder with an `extension.toml`, or a module file
/// @param handlers for a module file: exported functions that every event is given to, in this
///   order; otherwise they must be empty, the manifest names them
/// @param grants `all`, `none`, `key` or `key=value`, the value one item that the manifest
///   requests, verbatim
/// @param storage the file that keeps what the extension stores, made at the first use; null to
///   keep it in memory, until the extension is closed
/// @param recording the file that everything it does is recorded into, what it sees included; null
///   for none
public record LoadRequest(
        Path path,
        List<String> handlers,
        List<String> grants,
        @Nullable Path storage,
        @Nullable Path recording) {
    /// Copies the lists.
    public LoadRequest {
        handlers = List.copyOf(handlers);
        grants = List.copyOf(grants);
    }

    /// An extension that stores in memory.
    ///
    /// @param path a folder or a module file
    /// @param handlers for a module file
    /// @param grants as on the command line
    public LoadRequest(Path path, List<String> handlers, List<String> grants) {
        this(path, handlers, grants, null, null);
    }

    /// An extension that isn't recorded.
    ///
    /// @param path a package, a folder or a module file
    /// @param handlers for a module file
    /// @param grants as on the command line
    /// @param storage the file that keeps what it stores; null to keep it in memory
    public LoadRequest(
            Path path, List<String> handlers, List<String> grants, @Nullable Path storage) {
        this(path, handlers, grants, storage, null);
    }

    /// An extension without grants.
    ///
    /// @param path a package, or a folder with an `extension.toml`
    /// @return a request
    public static LoadRequest of(Path path) {
        return new LoadRequest(path, List.of(), List.of());
    }

    /// The same with grants.
    ///
    /// @param words as on the command line
    /// @return a copy
    public LoadRequest withGrants(String... words) {
        return new LoadRequest(path, handlers, List.of(words), storage, recording);
    }

    /// The same with what it stores in a file.
    ///
    /// @param file the extension's own, or one that doesn't exist; its folder does
    /// @return a copy
    public LoadRequest withStorage(Path file) {
        return new LoadRequest(path, handlers, grants, file, recording);
    }

    /// The same, recorded from the first event until the extension is closed. The recording holds
    /// what the extension saw, secrets too: only its user may read the file. When it has 256 MiB,
    /// or can't be written, it ends, with a line of the log, and the extension goes on.
    ///
    /// @param file where; a recording that is there is replaced, any other file is not
    /// @return a copy
    public LoadRequest withRecording(Path file) {
        return new LoadRequest(path, handlers, grants, storage, file);
    }

    /// Whether the path stands for a package or folder, whose manifest names the handlers.
    ///
    /// @return false for a module file, and for what isn't there
    public boolean hasManifest() {
        return kind().hasManifest();
    }

    /// What a path stands for.
    enum Kind {
        FOLDER,
        PACKAGE,
        MODULE;

        /// Whether it says itself what its handlers are and what it asks for.
        boolean hasManifest() {
            return switch (this) {
                case FOLDER, PACKAGE -> true;
                case MODULE -> false;
            };
        }
    }

    Kind kind() {
        if (Files.isDirectory(path)) {
            return Kind.FOLDER;
        }
        return FtxFile.named(path) ? Kind.PACKAGE : Kind.MODULE;
    }

    /// Where what it leaves behind is to be.
    Kept kept() {
        return new Kept(
                storage == null ? new StoragePlace.Memory() : new StoragePlace.Named(storage),
                recording);
    }
}

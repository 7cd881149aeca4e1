package org.frankenterm.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What to load, and what to grant it.
///
/// @param path a folder with an `extension.toml`, or a module file
/// @param handlers for a module file: exported functions that every event is given to, in this
///   order; for a folder they must be empty, its manifest names them
/// @param grants `all`, `none`, `key` or `key=value`, the value one item that the manifest
///   requests, verbatim
public record LoadRequest(Path path, List<String> handlers, List<String> grants) {
    /// Copies the lists.
    public LoadRequest {
        handlers = List.copyOf(handlers);
        grants = List.copyOf(grants);
    }

    /// An extension without grants.
    ///
    /// @param path a folder with an `extension.toml`
    /// @return a request
    public static LoadRequest of(Path path) {
        return new LoadRequest(path, List.of(), List.of());
    }

    /// The same with grants.
    ///
    /// @param words as on the command line
    /// @return a copy
    public LoadRequest withGrants(String... words) {
        return new LoadRequest(path, handlers, List.of(words));
    }

    boolean folder() {
        return Files.isDirectory(path);
    }
}

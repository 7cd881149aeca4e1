package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.storage.StorageFolder;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// The folder of all installed extensions: `$XDG_DATA_HOME/frankenterm/extensions`, a folder
/// `<folded name>` each. Nobody else may own or write it. Any thread, any process.
///
/// Beside them are `.lock` and `.staging/`, which no name can be.
///
/// @param home the folder it is in, `$XDG_DATA_HOME/frankenterm`; neither need exist
record ExtensionsFolder(Path home) {
    /// The user's folder (XDG Base Directory 0.8).
    ///
    /// @throws ExtensionException if the environment names none
    static ExtensionsFolder of(Map<String, String> environment) {
        return new ExtensionsFolder(StorageFolder.of(environment).home());
    }

    Path path() {
        return home.resolve("extensions");
    }

    /// What is locked by who changes anything beneath this folder.
    Path lock() {
        return path().resolve(".lock");
    }

    /// Where something is made before it gets its name, and is put before it is deleted.
    Path staging() {
        return path().resolve(".staging");
    }

    /// An extension's folder, there or not.
    Path of(ExtensionId extension) {
        return path().resolve(extension.folded());
    }

    /// Whether there is anything of that name, sound or not.
    boolean holds(ExtensionId extension) {
        return Files.exists(of(extension), LinkOption.NOFOLLOW_LINKS);
    }

    /// Makes what is missing of the folder, and checks that it is the user's own.
    ///
    /// @throws ExtensionException if it isn't, or can't be made
    void open() {
        own(home);
        own(path());
    }

    /// The same for the folder that changes are staged in.
    void openStaging() {
        own(staging());
    }

    private static void own(Path folder) {
        checked(() -> OwnFolder.open(folder));
    }

    private static void checked(Runnable check) {
        try {
            check.run();
        } catch (WasmtimeException refused) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't use the folder of installed extensions: " + refused.getMessage(),
                    refused);
        }
    }

    /// Checks what there is of the folder, and makes nothing: for who only looks.
    ///
    /// @throws ExtensionException if it isn't the user's own
    void require() {
        for (Path folder : List.of(home, path())) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                checked(() -> OwnFolder.require(folder));
            }
        }
    }

    /// The names of all there is, in order. What is no name of an extension is not ours, and left
    /// alone.
    ///
    /// @throws ExtensionException if the folder isn't the user's own, or can't be read
    List<ExtensionId> names() {
        if (Files.notExists(path(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        require();
        try (Stream<Path> entries = Files.list(path())) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(ExtensionId::valid)
                    .map(ExtensionId::new)
                    .filter(id -> id.name().equals(id.folded()))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't read %s: %s".formatted(WholeFile.shown(path()), WholeFile.reason(e)),
                    e);
        }
    }
}

package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.storage.StorageFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// What nothing needs any more: things that somebody staged who was killed, files of versions that
/// were replaced, data of extensions that were removed. Under the lock. What can't be deleted
/// stays, and keeps nobody from a change.
///
/// @param folder of the extensions
/// @param storage of what they stored
/// @param steps as in [Installations]
record Leftovers(ExtensionsFolder folder, StorageFolder storage, Consumer<String> steps) {
    /// Deletes all there is.
    ///
    /// @param installed all extensions
    void sweep(Staging staging, Iterable<Installed> installed) {
        staging.sweep();
        for (Installed each : installed) {
            if (each instanceof Installed.Sound(InstalledState state)) {
                sweep(staging, state);
            }
        }
        try {
            storage.sweep(Set.copyOf(folder.names()));
        } catch (IOException | WasmtimeException e) {
            // data that nobody can read by way of us; the next change tries again
        }
    }

    /// Deletes what of an extension's folder its state doesn't name.
    void sweep(Staging staging, InstalledState state) {
        Path own = folder.of(state.id());
        for (Path entry : Staging.entries(own)) {
            String name = String.valueOf(entry.getFileName());
            if (!name.equals(StateFile.NAME) && !name.equals(VersionFolder.VERSIONS)) {
                discard(staging, entry);
            }
        }
        for (Path entry : Staging.entries(own.resolve(VersionFolder.VERSIONS))) {
            if (!state.keeps(String.valueOf(entry.getFileName()))) {
                discard(staging, entry);
            }
        }
    }

    private void discard(Staging staging, Path entry) {
        try {
            staging.withdraw(entry);
            steps.accept("leftover withdrawn");
            staging.sweep();
            steps.accept("leftover deleted");
        } catch (ExtensionException e) {
            // it is in nobody's way
        }
    }
}

package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.util.Optional;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.storage.StorageFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// What extensions have stored, as far as installing and removing them is concerned. Under the
/// lock.
///
/// A mark says that data outlive their extension, and whose they are. While an extension is
/// installed the data of its name have a mark only if they are of an earlier one, kept when that
/// was removed, and not yet moved aside for the data of this one.
///
/// @param folder where they are
record ExtensionData(StorageFolder folder) {
    /// Something that is done to files.
    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    /// Marks an extension's data, which are to stay when it goes. Those of an earlier one are
    /// marked already.
    void keep(Installed installed) {
        if (isOwn(installed)) {
            change(
                    "keep",
                    installed.id(),
                    () -> folder.keep(installed.id(), installation(installed).orElse("")));
        }
    }

    /// Takes the mark from an extension's own data, which were to stay until its user thought
    /// better of it, or adopted them.
    void unmark(Installed installed) {
        if (isOwn(installed)) {
            change("look after", installed.id(), () -> folder.unmark(installed.id()));
        }
    }

    /// Deletes an extension's data; not those of an earlier one, which are marked.
    void delete(ExtensionId id) {
        if (!folder.isKept(id)) {
            change("delete", id, () -> folder.delete(id));
        }
    }

    /// Whether they are not marked as another's.
    private boolean isOwn(Installed installed) {
        return !folder.isKept(installed.id())
                || folder.kept(installed.id()).equals(installation(installed));
    }

    private static Optional<String> installation(Installed installed) {
        return switch (installed) {
            case Installed.Sound(InstalledState state) -> Optional.of(state.installation());
            case Installed.Unsound _ -> Optional.empty();
        };
    }

    private static void change(String what, ExtensionId id, Change change) {
        try {
            change.make();
        } catch (IOException e) {
            throw failed(what, id, WholeFile.reason(e), e);
        } catch (WasmtimeException e) {
            throw failed(what, id, String.valueOf(e.getMessage()), e);
        }
    }

    private static ExtensionException failed(String what, ExtensionId id, String why, Exception e) {
        return new ExtensionException(
                ErrorCode.IO, "can't %s what %s has stored: %s".formatted(what, id.name(), why), e);
    }
}

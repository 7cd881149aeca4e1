package org.frankenterm.extension.storage;

import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.storage.StorageProblem.Kind;

/// Whose data a database has.
///
/// @param extension by name
/// @param installation what tells it from others of the same name; empty if nobody installed it
record StorageOwner(ExtensionId extension, String installation) {
    /// What a database says of it.
    ///
    /// @throws StorageProblem if that can't be anybody
    static StorageOwner read(String extension, String installation) throws StorageProblem {
        if (!ExtensionId.valid(extension)) {
            throw new StorageProblem(Kind.DAMAGED, "the name of whose data it has is none");
        }
        return new StorageOwner(new ExtensionId(extension), installation);
    }
}

package org.frankenterm.extension;

import java.nio.file.Path;
import org.frankenterm.extension.storage.StoragePlace;
import org.jspecify.annotations.Nullable;

/// Where what an extension leaves behind is kept.
///
/// @param storage what it stores
/// @param recording everything that it does and sees; null for nowhere
record Kept(StoragePlace storage, @Nullable Path recording) {
    /// An extension that isn't recorded.
    static Kept in(StoragePlace storage) {
        return new Kept(storage, null);
    }
}

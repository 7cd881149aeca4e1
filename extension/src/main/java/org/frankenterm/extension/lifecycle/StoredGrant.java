package org.frankenterm.extension.lifecycle;

import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.permission.Permission;
import org.jspecify.annotations.Nullable;

/// A grant as it is kept between processes.
///
/// @param item what was requested and granted
/// @param pinned for a path what it led to when it was granted, by device and inode; null for what
///   is no path, and for a path that led to nothing yet
public record StoredGrant(Permission item, @Nullable PathGrant pinned) {
    /// Whether it is a path where there was nothing when it was granted.
    public boolean waits() {
        return item.filesystemPath().isPresent() && pinned == null;
    }
}

package org.frankenterm.extension.files;

import java.util.Optional;
import org.frankenterm.extension.permission.PathText;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.posix.Fd;

/// A granted path and what it led to when it was granted. An instance gets that, or nothing.
///
/// @param item what was requested and granted
/// @param path as it was written, absolute: the name the guest knows it by
/// @param canonical where it led, without a link in it
/// @param kind what was there
/// @param device of the folder; for a file, of the folder that it is in
/// @param inode likewise: a file may be replaced by another of its name, as editors do
/// @param writable whether it may be changed
public record PathGrant(
        Permission item,
        String path,
        String canonical,
        Kind kind,
        long device,
        long inode,
        boolean writable) {
    /// What can be granted.
    public enum Kind {
        /// A folder with everything beneath it.
        FOLDER,
        /// One regular file.
        FILE
    }

    /// Whether everything in it is in another grant's folder as well.
    public boolean isWithin(PathGrant other) {
        return other.kind == Kind.FOLDER && PathText.contains(other.canonical, canonical);
    }

    /// Why the path is not what was granted any more; empty if it is. Looks at it now.
    public Optional<String> staleness() {
        return switch (Reopening.of(this)) {
            case Reopening.Stale(String why) -> Optional.of(why);
            case Reopening.Same(_, Fd folder) -> {
                folder.close();
                yield Optional.empty();
            }
        };
    }

    Identity identity() {
        return new Identity(device, inode);
    }

    /// The folder whose identity is kept.
    RootedPath folder() {
        RootedPath whole = new RootedPath(canonical);
        return switch (kind) {
            case FOLDER -> whole;
            case FILE -> whole.parent();
        };
    }
}

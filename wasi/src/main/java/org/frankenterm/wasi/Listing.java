package org.frankenterm.wasi;

import org.jspecify.annotations.Nullable;

/// The entries of a directory, one after the other, from any cookie on. Guest thread only.
///
/// It remembers the entry that didn't fit into the guest's buffer, because a guest that reads on
/// asks for that one next.
abstract class Listing {
    private long position;
    private boolean lost;
    private @Nullable DirectoryEntry kept;

    /// Goes to the entry that a cookie stands for; 0 is the first. Where a cookie was refused, the
    /// next is gone to anew.
    final void seek(long cookie) {
        if (cookie != position || cookie == 0 || lost) {
            kept = null;
            lost = true;
            go(cookie);
            lost = false;
            position = cookie;
        }
    }

    /// The entry here, or null at the end.
    final @Nullable DirectoryEntry next() {
        DirectoryEntry entry = kept != null ? kept : read();
        kept = null;
        if (entry != null) {
            position = entry.next();
        }
        return entry;
    }

    /// Puts an entry back, the last that was read.
    ///
    /// @param cookie of it
    final void unread(DirectoryEntry entry, long cookie) {
        kept = entry;
        position = cookie;
    }

    /// Where [#next] reads.
    final long position() {
        return position;
    }

    abstract void go(long cookie);

    abstract @Nullable DirectoryEntry read();
}

package org.frankenterm.extension.files;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.frankenterm.posix.Fd;

/// A granted folder that is open, under all the names it was granted by. Guest thread only.
///
/// @param fd open for reading; closed by its [MountPlan]
/// @param writable whether one of its grants is for writing
/// @param names absolute paths: as written, and where they led
record OpenFolder(Fd fd, boolean writable, SequencedSet<String> names) {
    static OpenFolder of(PathGrant grant, Fd fd, boolean writable) {
        return new OpenFolder(fd, writable, names(grant));
    }

    private static SequencedSet<String> names(PathGrant grant) {
        SequencedSet<String> names = new LinkedHashSet<>();
        names.add(grant.path());
        names.add(grant.canonical());
        return names;
    }

    /// The same folder, granted once more.
    OpenFolder and(PathGrant grant, boolean write) {
        SequencedSet<String> all = new LinkedHashSet<>(names);
        all.addAll(names(grant));
        return new OpenFolder(fd, writable || write, all);
    }
}

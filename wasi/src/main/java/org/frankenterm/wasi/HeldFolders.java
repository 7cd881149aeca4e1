package org.frankenterm.wasi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.frankenterm.posix.Fd;

/// The open folders behind one or more directories of the same view, however often the guest opens
/// that: closed with the last of them. Guest thread only.
final class HeldFolders implements AutoCloseable {
    private final Set<Fd> folders = Collections.newSetFromMap(new IdentityHashMap<>());
    private int holders = 1;

    /// Takes a folder, owned; one that is held already is not taken twice.
    void add(Fd folder) {
        folders.add(folder);
    }

    /// Holds them once more.
    ///
    /// @return the same, to be closed once more
    HeldFolders again() {
        holders++;
        return this;
    }

    @Override
    public void close() {
        holders--;
        if (holders == 0) {
            folders.forEach(Fd::close);
        }
    }
}

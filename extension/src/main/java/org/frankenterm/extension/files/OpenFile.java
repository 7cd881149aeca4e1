package org.frankenterm.extension.files;

import org.frankenterm.posix.Fd;

/// A granted file whose folder is open, under one of its names. Guest thread only.
///
/// @param view the folder that the guest finds it in
/// @param name what it is called there
/// @param folder the folder that it is in; closed by its [MountPlan]
/// @param inFolder what it is called there
/// @param writable whether it may be written and made
record OpenFile(String view, String name, Fd folder, String inFolder, boolean writable) {
    /// The file by a path of its grant.
    static OpenFile of(PathGrant grant, String path, Fd folder, boolean writable) {
        RootedPath shown = new RootedPath(path);
        return new OpenFile(
                shown.parent().path(),
                shown.name(),
                folder,
                new RootedPath(grant.canonical()).name(),
                writable);
    }
}

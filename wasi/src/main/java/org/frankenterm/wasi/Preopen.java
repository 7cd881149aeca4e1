package org.frankenterm.wasi;

import java.util.Collection;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.Resolver;

/// Something of the host's files that a guest finds open: a folder, or single files of one.
///
/// Owns what it was made from until it is handed to a [WasiContext], which then does. Made and used
/// on the guest's thread, as descriptors are.
public final class Preopen implements AutoCloseable {
    private final Directory directory;

    private Preopen(Directory directory) {
        this.directory = directory;
    }

    /// A folder with everything beneath it.
    ///
    /// @param name where the guest finds it, such as `/home/u/data`; UTF-8 without NUL
    /// @param folder opened for reading; belongs to the preopen from now on
    /// @param readOnly whether every change is refused, by whatever descriptor
    /// @param sameMount whether file systems mounted beneath it are out of reach
    /// @return the preopen, which the caller owns
    public static Preopen folder(String name, Fd folder, boolean readOnly, boolean sameMount) {
        return folder(name, folder, readOnly, sameMount, Resolver.system());
    }

    static Preopen folder(
            String name, Fd folder, boolean readOnly, boolean sameMount, Resolver resolver) {
        HostDirectory.Grant grant = new HostDirectory.Grant(readOnly, sameMount);
        return new Preopen(HostDirectory.preopened(name, folder, resolver, grant));
    }

    /// Some files, wherever they are, in a folder that shows nothing else.
    ///
    /// @param name where the guest finds the folder
    /// @param folder that it stands for; [OpenHow#path()] is enough, and for `rest` it must be open
    ///   for reading; belongs to the preopen from now on
    /// @param files each with a folder of its own, or that one, which belongs to the preopen from
    ///   now on; of two by one name the writable one counts
    /// @param rest whether what else is in the folder may be read
    /// @return the preopen, which the caller owns
    public static Preopen files(
            String name, Fd folder, Collection<GrantedFile> files, boolean rest) {
        Resolver resolver = Resolver.system();
        HostDirectory beneath = rest ? readable(name, folder, resolver) : null;
        return new Preopen(new VirtualDirectory(name, folder, resolver, files, beneath));
    }

    private static HostDirectory readable(String name, Fd folder, Resolver resolver) {
        Fd own = HostDirectory.reopened(folder, resolver);
        return HostDirectory.preopened(name, own, resolver, new HostDirectory.Grant(true, true));
    }

    Directory directory() {
        return directory;
    }

    /// Closes what it was made from; not after a context has taken it.
    @Override
    public void close() {
        directory.close();
    }
}

package org.frankenterm.extension.files;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.frankenterm.extension.permission.PathText;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;

/// How a granted folder shows a folder beneath it. Whether it does at all is the kernel's to say:
/// links that lead out and other mounts are not reached through it.
///
/// @param fd the folder beneath, open for reading; owned
/// @param writable whether the folder above may be written
record Cover(Fd fd, boolean writable) implements AutoCloseable {
    /// The cover of a folder of the guest's view, by the grant that the guest's library would use:
    /// the one with the longest name.
    static Optional<Cover> of(String view, Collection<OpenFolder> folders) {
        return folders.stream()
                .flatMap(folder -> folder.names().stream().map(name -> new Named(name, folder)))
                .filter(named -> PathText.contains(named.name(), view))
                .max(Comparator.comparingInt(named -> named.name().length()))
                .flatMap(named -> named.open(view));
    }

    private record Named(String name, OpenFolder folder) {
        Optional<Cover> open(String view) {
            String beneath = view.equals(name) ? "." : view.substring(name.length() + 1);
            OpenHow how = OpenHow.read().directory(true).sameMount(true);
            Result<Fd> opened =
                    Resolver.system()
                            .open(folder.fd(), beneath.getBytes(StandardCharsets.UTF_8), how);
            return opened instanceof Result.Ok<Fd>(Fd fd)
                    ? Optional.of(new Cover(fd, folder.writable()))
                    : Optional.empty();
        }
    }

    /// Whether a file can be reached through it with all its rights.
    boolean serves(OpenFile file) {
        return (writable || !file.writable())
                && file.name().equals(file.inFolder())
                && Identity.of(fd).equals(Identity.of(file.folder()));
    }

    @Override
    public void close() {
        fd.close();
    }
}

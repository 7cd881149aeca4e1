package org.frankenterm.wasi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileContent;
import org.frankenterm.posix.FileStatus;
import org.frankenterm.posix.FileType;
import org.frankenterm.posix.Names;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;
import org.frankenterm.posix.Timestamps;
import org.jspecify.annotations.Nullable;

/// An open folder of the host.
///
/// The kernel resolves every path, beneath the folder and nowhere else, into a descriptor; then the
/// operation is done on that descriptor, or on one bare name in it. No path with a slash and no
/// `..` ever reaches another system call.
final class HostDirectory extends Directory {
    private final String called;
    private final Fd fd;
    private final Resolver resolver;
    private final Grant grant;
    private @Nullable Listing listing;

    /// What everything opened under a preopened folder is bound by.
    ///
    /// @param readOnly whether every change is refused
    /// @param sameMount whether other file systems mounted beneath it are out of reach
    record Grant(boolean readOnly, boolean sameMount) {}

    /// A folder that the guest finds open.
    static HostDirectory preopened(String name, Fd fd, Resolver resolver, Grant grant) {
        return new HostDirectory(
                new Shape(name, Rights.DIRECTORY, Rights.ALL, true), fd, resolver, grant);
    }

    private record Shape(String name, long rights, long inheriting, boolean preopened) {}

    private HostDirectory(Shape shape, Fd fd, Resolver resolver, Grant grant) {
        super(shape.name(), shape.rights(), shape.inheriting(), shape.preopened());
        this.called = shape.name();
        this.fd = fd;
        this.resolver = resolver;
        this.grant = grant;
    }

    /// The same folder under the same grant, with a position of its own.
    HostDirectory again() {
        Fd fresh = reopened(fd, resolver);
        return new HostDirectory(
                new Shape(called, rights(), inheriting(), false), fresh, resolver, grant);
    }

    /// A folder once more, open for reading, with a position of its own.
    static Fd reopened(Fd folder, Resolver resolver) {
        byte[] here = {'.'};
        return Refusal.check(resolver.open(folder, here, OpenHow.read().directory(true)));
    }

    private void requireWritable() {
        if (grant.readOnly()) {
            throw Refusal.denied(Errno.ROFS);
        }
    }

    private Fd resolve(byte[] path, OpenHow how) {
        return switch (resolver.open(fd, path, how.sameMount(grant.sameMount()))) {
            case Result.Ok<Fd>(Fd opened) -> opened;
            case Result.Failed<Fd>(ErrorNumber error) -> throw refusal(error);
        };
    }

    /// A path that leads out is not permitted, whatever is there; what can't be opened without
    /// waiting, such as a socket, is no file.
    static Refusal refusal(ErrorNumber error) {
        return switch (error) {
            case XDEV -> Refusal.denied(Errno.PERM);
            case NXIO -> new Refusal(Errno.ACCES);
            default -> new Refusal(Errno.of(error));
        };
    }

    private Fd handle(GuestPath path, boolean follow) {
        return resolve(
                path.bytes(), OpenHow.path().noFollow(!follow).directory(path.trailingSlash()));
    }

    /// Holds the folder that a path's last component is in. Refuses `.` and `..` there with `dots`.
    private PinnedName pin(GuestPath path, Errno dots) {
        if (path.ofDots()) {
            throw new Refusal(dots);
        }
        byte[] name = path.name();
        Fd parent = resolve(path.parent(), OpenHow.path().directory(true));
        return new PinnedName(parent, name, path.trailingSlash());
    }

    @Override
    Filestat filestat() {
        return Filestat.of(Refusal.check(fd.status()));
    }

    @Override
    void times(Timestamps times) {
        requireWritable();
        Refusal.check(fd.setTimes(times));
    }

    @Override
    void sync() {
        Refusal.check(fd.sync());
    }

    @Override
    Listing listing() {
        Listing known = listing;
        if (known == null) {
            known = new HostListing(fd);
            listing = known;
        }
        return known;
    }

    @Override
    Descriptor open(GuestPath path, OpenRequest request) {
        OpenRequest wanted = path.trailingSlash() ? request.ofDirectory() : request;
        if (wanted.writes()) {
            requireWritable();
        }
        if (wanted.directory() && request.create()) {
            throw new Refusal(Errno.ISDIR);
        }
        Fd opened = resolve(path.bytes(), wanted.how());
        try {
            return descriptor(opened, wanted, path.in(called));
        } catch (Refusal refused) {
            opened.close();
            throw refused;
        }
    }

    /// What was opened, if it is a file or directory; everything else could make a call wait.
    private Descriptor descriptor(Fd opened, OpenRequest request, String as) {
        FileStatus status = Refusal.check(opened.status());
        if (status.type() == FileType.DIRECTORY) {
            return new HostDirectory(
                    new Shape(as, request.rights() & Rights.DIRECTORY, request.inheriting(), false),
                    opened,
                    resolver,
                    grant);
        }
        if (status.type() != FileType.REGULAR) {
            throw new Refusal(Errno.ACCES);
        }
        if (request.truncate()) {
            Refusal.check(new FileContent(opened).truncate(0));
        }
        return new OpenFile(opened, request, grant.readOnly(), as);
    }

    @Override
    Filestat filestat(GuestPath path, boolean follow) {
        try (Fd handle = handle(path, follow)) {
            return Filestat.of(Refusal.check(handle.status()));
        }
    }

    @Override
    void times(GuestPath path, boolean follow, Timestamps times) {
        requireWritable();
        try (Fd handle = handle(path, follow)) {
            Refusal.check(handle.setTimes(times));
        }
    }

    @Override
    byte[] readLink(GuestPath path) {
        try (Fd handle = handle(path, false)) {
            if (Refusal.check(handle.status()).type() != FileType.SYMBOLIC_LINK) {
                throw new Refusal(Errno.INVAL);
            }
            return Refusal.check(Names.readLink(handle));
        }
    }

    @Override
    void makeDirectory(GuestPath path) {
        requireWritable();
        try (PinnedName pinned = pin(path, Errno.EXIST)) {
            Refusal.check(new Names(pinned.parent()).makeDirectory(pinned.name()));
        }
    }

    @Override
    void removeDirectory(GuestPath path) {
        requireWritable();
        try (PinnedName pinned = pin(path, Errno.INVAL)) {
            Refusal.check(new Names(pinned.parent()).removeDirectory(pinned.name()));
        }
    }

    @Override
    void unlink(GuestPath path) {
        requireWritable();
        try (PinnedName pinned = pin(path, Errno.ISDIR)) {
            pinned.requireAsSaid(resolver);
            Refusal.check(new Names(pinned.parent()).unlink(pinned.name()));
        }
    }

    @Override
    void symlink(byte[] target, GuestPath path) {
        requireWritable();
        requireBeneath(path.parent(), LinkTarget.climbed(target));
        try (PinnedName pinned = pin(path, Errno.EXIST)) {
            pinned.requireAsSaid(resolver);
            Refusal.check(new Names(pinned.parent()).symlink(target, pinned.name()));
        }
    }

    /// Walks up from where a link will be, as far as its target climbs: refused as every path that
    /// leads out. The system would not follow such a link for a guest, but other programs would.
    private void requireBeneath(byte[] parent, int steps) {
        if (steps > 0) {
            byte[] up = "/..".repeat(steps).getBytes(StandardCharsets.US_ASCII);
            byte[] path = Arrays.copyOf(parent, parent.length + up.length);
            System.arraycopy(up, 0, path, parent.length, up.length);
            resolve(path, OpenHow.path().directory(true)).close();
        }
    }

    @Override
    void rename(GuestPath path, Directory to, GuestPath newPath) {
        requireWritable();
        HostDirectory target = writable(to);
        try (PinnedName from = pin(path, Errno.BUSY);
                PinnedName into = target.pin(newPath, Errno.BUSY)) {
            from.requireAsSaid(resolver);
            if (into.saysDirectory()) {
                from.requireDirectory(resolver);
            }
            Refusal.check(new Names(from.parent()).rename(from.name(), into.parent(), into.name()));
        }
    }

    @Override
    void link(GuestPath path, Directory to, GuestPath newPath) {
        requireWritable();
        HostDirectory target = writable(to);
        try (PinnedName from = pin(path, Errno.PERM);
                PinnedName into = target.pin(newPath, Errno.EXIST)) {
            from.requireAsSaid(resolver);
            into.requireAsSaid(resolver);
            Refusal.check(new Names(from.parent()).link(from.name(), into.parent(), into.name()));
        }
    }

    private static HostDirectory writable(Directory directory) {
        return switch (directory) {
            case HostDirectory host -> {
                host.requireWritable();
                yield host;
            }
            case VirtualDirectory _ -> throw Refusal.denied(Errno.PERM);
        };
    }

    @Override
    public void close() {
        fd.close();
    }
}

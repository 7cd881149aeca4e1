package org.frankenterm.wasi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileContent;
import org.frankenterm.posix.FileStatus;
import org.frankenterm.posix.FileType;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;
import org.frankenterm.posix.Timestamps;
import org.jspecify.annotations.Nullable;

/// A folder of the host's of which only some files are to be seen: those that were granted one by
/// one. A file that is replaced by another of its name, as editors do, is still that file.
///
/// Nothing can be made here, renamed, linked or removed, except that a file granted for writing is
/// made under exactly its name. Names that were not granted don't exist, unless the folder itself
/// may be read.
final class VirtualDirectory extends Directory {
    private final Fd folder;
    private final Resolver resolver;
    private final Map<String, GrantedFile> files;
    private final HeldFolders held;
    private final @Nullable HostDirectory beneath;
    private final String called;

    /// @param folder that the files are in, owned
    /// @param files with their folders, owned; perhaps the folder itself
    /// @param beneath the same folder where it may be read, owned; null where it may not
    VirtualDirectory(
            String name,
            Fd folder,
            Resolver resolver,
            Collection<GrantedFile> files,
            @Nullable HostDirectory beneath) {
        super(name, Rights.DIRECTORY, Rights.ALL, true);
        this.called = name;
        this.folder = folder;
        this.resolver = resolver;
        this.files =
                files.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        GrantedFile::name,
                                        file -> file,
                                        (one, other) -> one.writable() ? one : other));
        this.held = new HeldFolders();
        held.add(folder);
        files.forEach(file -> held.add(file.folder()));
        this.beneath = beneath;
    }

    /// The same as another, opened by the guest.
    ///
    /// @param beneath as that of the other, owned
    private VirtualDirectory(VirtualDirectory same, @Nullable HostDirectory beneath) {
        super(same.called, Rights.DIRECTORY, Rights.ALL, false);
        this.called = same.called;
        this.folder = same.folder;
        this.resolver = same.resolver;
        this.files = same.files;
        this.held = same.held.again();
        this.beneath = beneath;
    }

    private static Refusal notPermitted() {
        return Refusal.denied(Errno.PERM);
    }

    /// Whether a path names a file that was granted.
    private boolean granted(GuestPath path) {
        return path.single() && files.containsKey(text(path));
    }

    private static String text(GuestPath path) {
        return new String(path.bytes(), StandardCharsets.UTF_8);
    }

    private boolean writable(GuestPath path) {
        GrantedFile file = files.get(text(path));
        return file != null && file.writable();
    }

    /// The folder itself, for what was not granted by name; refuses `..` in the first place like
    /// every way out, and everything else with `noent` if the folder can't be read.
    private HostDirectory others(GuestPath path) {
        if (beneath != null) {
            return beneath;
        }
        throw LinkTarget.climbed(path.bytes()) > 0 ? notPermitted() : new Refusal(Errno.NOENT);
    }

    private Fd file(GuestPath path, OpenHow how) {
        GrantedFile file = Objects.requireNonNull(files.get(text(path)));
        return switch (opened(file, how)) {
            case Result.Ok<Fd>(Fd fd) -> fd;
            case Result.Failed<Fd>(ErrorNumber error) -> throw HostDirectory.refusal(error);
        };
    }

    private Result<Fd> opened(GrantedFile file, OpenHow how) {
        byte[] name = file.inFolder().getBytes(StandardCharsets.UTF_8);
        return resolver.open(file.folder(), name, how.noFollow(true).sameMount(true));
    }

    /// Refuses a trailing slash: what was granted by name is a file.
    private static void requireFile(GuestPath path) {
        if (path.trailingSlash()) {
            throw new Refusal(Errno.NOTDIR);
        }
    }

    @Override
    Filestat filestat() {
        FileStatus status = Refusal.check(folder.status());
        return new Filestat(status.device(), status.inode(), Filetype.DIRECTORY, 1, 0, 0, 0, 0);
    }

    @Override
    void times(Timestamps times) {
        throw notPermitted();
    }

    @Override
    void sync() {
        try (Fd readable = HostDirectory.reopened(folder, resolver)) {
            Refusal.check(readable.sync());
        }
    }

    @Override
    Listing listing() {
        return beneath != null ? beneath.listing() : new Names(entries());
    }

    /// `.`, `..` and the files that exist now, in the order of their names. Each keeps its cookie
    /// whichever others exist.
    private List<DirectoryEntry> entries() {
        List<DirectoryEntry> entries = new ArrayList<>();
        long own = filestat().inode();
        entries.add(entry(".", own, Filetype.DIRECTORY, 1));
        entries.add(entry("..", own, Filetype.DIRECTORY, 2));
        int cookie = entries.size();
        for (String name : files.keySet().stream().sorted().toList()) {
            cookie++;
            Result<Fd> opened = opened(Objects.requireNonNull(files.get(name)), OpenHow.path());
            if (opened instanceof Result.Ok<Fd>(Fd fd)) {
                try (fd) {
                    FileStatus status = Refusal.check(fd.status());
                    Filetype type = Filetype.of(status.type());
                    entries.add(entry(name, status.inode(), type, cookie));
                }
            }
        }
        return entries;
    }

    private static DirectoryEntry entry(String name, long inode, Filetype type, int cookie) {
        return new DirectoryEntry(name.getBytes(StandardCharsets.UTF_8), inode, type, cookie);
    }

    /// Entries that are known beforehand, in the order of their cookies.
    private static final class Names extends Listing {
        private final List<DirectoryEntry> entries;
        private int at;

        Names(List<DirectoryEntry> entries) {
            this.entries = entries;
        }

        @Override
        void go(long cookie) {
            at = 0;
            while (at < entries.size()
                    && Long.compareUnsigned(entries.get(at).next(), cookie) <= 0) {
                at++;
            }
        }

        @Override
        @Nullable DirectoryEntry read() {
            return at < entries.size() ? entries.get(at++) : null;
        }
    }

    @Override
    Descriptor open(GuestPath written, OpenRequest request) {
        GuestPath path = written.plain();
        if (path.here()) {
            return self(request);
        }
        if (!granted(path)) {
            HostDirectory folderItself = others(path);
            return folderItself.open(path, request);
        }
        requireFile(path);
        if (request.directory()) {
            throw new Refusal(Errno.NOTDIR);
        }
        if (request.writes() && !writable(path)) {
            throw Refusal.denied(Errno.ROFS);
        }
        return opened(file(path, request.how()), path, request);
    }

    private Descriptor opened(Fd fd, GuestPath path, OpenRequest request) {
        try {
            if (Refusal.check(fd.status()).type() != FileType.REGULAR) {
                throw new Refusal(Errno.ACCES);
            }
            if (request.truncate()) {
                Refusal.check(new FileContent(fd).truncate(0));
            }
            return new OpenFile(fd, request, !writable(path), path.in(called));
        } catch (Refusal refused) {
            fd.close();
            throw refused;
        }
    }

    /// Another descriptor of the same directory.
    private Descriptor self(OpenRequest request) {
        if (request.writes()) {
            throw new Refusal(Errno.ISDIR);
        }
        HostDirectory readable = beneath == null ? null : beneath.again();
        VirtualDirectory same = new VirtualDirectory(this, readable);
        same.narrow(request.rights() & Rights.DIRECTORY, request.inheriting());
        return same;
    }

    @Override
    Filestat filestat(GuestPath written, boolean follow) {
        GuestPath path = written.plain();
        if (path.here()) {
            return filestat();
        }
        if (!granted(path)) {
            return others(path).filestat(path, follow);
        }
        requireFile(path);
        try (Fd handle = file(path, OpenHow.path())) {
            return Filestat.of(Refusal.check(handle.status()));
        }
    }

    @Override
    void times(GuestPath written, boolean follow, Timestamps times) {
        GuestPath path = written.plain();
        if (!granted(path) || !writable(path)) {
            throw granted(path) ? Refusal.denied(Errno.ROFS) : notPermitted();
        }
        requireFile(path);
        try (Fd handle = file(path, OpenHow.path())) {
            Refusal.check(handle.setTimes(times));
        }
    }

    @Override
    byte[] readLink(GuestPath written) {
        GuestPath path = written.plain();
        if (path.here() || granted(path)) {
            throw new Refusal(Errno.INVAL);
        }
        return others(path).readLink(path);
    }

    @Override
    void makeDirectory(GuestPath path) {
        throw notPermitted();
    }

    @Override
    void removeDirectory(GuestPath path) {
        throw notPermitted();
    }

    @Override
    void unlink(GuestPath path) {
        throw notPermitted();
    }

    @Override
    void symlink(byte[] target, GuestPath path) {
        throw notPermitted();
    }

    @Override
    void rename(GuestPath path, Directory to, GuestPath newPath) {
        throw notPermitted();
    }

    @Override
    void link(GuestPath path, Directory to, GuestPath newPath) {
        throw notPermitted();
    }

    @Override
    public void close() {
        held.close();
        if (beneath != null) {
            beneath.close();
        }
    }
}

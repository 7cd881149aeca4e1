package org.frankenterm.wasi;

import java.util.Optional;
import org.frankenterm.posix.Entries;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileStatus;
import org.frankenterm.posix.Result;
import org.jspecify.annotations.Nullable;

/// The entries of a folder, under the kernel's own cookies: what is added or removed meanwhile
/// shifts no other entry.
final class HostListing extends Listing {
    private static final int PARENT_BYTES = 2;

    private final Entries entries;
    private final long own;

    /// @param folder open for reading; its position is the listing's
    HostListing(Fd folder) {
        FileStatus status = Refusal.check(folder.status());
        this.entries = new Entries(folder);
        this.own = status.inode();
    }

    @Override
    void go(long cookie) {
        Refusal.check(entries.seek(cookie));
    }

    @Override
    @Nullable DirectoryEntry read() {
        return switch (entries.next()) {
            case Result.Ok<Optional<Entries.Entry>>(Optional<Entries.Entry> entry) ->
                    entry.map(this::told).orElse(null);
            case Result.Failed<Optional<Entries.Entry>>(ErrorNumber error) -> ended(error);
        };
    }

    /// A folder that was removed has no entries.
    private static @Nullable DirectoryEntry ended(ErrorNumber error) {
        if (error == ErrorNumber.NOENT) {
            return null;
        }
        throw new Refusal(Errno.of(error));
    }

    /// `..` would tell the number of a folder outside: it gets this one's.
    private DirectoryEntry told(Entries.Entry entry) {
        byte[] name = entry.name();
        boolean parent = name.length == PARENT_BYTES && name[0] == '.' && name[1] == '.';
        return new DirectoryEntry(
                name, parent ? own : entry.inode(), Filetype.of(entry.type()), entry.cookie());
    }
}

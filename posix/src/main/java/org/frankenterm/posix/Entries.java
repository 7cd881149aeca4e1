package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The entries of an open folder, as the kernel lists them, in its order: `getdents64`. What is
/// added or removed meanwhile may show or not; the rest shows exactly once.
///
/// The position is the description's own: give it one that nobody else reads. On the thread of the
/// folder's descriptor only: every method throws what [Fd] throws.
public final class Entries {
    private static final int BUFFER_BYTES = 32 * 1024; // as glibc's readdir
    private static final int OFFSET_AT = 8; // struct linux_dirent64
    private static final int LENGTH_AT = 16;
    private static final int TYPE_AT = 18;
    private static final int NAME_AT = 19;
    private static final int UNSIGNED_SHORT = 0xffff;
    private static final int UNSIGNED_BYTE = 0xff;

    private final Fd folder;
    private final MemorySegment buffer = Arena.ofAuto().allocate(BUFFER_BYTES, Long.BYTES);
    private long at;
    private long end;

    /// One entry of a folder, `.` and `..` among them.
    ///
    /// @param name its name, a single component, up to 255 bytes of any encoding
    /// @param inode the number of what it names; for `..` that of a folder outside
    /// @param type what it names, [FileType#UNKNOWN] on file systems that don't say
    /// @param cookie where to go on after it, for [#seek]; no counter, no order
    @SuppressWarnings("ArrayRecordComponent") // read once by who asked, never compared
    public record Entry(byte[] name, long inode, FileType type, long cookie) {}

    /// The entries of a folder, from where its description stands.
    ///
    /// @param folder stays the caller's; opened with [Access#READ]
    public Entries(Fd folder) {
        this.folder = folder;
    }

    /// The next one.
    ///
    /// @return it, or nothing at the end; `NOTDIR` if it is no folder, `BADF` if it isn't open for
    ///   reading, `NOENT` if it was removed
    public Result<Optional<Entry>> next() {
        int number = folder.number();
        if (at == end) {
            long filled =
                    Syscall.call(SystemCall.GETDENTS64, number, buffer.address(), BUFFER_BYTES);
            if (filled < 0) {
                return Result.Failed.of(filled);
            }
            at = 0;
            end = filled;
        }
        return new Result.Ok<>(at == end ? Optional.empty() : Optional.of(take()));
    }

    private Entry take() {
        int length = buffer.get(JAVA_SHORT_UNALIGNED, at + LENGTH_AT) & UNSIGNED_SHORT;
        MemorySegment entry = buffer.asSlice(at, length);
        at += length;
        return new Entry(
                name(entry.asSlice(NAME_AT)),
                entry.get(JAVA_LONG_UNALIGNED, 0),
                FileType.ofEntry(entry.get(JAVA_BYTE, TYPE_AT) & UNSIGNED_BYTE),
                entry.get(JAVA_LONG_UNALIGNED, OFFSET_AT));
    }

    /// Up to the first NUL; behind it the kernel pads.
    private static byte[] name(MemorySegment padded) {
        long length = 0;
        while (padded.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        return padded.asSlice(0, length).toArray(JAVA_BYTE);
    }

    /// Goes to a place in the list.
    ///
    /// @param cookie of the entry before it; 0 is the start
    /// @return 0, or a negated error number: `INVAL` if it can't be a cookie here
    public int seek(long cookie) {
        at = 0;
        end = 0;
        return (int) Math.min(0, new FileContent(folder).seek(cookie, Whence.SET));
    }

    /// Goes back to the start, and shows what changed since.
    ///
    /// @return 0, or a negated error number
    public int rewind() {
        return seek(0);
    }
}

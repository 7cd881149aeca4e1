package org.frankenterm.extension.ftx;

import java.util.Locale;

/// An entry in the directory at the end of an archive (APPNOTE 6.3.10, 4.3.12).
///
/// @param header what the entry itself has to repeat
/// @param name checked
/// @param rawName the bytes of it
/// @param local where the entry begins, by its own account
/// @param end where the next one in the directory begins
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record CentralHeader(EntryHeader header, String name, byte[] rawName, long local, int end) {
    private static final int SIGNATURE = 0x02014b50;
    private static final int BYTES = 46;

    /// Reads and checks one.
    ///
    /// @param limit where the directory ends
    static CentralHeader read(ArchiveBytes file, int at, int limit) throws PackageRefused {
        if (at > limit - BYTES) {
            throw at == limit ? tooFew() : cut();
        }
        if (!file.signature(at, SIGNATURE)) {
            throw new PackageRefused(
                    Refusal.DIRECTORY,
                    String.format(
                            Locale.ROOT,
                            "something else than an entry is in its directory, at byte %,d",
                            at));
        }
        EntryHeader header = EntryHeader.read(file, at + 6);
        int extra = at + BYTES + header.nameLength();
        int comment = file.u16(at + 32);
        int end = extra + header.extraLength() + comment;
        if (end > limit) {
            throw cut();
        }
        byte[] rawName = file.copy(at + BYTES, header.nameLength());
        String name = EntryName.of(rawName, header.utf8());
        header.requirePlain(name);
        if (comment != 0) {
            throw PackageRefused.entry(Refusal.COMMENT, name, "has a comment");
        }
        if (file.u16(at + 34) != 0) {
            throw PackageRefused.entry(
                    Refusal.MULTI_DISK, name, "is in another part of an archive of several");
        }
        EntryKind.require(name, file.u32(at + 38));
        ExtraFields.require(file, extra, header.extraLength(), name);
        return new CentralHeader(header, name, rawName, file.u32(at + 42), end);
    }

    private static PackageRefused tooFew() {
        return new PackageRefused(
                Refusal.COUNT, "its directory has fewer entries than its end record counts");
    }

    private static PackageRefused cut() {
        return new PackageRefused(Refusal.DIRECTORY, "its directory ends inside an entry");
    }
}

package org.frankenterm.extension.ftx;

import java.util.Locale;
import java.util.Optional;

/// What an entry's two headers both say: the 26 bytes that follow the signature of the local one,
/// and the version of the other.
///
/// @param version of the format that is needed
/// @param flags general purpose bits
/// @param method 0 stored, 8 deflated
/// @param time of MS-DOS
/// @param date of MS-DOS
/// @param crc of the data
/// @param compressed size in the archive
/// @param size of the data
/// @param nameLength in bytes
/// @param extraLength in bytes; the one field that may differ
record EntryHeader(
        int version,
        int flags,
        int method,
        int time,
        int date,
        long crc,
        long compressed,
        long size,
        int nameLength,
        int extraLength) {
    static final int BYTES = 26;
    static final int STORED = 0;
    static final int DEFLATED = 8;

    /// The name is UTF-8.
    static final int UTF8 = 1 << 11;

    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int DESCRIPTOR = 1 << 3;
    private static final int DEFLATE_OPTIONS = 1 << 1 | 1 << 2;

    /// Stored and deflated files, and folders, need 2.0.
    private static final int NEWEST_VERSION = 20;

    private static final long MARK_32 = 0xFFFF_FFFFL;

    static EntryHeader read(ArchiveBytes file, int at) {
        return new EntryHeader(
                file.u16(at),
                file.u16(at + 2),
                file.u16(at + 4),
                file.u16(at + 6),
                file.u16(at + 8),
                file.u32(at + 10),
                file.u32(at + 14),
                file.u32(at + 18),
                file.u16(at + 22),
                file.u16(at + 24));
    }

    boolean utf8() {
        return (flags & UTF8) != 0;
    }

    /// Refuses what could be meant in more than one way.
    ///
    /// @param name of the entry, for messages
    void requirePlain(String name) throws PackageRefused {
        if ((flags & ENCRYPTED) != 0) {
            throw PackageRefused.entry(Refusal.ENCRYPTED, name, "is encrypted");
        }
        if ((flags & DESCRIPTOR) != 0) {
            throw PackageRefused.entry(
                    Refusal.DATA_DESCRIPTOR,
                    name,
                    "has its sizes behind its data: pack the folder with frankenterm extension pack");
        }
        if ((flags & ~(UTF8 | DEFLATE_OPTIONS)) != 0) {
            throw PackageRefused.entry(
                    Refusal.FLAGS,
                    name,
                    String.format(Locale.ROOT, "has flags that mean nothing here: 0x%04x", flags));
        }
        requireMethod(name);
        if (compressed == MARK_32 || size == MARK_32) {
            throw PackageRefused.entry(Refusal.ZIP64, name, "has 64-bit sizes");
        }
        if (version > NEWEST_VERSION) {
            throw PackageRefused.entry(
                    Refusal.VERSION,
                    name,
                    "needs version %d.%d of ZIP, and packages are of 2.0"
                            .formatted(version / 10, version % 10));
        }
    }

    private void requireMethod(String name) throws PackageRefused {
        if (method != STORED && method != DEFLATED) {
            throw PackageRefused.entry(
                    Refusal.METHOD,
                    name,
                    "is compressed by method %d: entries are stored or deflated".formatted(method));
        }
        if (method == STORED && compressed != size) {
            throw PackageRefused.entry(
                    Refusal.SIZE, name, "is stored, and yet its two sizes differ");
        }
    }

    /// The first thing that another header of the same entry says otherwise, in words.
    Optional<String> difference(EntryHeader other) {
        if (version != other.version || flags != other.flags) {
            return Optional.of("version or flags");
        }
        if (method != other.method) {
            return Optional.of("method");
        }
        if (time != other.time || date != other.date) {
            return Optional.of("time");
        }
        if (crc != other.crc) {
            return Optional.of("CRC");
        }
        if (compressed != other.compressed || size != other.size) {
            return Optional.of("size");
        }
        return nameLength == other.nameLength ? Optional.empty() : Optional.of("name");
    }
}

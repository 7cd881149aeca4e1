package org.frankenterm.extension.ftx;

import org.frankenterm.extension.text.Quantity;

/// The record at the end of an archive, which says where its directory is (APPNOTE 6.3.10, 4.3.16).
///
/// @param at where it begins, and the directory ends
/// @param count of entries, 1 to 1,024
/// @param directory where that begins
record EndRecord(int at, int count, int directory) {
    static final int SIGNATURE = 0x06054b50;
    static final int BYTES = 22;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int MARK_16 = 0xFFFF;
    private static final long MARK_32 = 0xFFFF_FFFFL;

    /// Reads the last 22 bytes, which have to be the record.
    static EndRecord read(ArchiveBytes file) throws PackageRefused {
        int at = file.length() - BYTES;
        if (!file.signature(at, SIGNATURE)) {
            throw notAtTheEnd(file);
        }
        if (file.u16(at + 20) != 0) {
            throw new PackageRefused(Refusal.COMMENT, "its end record announces a comment");
        }
        requireNoZip64(file, at);
        if (file.u16(at + 4) != 0 || file.u16(at + 6) != 0) {
            throw new PackageRefused(
                    Refusal.MULTI_DISK, "it is one part of an archive of several: join them first");
        }
        return new EndRecord(at, count(file, at), directory(file, at));
    }

    /// Why there is none at the end, for an archive that begins as one.
    private static PackageRefused notAtTheEnd(ArchiveBytes file) {
        for (int at = file.length() - BYTES - 1; at >= 0; at--) {
            if (file.signature(at, SIGNATURE)) {
                int more = file.length() - at - BYTES;
                return file.u16(at + 20) == more
                        ? new PackageRefused(Refusal.COMMENT, "it ends in a comment")
                        : new PackageRefused(
                                Refusal.SUFFIX,
                                "it goes on for %s after its end record"
                                        .formatted(Quantity.bytes(more)));
            }
        }
        return new PackageRefused(
                Refusal.TRUNCATED, "its end is missing: fetch or copy it again, it was cut short");
    }

    private static void requireNoZip64(ArchiveBytes file, int at) throws PackageRefused {
        boolean marked =
                file.u16(at + 8) == MARK_16
                        || file.u16(at + 10) == MARK_16
                        || file.u32(at + 12) == MARK_32
                        || file.u32(at + 16) == MARK_32;
        if (marked || file.signature(at - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR)) {
            throw new PackageRefused(
                    Refusal.ZIP64, "it is a ZIP64 archive, which no package is large enough for");
        }
    }

    private static int count(ArchiveBytes file, int at) throws PackageRefused {
        int count = file.u16(at + 10);
        if (file.u16(at + 8) != count) {
            throw new PackageRefused(Refusal.COUNT, "its end record counts its entries two ways");
        }
        if (count == 0) {
            throw new PackageRefused(Refusal.EMPTY, "it is empty");
        }
        if (count > FtxLimits.ENTRIES) {
            throw new PackageRefused(
                    Refusal.ENTRY_COUNT,
                    "it has %s entries, and a package has at most %s"
                            .formatted(Quantity.count(count), Quantity.count(FtxLimits.ENTRIES)));
        }
        return count;
    }

    private static int directory(ArchiveBytes file, int at) throws PackageRefused {
        long directory = file.u32(at + 16);
        if (directory + file.u32(at + 12) != at) {
            throw new PackageRefused(
                    Refusal.DIRECTORY, "its directory does not end where its end record begins");
        }
        return (int) directory;
    }
}

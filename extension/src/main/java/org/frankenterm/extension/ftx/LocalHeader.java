package org.frankenterm.extension.ftx;

import java.util.Arrays;
import java.util.Optional;

/// The header that an entry begins with (APPNOTE 6.3.10, 4.3.7). Says nothing that the directory
/// doesn't: it is only compared.
final class LocalHeader {
    static final int SIGNATURE = 0x04034b50;
    static final int BYTES = 30;

    private LocalHeader() {}

    /// Compares the header of an entry with the directory's.
    ///
    /// @param at where it begins
    /// @param limit where entries end
    /// @return where the entry's data begins
    static int require(ArchiveBytes file, int at, int limit, CentralHeader central)
            throws PackageRefused {
        String name = central.name();
        if (at > limit - BYTES || !file.signature(at, SIGNATURE)) {
            throw PackageRefused.entry(
                    Refusal.LOCAL_HEADER, name, "does not begin where the directory says");
        }
        EntryHeader header = EntryHeader.read(file, at + Integer.BYTES);
        Optional<String> difference = central.header().difference(header);
        if (difference.isPresent()) {
            throw disagreement(name, difference.get());
        }
        int extra = at + BYTES + header.nameLength();
        int data = extra + header.extraLength();
        if (data > limit) {
            throw PackageRefused.entry(
                    Refusal.OVERLAP, name, "has a header that reaches into the directory");
        }
        if (!Arrays.equals(file.copy(at + BYTES, header.nameLength()), central.rawName())) {
            throw disagreement(name, "name");
        }
        ExtraFields.require(file, extra, header.extraLength(), name);
        return data;
    }

    private static PackageRefused disagreement(String name, String what) {
        return PackageRefused.entry(
                Refusal.HEADERS,
                name,
                "has one %s in the directory and another where it begins".formatted(what));
    }
}

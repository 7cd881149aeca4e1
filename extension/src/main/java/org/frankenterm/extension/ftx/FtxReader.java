package org.frankenterm.extension.ftx;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.text.Quantity;

/// The strict reader of packages. Goes through the archive once by its directory and holds every
/// byte of it to account: entries one behind the other from byte 0, in the directory's order, the
/// directory right behind the last, the end record right behind that and nothing more. Then it
/// inflates everything, a piece at a time.
public final class FtxReader {
    private static final long MARK_32 = 0xFFFF_FFFFL;

    private final ArchiveBytes file;
    private final EndRecord end;
    private final NameTree names = new NameTree();
    private final List<FtxEntry> entries = new ArrayList<>();

    private FtxReader(ArchiveBytes file) throws PackageRefused {
        this.file = file;
        this.end = EndRecord.read(file);
    }

    /// Reads a package.
    ///
    /// @param bytes the whole of it; not copied, so nobody may change them
    /// @throws PackageRefused if there is anything in it that isn't plain
    public static FtxPackage read(byte[] bytes) throws PackageRefused {
        if (bytes.length > FtxLimits.PACKAGE_BYTES) {
            throw tooLarge();
        }
        ArchiveBytes file = new ArchiveBytes(bytes);
        requireBeginning(file);
        FtxReader reader = new FtxReader(file);
        reader.readHeaders();
        reader.requireSizes();
        for (FtxEntry entry : reader.entries) {
            new EntryData(bytes, entry).verify();
        }
        return new FtxPackage(bytes, reader.entries);
    }

    static PackageRefused tooLarge() {
        return new PackageRefused(
                Refusal.PACKAGE_SIZE,
                "it has more than %s".formatted(Quantity.bytes(FtxLimits.PACKAGE_BYTES)));
    }

    private static void requireBeginning(ArchiveBytes file) throws PackageRefused {
        if (file.signature(0, LocalHeader.SIGNATURE)) {
            return;
        }
        int last = file.length() - EndRecord.BYTES;
        if (last == 0 && file.signature(last, EndRecord.SIGNATURE)) {
            throw new PackageRefused(Refusal.EMPTY, "it is empty");
        }
        if (file.signature(last, EndRecord.SIGNATURE)) {
            throw new PackageRefused(Refusal.PREFIX, "something stands before its first entry");
        }
        throw new PackageRefused(
                Refusal.NOT_A_PACKAGE,
                "it is no package: those are ZIP archives, made by frankenterm extension pack");
    }

    private void readHeaders() throws PackageRefused {
        int at = end.directory();
        int next = 0;
        for (int i = 0; i < end.count(); i++) {
            CentralHeader central = CentralHeader.read(file, at, end.at());
            names.add(central.name());
            FtxEntry entry = entry(central, next);
            entries.add(entry);
            next = entry.end();
            at = central.end();
        }
        if (at != end.at()) {
            throw new PackageRefused(
                    Refusal.COUNT,
                    "its directory has more than the entries that its end record counts");
        }
        if (next != end.directory()) {
            throw new PackageRefused(
                    Refusal.GAP,
                    "%s stand between its last entry and its directory"
                            .formatted(Quantity.bytes((long) end.directory() - next)));
        }
    }

    /// @param start where the entry has to begin
    private FtxEntry entry(CentralHeader central, int start) throws PackageRefused {
        EntryHeader header = central.header();
        String name = central.name();
        requirePlace(name, central.local(), start);
        requireSize(name, header);
        int data = LocalHeader.require(file, start, end.directory(), central);
        if (header.compressed() > end.directory() - data) {
            throw PackageRefused.entry(
                    Refusal.OVERLAP, name, "has data that reaches into the directory");
        }
        return new FtxEntry(
                name,
                (int) header.size(),
                (int) header.compressed(),
                header.crc(),
                header.method() == EntryHeader.DEFLATED,
                data);
    }

    private static void requirePlace(String name, long local, int start) throws PackageRefused {
        if (local == MARK_32) {
            throw PackageRefused.entry(Refusal.ZIP64, name, "has a 64-bit place");
        }
        if (local > start && start == 0) {
            throw PackageRefused.entry(
                    Refusal.PREFIX, name, "is the first, and yet has something before it");
        }
        if (local > start) {
            throw PackageRefused.entry(
                    Refusal.GAP,
                    name,
                    "does not begin where the one before it ends, but %s later"
                            .formatted(Quantity.bytes(local - start)));
        }
        if (local < start) {
            throw PackageRefused.entry(
                    Refusal.OVERLAP, name, "begins inside the one before it, or before that");
        }
    }

    private static void requireSize(String name, EntryHeader header) throws PackageRefused {
        if (name.endsWith("/") && (header.size() != 0 || header.compressed() != 0)) {
            throw PackageRefused.entry(Refusal.KIND, name, "is a folder, and yet has data");
        }
        if (header.size() > FtxLimits.ENTRY_BYTES) {
            throw PackageRefused.entry(
                    Refusal.ENTRY_SIZE,
                    name,
                    "has %s, and an entry has at most %s"
                            .formatted(
                                    Quantity.bytes(header.size()),
                                    Quantity.bytes(FtxLimits.ENTRY_BYTES)));
        }
        if (name.equals(FtxPackage.MANIFEST) && header.size() > FtxLimits.MANIFEST_BYTES) {
            throw PackageRefused.entry(
                    Refusal.MANIFEST_SIZE,
                    name,
                    "has %s, and a manifest has at most %s"
                            .formatted(
                                    Quantity.bytes(header.size()),
                                    Quantity.bytes(FtxLimits.MANIFEST_BYTES)));
        }
        if (FtxLimits.dense(header.size(), header.compressed())) {
            throw PackageRefused.entry(
                    Refusal.RATIO,
                    name,
                    "has %s out of %s: that is a bomb, or a file to leave out"
                            .formatted(
                                    Quantity.bytes(header.size()),
                                    Quantity.bytes(header.compressed())));
        }
    }

    private void requireSizes() throws PackageRefused {
        long total = entries.stream().mapToLong(FtxEntry::size).sum();
        if (total > FtxLimits.TOTAL_BYTES) {
            throw new PackageRefused(
                    Refusal.TOTAL_SIZE,
                    "it has %s unpacked, and a package has at most %s"
                            .formatted(
                                    Quantity.bytes(total), Quantity.bytes(FtxLimits.TOTAL_BYTES)));
        }
        if (FtxLimits.dense(total, file.length())) {
            throw new PackageRefused(
                    Refusal.RATIO,
                    "it has %s out of %s: that is a bomb"
                            .formatted(Quantity.bytes(total), Quantity.bytes(file.length())));
        }
        if (entries.stream().noneMatch(entry -> entry.name().equals(FtxPackage.MANIFEST))) {
            throw new PackageRefused(
                    Refusal.MANIFEST_MISSING, "there is no extension.toml" + where());
        }
    }

    /// Where the manifest is instead.
    private String where() {
        return entries.stream()
                .map(FtxEntry::name)
                .filter(name -> name.endsWith("/" + FtxPackage.MANIFEST))
                .findFirst()
                .map(name -> " at the top of it: pack what is in the folder, not the folder")
                .orElse(" in it");
    }
}

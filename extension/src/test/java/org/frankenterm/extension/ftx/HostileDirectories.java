package org.frankenterm.extension.ftx;

import static org.frankenterm.extension.ftx.Archive.bytes;
import static org.frankenterm.extension.ftx.HostileArchive.changed;
import static org.frankenterm.extension.ftx.HostileArchive.last;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Archives whose directory is not that of their entries.
final class HostileDirectories {
    private HostileDirectories() {}

    /// All of them.
    static List<HostileArchive> all() {
        return Stream.of(counts(), directories(), places()).flatMap(List::stream).toList();
    }

    private static List<HostileArchive> counts() {
        return List.of(
                changed("second disk", Refusal.MULTI_DISK, "one part", a -> a.disk = 1),
                changed(
                        "directory on a second disk",
                        Refusal.MULTI_DISK,
                        "one part",
                        a -> a.directoryDisk = 1),
                last("entry on a second disk", Refusal.MULTI_DISK, "another part", e -> e.disk = 1),
                changed("two counts", Refusal.COUNT, "two ways", a -> a.countHere = 1),
                changed(
                        "a count too low",
                        Refusal.COUNT,
                        "more than",
                        a -> a.countHere = a.count = 1),
                changed("a count too high", Refusal.COUNT, "fewer", a -> a.countHere = a.count = 3),
                changed(
                        "a count of 65,534",
                        Refusal.ENTRY_COUNT,
                        "65,534 entries",
                        a -> a.countHere = a.count = 0xFFFE),
                changed(
                        "1,025 entries",
                        Refusal.ENTRY_COUNT,
                        "1,025 entries",
                        a -> {
                            for (int i = 0; i < 1_023; i++) {
                                a.stored("file" + i, Archive.NOTHING);
                            }
                        }),
                changed(
                        "a marked count",
                        Refusal.ZIP64,
                        "ZIP64",
                        a -> a.count = a.countHere = 0xFFFF),
                changed(
                        "a marked size",
                        Refusal.ZIP64,
                        "ZIP64",
                        a -> a.directorySize = 0xFFFF_FFFFL),
                changed(
                        "a marked place",
                        Refusal.ZIP64,
                        "ZIP64",
                        a -> a.directoryOffset = 0xFFFF_FFFFL),
                changed(
                        "a locator",
                        Refusal.ZIP64,
                        "ZIP64",
                        a -> a.beforeEnd = Arrays.copyOf(bytes("PK\6\7"), 20)));
    }

    private static List<HostileArchive> directories() {
        return List.of(
                changed(
                        "a directory elsewhere",
                        Refusal.DIRECTORY,
                        "does not end where",
                        a -> a.directoryOffset = 7),
                changed(
                        "a huge directory",
                        Refusal.DIRECTORY,
                        "does not end where",
                        a -> a.directorySize = 0xFFFF_FFF0L),
                changed(
                        "bytes between directory and end",
                        Refusal.DIRECTORY,
                        "does not end where",
                        a -> a.beforeEnd = bytes("gap")),
                last(
                        "no entry in the directory",
                        Refusal.DIRECTORY,
                        "something else",
                        e -> e.central.signature = 0x05054b50),
                new HostileArchive(
                        "a directory that ends early",
                        Refusal.DIRECTORY,
                        "inside an entry",
                        HostileDirectories::withoutItsComment),
                last(
                        "an entry with a comment",
                        Refusal.COMMENT,
                        "has a comment",
                        e -> e.comment = bytes("x")));
    }

    private static List<HostileArchive> places() {
        return List.of(
                last(
                        "no header",
                        Refusal.LOCAL_HEADER,
                        "does not begin",
                        e -> e.local.signature = 1),
                last(
                        "bytes between entries",
                        Refusal.GAP,
                        "4 bytes later",
                        e -> e.before = bytes("gap!")),
                changed(
                        "bytes before the directory",
                        Refusal.GAP,
                        "3 bytes stand between",
                        a -> a.beforeDirectory = bytes("gap")),
                last(
                        "two entries at one place",
                        Refusal.OVERLAP,
                        "begins inside",
                        e -> e.offset = 0),
                last("an entry behind the end", Refusal.GAP, "later", e -> e.offset = 0x7FFF_FFFF),
                last(
                        "a marked offset",
                        Refusal.ZIP64,
                        "64-bit place",
                        e -> e.offset = 0xFFFF_FFFFL),
                changed(
                        "data reaching into the next entry",
                        Refusal.OVERLAP,
                        "begins inside",
                        a ->
                                a.entries
                                        .getFirst()
                                        .both(h -> {
                                            h.compressed += 10;
                                            h.size += 10;
                                        })),
                last(
                        "data reaching into the directory",
                        Refusal.OVERLAP,
                        "has data that reaches",
                        e ->
                                e.both(h -> {
                                    h.compressed += 1;
                                    h.size += 1;
                                })));
    }

    /// The last entry of the directory has a comment by its length, and none.
    private static byte[] withoutItsComment() {
        byte[] plain = Archive.plain().bytes();
        plain[plain.length - EndRecord.BYTES - "main.wasm".length() - 46 + 32] = 5;
        return plain;
    }
}

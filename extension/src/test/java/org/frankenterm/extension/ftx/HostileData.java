package org.frankenterm.extension.ftx;

import static org.frankenterm.extension.ftx.Archive.bytes;
import static org.frankenterm.extension.ftx.HostileArchive.changed;
import static org.frankenterm.extension.ftx.HostileArchive.joined;
import static org.frankenterm.extension.ftx.HostileArchive.last;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.ftx.Archive.Entry;

/// Archives with too much, too little or something else in them.
final class HostileData {
    private static final int MIB = 1 << 20;

    private HostileData() {}

    /// All of them.
    static List<HostileArchive> all() {
        return Stream.of(sizes(), manifests(), data()).flatMap(List::stream).toList();
    }

    private static List<HostileArchive> sizes() {
        return List.of(
                new HostileArchive(
                        "65 MiB",
                        Refusal.PACKAGE_SIZE,
                        "more than 64 MiB",
                        () -> Arrays.copyOf(Archive.plain().bytes(), 65 * MIB)),
                last(
                        "an entry of 33 MiB",
                        Refusal.ENTRY_SIZE,
                        "has 33 MiB",
                        e ->
                                e.both(h -> {
                                    h.method = 8;
                                    h.size = 33L * MIB;
                                })),
                changed(
                        "135 MiB in all",
                        Refusal.TOTAL_SIZE,
                        "unpacked",
                        a -> {
                            for (int i = 0; i < 5; i++) {
                                Entry entry = a.deflated("file" + i, Archive.NOTHING);
                                entry.data = new byte[28 * MIB / 200];
                                entry.both(h -> {
                                    h.compressed = 28 * MIB / 200;
                                    h.size = 27L * MIB;
                                });
                            }
                        }),
                changed(
                        "a bomb",
                        Refusal.RATIO,
                        "has 32 MiB out of",
                        a -> a.deflated("zeros", new byte[32 * MIB])),
                changed(
                        "many little bombs",
                        Refusal.RATIO,
                        "out of",
                        a -> {
                            byte[] zeros = new byte[MIB];
                            for (int i = 0; i < 100; i++) {
                                a.deflated("zeros" + i, zeros);
                            }
                        }));
    }

    private static List<HostileArchive> manifests() {
        return List.of(
                changed(
                        "a manifest of 257 KiB",
                        Refusal.MANIFEST_SIZE,
                        "at most 256 KiB",
                        a -> {
                            a.entries.clear();
                            a.stored("extension.toml", new byte[257 << 10]);
                        }),
                changed(
                        "no manifest",
                        Refusal.MANIFEST_MISSING,
                        "no extension.toml in it",
                        a -> a.entries.removeFirst()),
                changed(
                        "a manifest in a folder",
                        Refusal.MANIFEST_MISSING,
                        "not the folder",
                        a -> a.entries.getFirst().named(bytes("guest/extension.toml"))));
    }

    private static List<HostileArchive> data() {
        return List.of(
                changed(
                        "a changed byte",
                        Refusal.CRC,
                        "another CRC",
                        a -> a.last().data = bytes("Jello")),
                changed(
                        "a bomb that says 10 bytes",
                        Refusal.SIZE,
                        "more data than the 10 bytes",
                        a -> a.deflated("zeros", new byte[64 * MIB]).both(h -> h.size = 10)),
                changed(
                        "less than it says",
                        Refusal.SIZE,
                        "less data",
                        a -> a.deflated("file", bytes("hello")).both(h -> h.size = 6)),
                changed(
                        "no deflated data",
                        Refusal.DATA,
                        "can't be inflated",
                        a -> {
                            Entry entry = a.deflated("file", bytes("hello"));
                            entry.data = new byte[entry.data.length];
                            entry.data[0] = 7;
                        }),
                changed(
                        "deflated data without an end",
                        Refusal.DATA,
                        "can't be inflated",
                        a -> {
                            Entry entry = a.deflated("file", bytes("hello"));
                            entry.data = Arrays.copyOf(entry.data, entry.data.length - 1);
                            entry.both(h -> h.compressed--);
                        }),
                changed(
                        "something behind deflated data",
                        Refusal.DATA,
                        "behind its compressed data",
                        a -> {
                            Entry entry = a.deflated("file", bytes("hello"));
                            entry.data = joined(entry.data, bytes("evil"));
                            entry.both(h -> h.compressed += 4);
                        }));
    }
}

package org.frankenterm.extension.ftx;

import static org.frankenterm.extension.ftx.Archive.bytes;
import static org.frankenterm.extension.ftx.Archive.extra;
import static org.frankenterm.extension.ftx.HostileArchive.changed;
import static org.frankenterm.extension.ftx.HostileArchive.joined;
import static org.frankenterm.extension.ftx.HostileArchive.last;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.frankenterm.extension.ftx.Archive.Entry;

/// Archives with entries that can be read in more than one way.
final class HostileHeaders {
    private HostileHeaders() {}

    /// All of them.
    static List<HostileArchive> all() {
        return Stream.of(headers(), lies(), extras(), kinds()).flatMap(List::stream).toList();
    }

    private static List<HostileArchive> headers() {
        return List.of(
                last(
                        "encrypted",
                        Refusal.ENCRYPTED,
                        "is encrypted",
                        e -> e.both(h -> h.flags |= 1)),
                last(
                        "strongly encrypted",
                        Refusal.ENCRYPTED,
                        "is encrypted",
                        e -> e.both(h -> h.flags |= 0x41)),
                last(
                        "masked headers",
                        Refusal.ENCRYPTED,
                        "is encrypted",
                        e -> e.both(h -> h.flags |= 1 << 13)),
                last(
                        "a data descriptor",
                        Refusal.DATA_DESCRIPTOR,
                        "behind its data",
                        e -> e.both(h -> h.flags |= 8)),
                last("patched data", Refusal.FLAGS, "0x0020", e -> e.both(h -> h.flags |= 1 << 5)),
                last("unused flags", Refusal.FLAGS, "0x8000", e -> e.both(h -> h.flags |= 1 << 15)),
                last("bzip2", Refusal.METHOD, "by method 12", e -> e.both(h -> h.method = 12)),
                last("zstd", Refusal.METHOD, "by method 93", e -> e.both(h -> h.method = 93)),
                last("AES", Refusal.METHOD, "by method 99", e -> e.both(h -> h.method = 99)),
                last("deflate64", Refusal.METHOD, "by method 9", e -> e.both(h -> h.method = 9)),
                last(
                        "a new version",
                        Refusal.VERSION,
                        "needs version 4.5",
                        e -> e.both(h -> h.version = 45)),
                last(
                        "a marked size",
                        Refusal.ZIP64,
                        "64-bit sizes",
                        e -> e.both(h -> h.size = h.compressed = 0xFFFF_FFFFL)),
                last(
                        "stored with two sizes",
                        Refusal.SIZE,
                        "two sizes differ",
                        e -> e.both(h -> h.size++)));
    }

    private static List<HostileArchive> lies() {
        List<HostileArchive> lies = new ArrayList<>();
        lies.add(lie("name", e -> e.local.name = bytes("evil.wasm")));
        lies.add(lie("name", e -> e.local.name = bytes("../../../evil")));
        lies.add(lie("version or flags", e -> e.local.version = 10));
        lies.add(lie("version or flags", e -> e.local.flags = 8));
        lies.add(lie("method", e -> e.local.method = 8));
        lies.add(lie("time", e -> e.local.date++));
        lies.add(lie("time", e -> e.local.time++));
        lies.add(lie("CRC", e -> e.local.crc ^= 1));
        lies.add(lie("size", e -> e.local.size = 1));
        lies.add(lie("size", e -> e.local.compressed = 1));
        return lies;
    }

    private static List<HostileArchive> extras() {
        byte[] name = joined(new byte[] {1, 0, 0, 0, 0}, bytes("../../evil"));
        return List.of(
                extraOf("second name", Refusal.EXTRA_FIELD, "a second name", extra(0x7075, name)),
                extraOf(
                        "second comment",
                        Refusal.EXTRA_FIELD,
                        "a second comment",
                        extra(0x6375, name)),
                extraOf("AES", Refusal.ENCRYPTED, "0x9901", extra(0x9901, new byte[7])),
                extraOf(
                        "strong encryption",
                        Refusal.ENCRYPTED,
                        "0x0017",
                        extra(0x0017, new byte[8])),
                extraOf("64-bit sizes", Refusal.ZIP64, "0x0001", extra(0x0001, new byte[16])),
                extraOf(
                        "link of PKZIP",
                        Refusal.LINK,
                        "0x000d",
                        extra(0x000d, bytes("/etc/passwd"))),
                extraOf("link of ASi", Refusal.LINK, "0x756e", extra(0x756e, new byte[14])),
                extraOf("cut field", Refusal.EXTRA_FIELD, "malformed", new byte[] {1, 2, 3}),
                extraOf(
                        "field too long",
                        Refusal.EXTRA_FIELD,
                        "malformed",
                        new byte[] {1, 2, 9, 0, 0}),
                last(
                        "extra second name where it begins only",
                        Refusal.EXTRA_FIELD,
                        "a second name",
                        e -> e.local.extra = extra(0x7075, name)));
    }

    private static List<HostileArchive> kinds() {
        return List.of(
                last("a link", Refusal.LINK, "is a link", e -> e.attributes = 0120777L << 16),
                last(
                        "a link from MS-DOS",
                        Refusal.LINK,
                        "is a link",
                        e -> {
                            e.madeBy = 20;
                            e.attributes = 0120777L << 16;
                        }),
                last(
                        "a character device",
                        Refusal.DEVICE,
                        "neither",
                        e -> e.attributes = 0020666L << 16),
                last(
                        "a block device",
                        Refusal.DEVICE,
                        "neither",
                        e -> e.attributes = 0060660L << 16),
                last("a pipe", Refusal.DEVICE, "neither", e -> e.attributes = 0010666L << 16),
                last("a socket", Refusal.DEVICE, "neither", e -> e.attributes = 0140666L << 16),
                last(
                        "a folder named as a file",
                        Refusal.KIND,
                        "not both",
                        e -> e.attributes = 0040755L << 16),
                last(
                        "a folder of MS-DOS named as a file",
                        Refusal.KIND,
                        "not both",
                        e -> e.attributes = 0x10),
                changed(
                        "a file named as a folder",
                        Refusal.KIND,
                        "not both",
                        a -> a.stored("folder/", Archive.NOTHING)),
                changed(
                        "a folder with data",
                        Refusal.KIND,
                        "and yet has data",
                        a -> a.stored("folder/", bytes("x")).attributes = 0040755L << 16));
    }

    private static HostileArchive lie(String what, Consumer<Entry> change) {
        return last("two headers, one " + what + " each", Refusal.HEADERS, "one " + what, change);
    }

    private static HostileArchive extraOf(
            String attack, Refusal reason, String words, byte[] field) {
        return last("extra " + attack, reason, words, e -> e.central.extra = field);
    }
}

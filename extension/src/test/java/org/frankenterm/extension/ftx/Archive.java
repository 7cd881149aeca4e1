package org.frankenterm.extension.ftx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// An archive written field by field, each of which can be made to lie.
final class Archive {
    static final byte[] NOTHING = {};

    final List<Entry> entries = new ArrayList<>();
    byte[] beforeDirectory = NOTHING;
    byte[] beforeEnd = NOTHING;
    byte[] afterEnd = NOTHING;

    /// Added to every offset, for archives that something was put before.
    int shift;

    int disk;
    int directoryDisk;
    int countHere = -1;
    int count = -1;
    long directorySize = -1;
    long directoryOffset = -1;
    int commentLength;

    /// The fields that both headers of an entry have.
    static final class Header {
        int signature;
        byte[] name = NOTHING;
        int version = 20;
        int flags;
        int method;
        int time;
        int date = 0x21;
        long crc;
        long compressed;
        long size;
        byte[] extra = NOTHING;
    }

    static final class Entry {
        final Header local = new Header();
        final Header central = new Header();
        byte[] before = NOTHING;
        byte[] data = NOTHING;
        byte[] comment = NOTHING;
        int disk;
        int madeBy = 3 << 8 | 20;
        long attributes = 0100644L << 16;
        long offset = -1;

        /// Changes both headers.
        Entry both(Consumer<Header> change) {
            change.accept(local);
            change.accept(central);
            return this;
        }

        Entry named(byte[] name) {
            return both(header -> header.name = name);
        }

        Entry utf8() {
            return both(header -> header.flags |= 1 << 11);
        }
    }

    /// A small package: a manifest and a stored module.
    static Archive plain() {
        Archive archive = new Archive();
        archive.stored("extension.toml", bytes("[extension]\nname = \"guest\"\n"));
        archive.stored("main.wasm", bytes("hello"));
        return archive;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Entry stored(String name, byte[] content) {
        return add(name, content, content, 0);
    }

    Entry deflated(String name, byte[] content) {
        return add(name, content, deflate(content), 8);
    }

    private Entry add(String name, byte[] content, byte[] data, int method) {
        Entry entry = new Entry().named(bytes(name));
        entry.local.signature = 0x04034b50;
        entry.central.signature = 0x02014b50;
        entry.data = data;
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.both(header -> {
            header.method = method;
            header.crc = crc.getValue();
            header.compressed = data.length;
            header.size = content.length;
        });
        entries.add(entry);
        return entry;
    }

    Entry last() {
        return entries.getLast();
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    /// An extra field.
    static byte[] extra(int id, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(u16(id));
        out.writeBytes(u16(content.length));
        out.writeBytes(content);
        return out.toByteArray();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        for (Entry entry : entries) {
            out.writeBytes(entry.before);
            offsets.add(out.size() + shift);
            header(out, entry.local, NOTHING, NOTHING);
            out.writeBytes(entry.data);
        }
        out.writeBytes(beforeDirectory);
        int directory = out.size() + shift;
        for (int i = 0; i < entries.size(); i++) {
            central(out, entries.get(i), offsets.get(i));
        }
        int size = out.size() + shift - directory;
        out.writeBytes(beforeEnd);
        end(out, directory, size);
        out.writeBytes(afterEnd);
        return out.toByteArray();
    }

    private static void header(
            ByteArrayOutputStream out, Header header, byte[] afterSignature, byte[] afterLengths) {
        out.writeBytes(u32(header.signature));
        out.writeBytes(afterSignature);
        for (int field :
                new int[] {header.version, header.flags, header.method, header.time, header.date}) {
            out.writeBytes(u16(field));
        }
        out.writeBytes(u32(header.crc));
        out.writeBytes(u32(header.compressed));
        out.writeBytes(u32(header.size));
        out.writeBytes(u16(header.name.length));
        out.writeBytes(u16(header.extra.length));
        out.writeBytes(afterLengths);
        out.writeBytes(header.name);
        out.writeBytes(header.extra);
    }

    private static void central(ByteArrayOutputStream out, Entry entry, int offset) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.writeBytes(u16(entry.comment.length));
        rest.writeBytes(u16(entry.disk));
        rest.writeBytes(u16(0));
        rest.writeBytes(u32(entry.attributes));
        rest.writeBytes(u32(entry.offset < 0 ? offset : entry.offset));
        header(out, entry.central, u16(entry.madeBy), rest.toByteArray());
        out.writeBytes(entry.comment);
    }

    private void end(ByteArrayOutputStream out, int directory, int size) {
        out.writeBytes(u32(0x06054b50));
        out.writeBytes(u16(disk));
        out.writeBytes(u16(directoryDisk));
        out.writeBytes(u16(countHere < 0 ? entries.size() : countHere));
        out.writeBytes(u16(count < 0 ? entries.size() : count));
        out.writeBytes(u32(directorySize < 0 ? size : directorySize));
        out.writeBytes(u32(directoryOffset < 0 ? directory : directoryOffset));
        out.writeBytes(u16(commentLength));
    }

    private static byte[] u16(int value) {
        return new byte[] {(byte) value, (byte) (value >> 8)};
    }

    private static byte[] u32(long value) {
        return new byte[] {
            (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
        };
    }
}

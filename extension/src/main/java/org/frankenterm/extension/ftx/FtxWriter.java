package org.frankenterm.extension.ftx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.frankenterm.extension.text.Quantity;

/// A writer of packages, of which the same files always give the same bytes: no times, owners or
/// permissions, one level of compression, and each file deflated exactly if that makes it smaller
/// and not suspiciously small. (Two versions of zlib may deflate differently.)
public final class FtxWriter {
    // 1 January 1980, the first day that MS-DOS knows, at midnight
    private static final int DATE = 1 << 5 | 1;
    private static final int TIME = 0;
    private static final int VERSION = 20;
    private static final int MADE_BY_UNIX = 3 << 8 | VERSION;
    private static final int REGULAR_0644 = 0100644;
    private static final int CENTRAL_BYTES = 46;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Written> written = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Written(EntryHeader header, byte[] name, int offset) {}

    /// Makes an empty one.
    public FtxWriter() {}

    /// Adds a file. The order of the calls is that of the entries.
    ///
    /// @param name one that packages may have
    /// @throws PackageRefused if there is no room for it
    public void add(String name, byte[] content) throws PackageRefused {
        byte[] rawName = name.getBytes(StandardCharsets.UTF_8);
        EntryName.of(rawName, true);
        if (content.length > FtxLimits.ENTRY_BYTES) {
            throw PackageRefused.entry(
                    Refusal.ENTRY_SIZE,
                    name,
                    "has more than " + Quantity.bytes(FtxLimits.ENTRY_BYTES));
        }
        byte[] deflated = deflated(content);
        boolean worth =
                deflated.length < content.length
                        && content.length <= (long) deflated.length * FtxLimits.RATIO;
        byte[] data = worth ? deflated : content;
        EntryHeader header = header(rawName, content, data.length, worth);
        written.add(new Written(header, rawName, out.size()));
        byte[] local = new byte[LocalHeader.BYTES];
        put(fields(local).putInt(LocalHeader.SIGNATURE), header);
        out.writeBytes(local);
        out.writeBytes(rawName);
        out.writeBytes(data);
        if (out.size() > FtxLimits.PACKAGE_BYTES) {
            throw FtxReader.tooLarge();
        }
    }

    /// The package.
    public byte[] finish() {
        int directory = out.size();
        written.forEach(this::writeCentral);
        int size = out.size() - directory;
        byte[] end = new byte[EndRecord.BYTES];
        ByteBuffer fields = fields(end).putInt(EndRecord.SIGNATURE).putInt(0);
        fields.putShort((short) written.size()).putShort((short) written.size());
        fields.putInt(size).putInt(directory).putShort((short) 0);
        out.writeBytes(end);
        return out.toByteArray();
    }

    private static EntryHeader header(
            byte[] name, byte[] content, int compressed, boolean deflated) {
        CRC32 crc = new CRC32();
        crc.update(content);
        boolean ascii = new String(name, StandardCharsets.UTF_8).length() == name.length;
        return new EntryHeader(
                VERSION,
                ascii ? 0 : EntryHeader.UTF8,
                deflated ? EntryHeader.DEFLATED : EntryHeader.STORED,
                TIME,
                DATE,
                crc.getValue(),
                compressed,
                content.length,
                name.length,
                0);
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return deflated.toByteArray();
    }

    private void writeCentral(Written entry) {
        byte[] central = new byte[CENTRAL_BYTES];
        ByteBuffer fields = fields(central).putInt(CENTRAL_SIGNATURE);
        put(fields.putShort((short) MADE_BY_UNIX), entry.header());
        fields.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        fields.putInt(REGULAR_0644 << 16).putInt(entry.offset());
        out.writeBytes(central);
        out.writeBytes(entry.name());
    }

    private static void put(ByteBuffer to, EntryHeader header) {
        to.putShort((short) header.version()).putShort((short) header.flags());
        to.putShort((short) header.method());
        to.putShort((short) header.time()).putShort((short) header.date());
        to.putInt((int) header.crc()).putInt((int) header.compressed()).putInt((int) header.size());
        to.putShort((short) header.nameLength()).putShort((short) header.extraLength());
    }

    private static ByteBuffer fields(byte[] record) {
        return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    }
}

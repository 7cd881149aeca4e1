package org.frankenterm.extension.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// What a gzip body holds, RFC 1952: one member after the other, in a loop. `GZIPInputStream` calls
/// itself for a member that is empty, so that a few hundred kilobytes of those overflow its stack.
final class Gzip {
    private static final int FIXED_HEADER = 10;
    private static final int TRAILER = 8;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] packed;
    private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
    private final byte[] piece = new byte[8192];
    private int at;

    private Gzip(byte[] packed) {
        this.packed = packed;
    }

    /// Decompresses a body. What follows its last member is ignored, as everybody does.
    ///
    /// @throws BodyStream.TooLarge if it is more than a body may have; no more than that is
    ///   decompressed
    /// @throws ZipException if it isn't gzip
    /// @throws EOFException if it isn't whole
    static byte[] unpack(byte[] packed) throws IOException {
        Gzip gzip = new Gzip(packed);
        Inflater inflater = new Inflater(true);
        try {
            do {
                gzip.header();
                gzip.member(inflater);
                inflater.reset();
            } while (gzip.atMember());
            return gzip.plain.toByteArray();
        } catch (DataFormatException e) {
            throw new ZipException("the data are damaged");
        } finally {
            inflater.end();
        }
    }

    private boolean atMember() {
        return packed.length - at >= FIXED_HEADER
                && (packed[at] & 0xff) == 0x1f
                && (packed[at + 1] & 0xff) == 0x8b;
    }

    private void header() throws IOException {
        require(FIXED_HEADER);
        int flags = packed[at + 3];
        if (!atMember() || packed[at + 2] != DEFLATE || (flags & RESERVED) != 0) {
            throw new ZipException("no gzip");
        }
        skip(FIXED_HEADER);
        if ((flags & EXTRA) != 0) {
            require(2);
            skip(2 + ((packed[at] & 0xff) | ((packed[at + 1] & 0xff) << 8)));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        skip((flags & HEADER_CRC) != 0 ? 2 : 0);
    }

    private void member(Inflater inflater) throws IOException, DataFormatException {
        CRC32 crc = new CRC32();
        inflater.setInput(packed, at, packed.length - at);
        while (!inflater.finished()) {
            int length = inflater.inflate(piece);
            if (length == 0 && !inflater.finished()) {
                throw inflater.needsInput()
                        ? new EOFException()
                        : new ZipException("a dictionary is asked for");
            }
            if (plain.size() + length > BodyStream.MAX_BYTES) {
                throw new BodyStream.TooLarge();
            }
            crc.update(piece, 0, length);
            plain.write(piece, 0, length);
        }
        at = packed.length - inflater.getRemaining();
        require(TRAILER);
        boolean whole =
                number(at) == (int) crc.getValue()
                        && number(at + 4) == (int) inflater.getBytesWritten();
        if (!whole) {
            throw new ZipException("the data are damaged");
        }
        skip(TRAILER);
    }

    private int number(int from) {
        return (packed[from] & 0xff)
                | ((packed[from + 1] & 0xff) << 8)
                | ((packed[from + 2] & 0xff) << 16)
                | (packed[from + 3] << 24);
    }

    private void skipText() throws EOFException {
        do {
            require(1);
        } while (packed[at++] != 0);
    }

    private void skip(int bytes) throws EOFException {
        require(bytes);
        at += bytes;
    }

    private void require(int bytes) throws EOFException {
        if (packed.length - at < bytes) {
            throw new EOFException();
        }
    }
}

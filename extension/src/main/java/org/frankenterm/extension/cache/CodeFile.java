package org.frankenterm.extension.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.frankenterm.extension.hash.Hmac;
import org.frankenterm.extension.hash.Sha256;

/// The form of one file of compiled code:
///
/// | bytes | what |
/// |---|---|
/// | 8 | `FTCODE` and the number of this form, two digits |
/// | 4 × 32 | the parts of its [CacheKey] |
/// | 8 | length of the code, big-endian |
/// | … | the code |
/// | 32 | HMAC-SHA256 over all of the above |
final class CodeFile {
    /// The most code that is read: as much as the compiler gives.
    static final int MAX_CODE_BYTES = 512 << 20;

    private static final byte[] MAGIC = "FTCODE01".getBytes(US_ASCII);
    private static final int PARTS_BYTES = 4 * Sha256.BYTES;
    private static final int HEADER_BYTES = MAGIC.length + PARTS_BYTES + Long.BYTES;

    /// What the file has besides the code.
    static final int OVERHEAD_BYTES = HEADER_BYTES + Sha256.BYTES;

    private CodeFile() {}

    /// What came of reading a file.
    sealed interface Reading {
        /// It is whole, and this user's program wrote it.
        ///
        /// @param parts of its key
        /// @param code to be loaded from this very array
        @SuppressWarnings("ArrayRecordComponent") // megabytes are not copied, and never compared
        record Authentic(byte[] parts, byte[] code) implements Reading {}

        /// It is not.
        ///
        /// @param why a part of a sentence
        record Refused(String why) implements Reading {}
    }

    /// Writes a file from where the channel stands.
    static void write(FileChannel to, CacheKey key, byte[] code, Hmac hmac) throws IOException {
        byte[] header =
                ByteBuffer.allocate(HEADER_BYTES)
                        .put(MAGIC)
                        .put(key.parts())
                        .putLong(code.length)
                        .array();
        for (byte[] part : new byte[][] {header, code, hmac.over(header, code)}) {
            ByteBuffer rest = ByteBuffer.wrap(part);
            while (rest.hasRemaining()) {
                to.write(rest);
            }
        }
    }

    /// Reads a file, once and whole, without following a link, and authenticates what was read.
    ///
    /// @throws IOException if there is none or it can't be read
    static Reading read(Path file, Hmac hmac) throws IOException {
        BasicFileAttributes found =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isRegularFile()) {
            return new Reading.Refused("it is a link or no file");
        }
        long codeBytes = found.size() - OVERHEAD_BYTES;
        if (codeBytes < 0) {
            return new Reading.Refused("it is cut short");
        }
        if (codeBytes > MAX_CODE_BYTES) {
            return new Reading.Refused("it is larger than 512 MiB");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return read(in, new byte[(int) codeBytes], hmac);
        } catch (OutOfMemoryError tooMuch) { // the one large array: its size is the file's word
            return new Reading.Refused("there is no memory for its size");
        }
    }

    private static Reading read(InputStream in, byte[] code, Hmac hmac) throws IOException {
        byte[] header = new byte[HEADER_BYTES];
        byte[] seal = new byte[Sha256.BYTES];
        if (in.readNBytes(header, 0, header.length) < header.length
                || in.readNBytes(code, 0, code.length) < code.length
                || in.readNBytes(seal, 0, seal.length) < seal.length
                || in.read() >= 0) {
            return new Reading.Refused("its length changed while it was read");
        }
        if (!hmac.matches(seal, header, code)) {
            return new Reading.Refused("it is damaged, or was written with another key");
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        byte[] magic = new byte[MAGIC.length];
        byte[] parts = new byte[PARTS_BYTES];
        fields.get(magic).get(parts);
        if (!Arrays.equals(magic, MAGIC) || fields.getLong() != code.length) {
            return new Reading.Refused("it has another form than this release writes");
        }
        return new Reading.Authentic(parts, code);
    }
}

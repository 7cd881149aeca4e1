package org.frankenterm.extension.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.zip.CRC32C;

/// The form of a recording on disk:
///
/// | bytes | what |
/// |---|---|
/// | 8 | `FTREC` and the number of this form, three digits |
/// | … | frames, to the end |
///
/// and of each frame:
///
/// | bytes | what |
/// |---|---|
/// | 4 | length of the body, big-endian |
/// | 4 | CRC-32C of the body, big-endian |
/// | … | the body |
final class RecordingForm {
    static final byte[] MAGIC = "FTREC001".getBytes(US_ASCII);

    /// How much of [#MAGIC] every form begins with.
    static final int FAMILY_BYTES = 5;

    /// What a frame has besides its body.
    static final int FRAME_BYTES = 2 * Integer.BYTES;

    /// The longest body: a host call moves 32 MiB, and a module has as many.
    static final int MAX_BODY_BYTES = 40 << 20;

    /// The longest recording.
    static final long MAX_BYTES = 256L << 20;

    private RecordingForm() {}

    static int checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body, 0, body.length);
        return (int) checksum.getValue();
    }
}

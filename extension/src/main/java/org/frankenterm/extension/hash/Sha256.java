package org.frankenterm.extension.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4). Any thread.
public final class Sha256 {
    /// The length of a digest.
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();

    private Sha256() {}

    /// Hashes some bytes, one after the other.
    ///
    /// @return 32 bytes, the caller's own
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /// Hashes some bytes, one after the other.
    ///
    /// @return 64 digits of lower-case hexadecimal
    public static String hex(byte[]... parts) {
        return HEX.formatHex(of(parts));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

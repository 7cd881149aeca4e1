package org.frankenterm.extension.ftx;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The hash that packages and their files are known by.
public final class Sha256 {
    private Sha256() {}

    /// Hashes bytes.
    ///
    /// @return 64 digits of lower-case hexadecimal
    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.frankenterm.extension.hash.Hmac;
import org.frankenterm.extension.hash.Sha256;

/// SHA-256 and HMAC-SHA256 over printable ASCII, as lower-case hexadecimal digits.
final class Digest {
    private Digest() {}

    static String sha256(String text) {
        return Sha256.hex(text.getBytes(US_ASCII));
    }

    static String hmac(byte[] key, String text) {
        return HexFormat.of().formatHex(new Hmac(key).over(text.getBytes(US_ASCII)));
    }

    /// Takes as long wherever they differ.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}

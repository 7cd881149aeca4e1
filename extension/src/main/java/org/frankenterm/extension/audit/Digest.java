package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.frankenterm.extension.hash.Hmac;
import org.frankenterm.extension.hash.Sha256;

/// SHA-256 and HMAC-SHA256 over text, as lower-case hexadecimal digits. What was written is
/// printable ASCII; what is read may be any bytes, each of them a character (ISO 8859-1), so that
/// no two are taken for one another.
final class Digest {
    private Digest() {}

    static String sha256(String text) {
        return Sha256.hex(text.getBytes(ISO_8859_1));
    }

    static String hmac(byte[] key, String text) {
        return HexFormat.of().formatHex(new Hmac(key).over(text.getBytes(ISO_8859_1)));
    }

    /// Takes as long wherever they differ.
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(ISO_8859_1), other.getBytes(ISO_8859_1));
    }
}

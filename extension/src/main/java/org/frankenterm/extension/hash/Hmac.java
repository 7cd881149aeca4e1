package org.frankenterm.extension.hash;

import java.security.MessageDigest;
import java.util.Arrays;

/// HMAC-SHA256 with one key (RFC 2104). Over the digest that every start uses anyway: the JDK's own
/// `Mac` first looks for its provider, which costs 30 ms of a start. Immutable, any thread.
public final class Hmac {
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] inner;
    private final byte[] outer;

    /// Takes a key.
    ///
    /// @param key at most 64 bytes; longer ones would have to be digested first, and nobody has one
    /// @throws IllegalArgumentException if it is longer
    public Hmac(byte[] key) {
        if (key.length > BLOCK_BYTES) {
            throw new IllegalArgumentException("a key has 64 bytes at most");
        }
        this.inner = padded(key, INNER);
        this.outer = padded(key, OUTER);
    }

    private static byte[] padded(byte[] key, byte with) {
        byte[] block = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= with;
        }
        return block;
    }

    /// The code over some bytes, one after the other.
    ///
    /// @return 32 bytes, the caller's own
    public byte[] over(byte[]... parts) {
        MessageDigest digest = Sha256.digest();
        digest.update(inner);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return Sha256.of(outer, digest.digest());
    }

    /// Whether a code is the one over these bytes, in a time that says nothing about where they
    /// differ.
    public boolean matches(byte[] code, byte[]... parts) {
        return MessageDigest.isEqual(over(parts), code);
    }
}

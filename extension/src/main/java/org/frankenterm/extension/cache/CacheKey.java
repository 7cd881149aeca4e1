package org.frankenterm.extension.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.frankenterm.extension.hash.Sha256;

/// What names one piece of compiled code: SHA-256 of its four parts, each of them as its SHA-256,
/// so that no two sets of parts read the same.
///
/// @param module digest of the binary
/// @param library digest of what [Toolchain] says of the library, as are the other two
/// @param configuration likewise
/// @param target likewise
record CacheKey(String module, String library, String configuration, String target) {
    static CacheKey of(byte[] wasm, Toolchain toolchain) {
        return new CacheKey(
                Sha256.hex(wasm),
                digest(toolchain.library()),
                digest(toolchain.configuration()),
                digest(toolchain.target()));
    }

    private static String digest(String text) {
        return Sha256.hex(text.getBytes(UTF_8));
    }

    /// The four digests, 128 bytes.
    byte[] parts() {
        return HexFormat.of().parseHex(module + library + configuration + target);
    }

    /// The file's name without its ending, 64 hexadecimal digits.
    String name() {
        return name(parts());
    }

    /// The name that these parts make.
    static String name(byte[] parts) {
        return Sha256.hex(parts);
    }
}

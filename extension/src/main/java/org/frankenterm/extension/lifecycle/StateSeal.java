package org.frankenterm.extension.lifecycle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.frankenterm.extension.hash.Sha256;

/// The first lines of a `state.toml`, with the SHA-256 of all that follows: a damaged file never
/// reads as another state, one that grants more above all. No protection from its owner, who can
/// write a new one.
final class StateSeal {
    private static final String BEFORE =
            "# Kept by FrankenTerm; change it with: frankenterm extension\ncheck = \"";

    private static final String AFTER = "\"\n";

    private static final int LENGTH = BEFORE.length() + 64 + AFTER.length();

    private StateSeal() {}

    /// A whole file.
    ///
    /// @param body ASCII
    static byte[] seal(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        return (before(bytes) + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static String before(byte[] body) {
        return BEFORE + Sha256.hex(body) + AFTER;
    }

    /// What follows, if it is what was written.
    static byte[] open(byte[] file) throws StateProblem {
        byte[] body = Arrays.copyOfRange(file, Math.min(LENGTH, file.length), file.length);
        byte[] expected = before(body).getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(expected, 0, LENGTH, file, 0, Math.min(LENGTH, file.length))) {
            throw new StateProblem("its state.toml is damaged, or was edited");
        }
        return body;
    }
}

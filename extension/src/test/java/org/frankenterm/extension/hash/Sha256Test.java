package org.frankenterm.extension.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /// The one-block example of FIPS 180-4.
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void hex_exampleOfTheStandard_same() {
        assertThat(Sha256.hex("abc".getBytes(US_ASCII))).isEqualTo(ABC);
    }

    @Test
    void of_parts_asIfTheyWereOne() {
        byte[] digest = Sha256.of("a".getBytes(US_ASCII), new byte[0], "bc".getBytes(US_ASCII));

        assertThat(digest).hasSize(Sha256.BYTES).isEqualTo(HexFormat.of().parseHex(ABC));
    }
}

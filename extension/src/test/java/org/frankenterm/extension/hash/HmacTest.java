package org.frankenterm.extension.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {
    /// RFC 4231, test case 2.
    @Test
    void over_casesOfTheStandard_same() {
        byte[] code =
                new Hmac("Jefe".getBytes(US_ASCII))
                        .over(
                                "what do ya want ".getBytes(US_ASCII),
                                "for nothing?".getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(code))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void over_everyLengthOfKeyAndText_sameAsTheJdks() throws Exception {
        for (int length = 1; length <= 64; length++) {
            byte[] key = new byte[length];
            byte[] text = new byte[length * 3];
            for (int i = 0; i < text.length; i++) {
                key[i % length] = (byte) (i * 7 + length);
                text[i] = (byte) (i * 31);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertThat(new Hmac(key).over(text)).isEqualTo(mac.doFinal(text));
        }
    }

    @Test
    void key_longerThanABlock_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hmac(new byte[65]));
    }
}

package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class BodyStreamTest {
    private static BodyStream of(int bytes) {
        return new BodyStream(new ByteArrayInputStream(new byte[bytes]));
    }

    @Test
    void readAll_exactlyTheMost_isGiven() throws Exception {
        assertThat(of(BodyStream.MAX_BYTES).readAllBytes()).hasSize(BodyStream.MAX_BYTES);
    }

    @Test
    void readAll_oneMore_tooLarge() {
        assertThatThrownBy(() -> of(BodyStream.MAX_BYTES + 1).readAllBytes())
                .isInstanceOf(BodyStream.TooLarge.class)
                .hasMessage("the answer's body is larger than 8 MiB: ask for less of it");
    }

    @Test
    void read_byteByByte_counted() {
        BodyStream stream = of(BodyStream.MAX_BYTES + 1);

        assertThatThrownBy(
                        () -> {
                            while (stream.read() >= 0) {}
                        })
                .isInstanceOf(BodyStream.TooLarge.class);
    }
}

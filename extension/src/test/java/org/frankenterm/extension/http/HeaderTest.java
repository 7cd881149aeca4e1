package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "host",
                "CONTENT-LENGTH",
                "Transfer-Encoding",
                "Connection",
                "Keep-Alive",
                "Upgrade",
                "TE",
                "Trailer",
                "Expect",
                "HTTP2-Settings",
                "Proxy-Authorization",
                "Proxy-Connection",
                "proxy-anything",
            })
    void ofGuest_framingOrConnection_refused(String name) {
        assertThatThrownBy(() -> Header.ofGuest(name, "x"))
                .hasMessage("the header \"%s\" is set by the host: leave it out".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a\r\nb", "Höst", "a\u0000", "(a)", "\u200bHost"})
    void ofGuest_nameNoToken_refused(String name) {
        assertThatThrownBy(() -> Header.ofGuest(name, "x"))
                .hasMessageEndingWith("no name of a header");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "s3cret\r\nX: y", "\u0000", "ü", "\u007f", "\u2028"})
    void ofGuest_valueThatCouldBeTwoLines_refusedWithoutIt(String value) {
        assertThatThrownBy(() -> Header.ofGuest("X-Token", value))
                .hasMessage(
                        "the value of the header \"X-Token\" must be printable ASCII on one line");
    }

    @Test
    void ofGuest_wellFormed_isTaken() {
        assertThat(Header.ofGuest("Authorization", " Bearer \t x ").value())
                .isEqualTo("Bearer \t x");
        assertThat(Header.ofGuest("x-empty", "")).isEqualTo(new Header("x-empty", ""));
    }
}

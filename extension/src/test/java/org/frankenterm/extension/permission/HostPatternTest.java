package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "a.com, a.com, 443, true",
        "a.com, a.com, 80, true",
        "a.com, a.com, 8080, false",
        "a.com, A.com, 443, false",
        "a.com, x.a.com, 443, false",
        "a.com:8080, a.com, 8080, true",
        "a.com:8080, a.com, 443, false",
        "*.a.com, x.a.com, 443, true",
        "*.a.com, x.y.a.com, 443, true",
        "*.a.com, a.com, 443, false",
        "*.a.com, xa.com, 443, false",
        "*.a.com, .a.com, 443, false",
        "[::1]:8080, [::1], 8080, true",
        "127.0.0.1, 127.0.0.1, 80, true",
    })
    void matches_hostAndPort(String pattern, String host, int port, boolean expected) {
        assertThat(HostPattern.parse(pattern).matches(host, port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "*.a.com, x.a.com, true",
        "x.a.com, *.a.com, false",
        "*.a.com, *.x.a.com, true",
        "*.x.a.com, *.a.com, false",
        "*.a.com, a.com, false",
        "*.a.com, *.a.com, true",
        "a.com, a.com:443, true",
        "a.com:443, a.com, false",
        "a.com, a.com:8080, false",
        "a.com, b.com, false",
    })
    void covers_everyHostOfTheOther(String wide, String narrow, boolean expected) {
        assertThat(HostPattern.parse(wide).covers(HostPattern.parse(narrow))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 80, true",
        "localhost:8080, 127.0.0.1, 8080, true",
        "localhost, [::1], 443, true",
        "localhost, 192.168.1.1, 443, false",
        "localhost:8080, 127.0.0.1, 80, false",
        "evil.com, 127.0.0.1, 443, false",
        "*.localhost, 127.0.0.1, 443, false",
        "192.168.1.1, 192.168.1.1, 443, true",
    })
    void namesAddress_onlyWhenNamed(String pattern, String address, int port, boolean expected) {
        assertThat(HostPattern.parse(pattern).namesAddress(address, port)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.com",
                "*.a.com",
                "a.com:1",
                "*.a.com:65535",
                "[::1]",
                "[::1]:80",
                "127.0.0.1:9"
            })
    void toString_readBack_equal(String text) {
        assertThat(HostPattern.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'*', network = true",
        "'', is no host",
        "'*.', is no host",
        "'*.*.com', is no host",
        "'a.*.com', is no host",
        "'https://a.com', without scheme",
        "'a.com/x', without scheme",
        "'u@a.com', without scheme",
        "'a.com:0', from 1 to 65535",
        "'a.com:', from 1 to 65535",
        "'a.com:65536', from 1 to 65535",
        "'a.com:080', from 1 to 65535",
        "'a.com:-1', from 1 to 65535",
        "'a.com:1:2', from 1 to 65535",
        "'*.127.0.0.1', no subdomains",
        "'::1', is no host",
    })
    void parse_noPattern_refused(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPattern.parse(text))
                .withMessageContaining(why);
    }
}

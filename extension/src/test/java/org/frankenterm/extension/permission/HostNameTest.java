package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com",
        "example.com., example.com",
        "localhost, localhost",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "1.example, 1.example",
        "127.0.0.1, 127.0.0.1",
        "[::1], [::1]",
        "[::], [::]",
        "[2001:DB8::1], [2001:db8::1]",
        "[2001:db8:0:1:1:1:1:1], [2001:db8:0:1:1:1:1:1]",
        "[2001:0:0:1::1], [2001:0:0:1::1]",
        "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8]",
        "[fe80::], [fe80::]",
        "[1::3:0:0:6:7], [1::3:0:0:6:7]",
    })
    void canonical_host(String host, String expected) {
        assertThat(HostName.canonical(host)).isEqualTo(expected);
        assertThat(HostName.isCanonical(expected)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                "-a.b",
                "a-.b",
                "a b",
                "a_b.c/d",
                "a@b",
                "bücher.example",
                "a\0",
                "a..",
                "127.1",
                "2130706433",
                "0x7f.1",
                "0x7f000001",
                "127.0.0.01",
                "127.0.0.256",
                "127.0.0.1.2",
                "1.2.3",
                "127.0.0.0x1",
                "[",
                "[]",
                "[1]",
                "[::1",
                "[0:0:0:0:0:0:0:1]",
                "[::01]",
                "[::ffff:127.0.0.1]",
                "[fe80::1%eth0]",
                "[::127.0.0.1]",
                "[1:0:0:2:0:0:0:3]",
                "[:::]",
                "[1::2::3]"
            })
    void canonical_noHostOrAnotherSpelling_refused(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostName.canonical(host));
        assertThat(HostName.isCanonical(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "[0:0:0:0:0:0:0:1], [::1]",
        "127.1, four numbers",
        "bücher.example, xn--",
        "[::ffff:127.0.0.1], IPv4",
    })
    void canonical_refused_saysWhatToWrite(String host, String cure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostName.canonical(host))
                .withMessageContaining(cure);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.0.3, true",
        "[::1], true",
        "127.example.com, false",
        "128.0.0.1, false",
        "localhost, false",
    })
    void isLoopback_addressesOfTheMachine(String host, boolean expected) {
        assertThat(HostName.isLoopback(host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Example.com", "example.com.", "[::01]"})
    void isCanonical_anotherSpelling_false(String host) {
        assertThat(HostName.isCanonical(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:0:0:0:0:0:1, [2001:db8::1]",
        "::, [::]",
        "::1, [::1]",
        "64:ff9b::7f00:1, [64:ff9b::7f00:1]",
        "fe80::1%1, [fe80::1]",
    })
    void of_address_canonical(String address, String host) {
        assertThat(HostName.of(InetAddress.ofLiteral(address))).isEqualTo(host);
        assertThat(HostName.isCanonical(host)).isTrue();
    }
}

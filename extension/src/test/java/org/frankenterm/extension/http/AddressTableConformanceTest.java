package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// IANA's registries of special-purpose addresses, at both ends of each block, and what carries an
/// address inside another.
class AddressTableConformanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2606:4700:4700::1111",
                "2a00:1450:4001:800::200e",
                "2003::1",
                "2001:db7:ffff::1",
                "2001:db9::1",
                "3ffe:ffff::1",
                "3fff:1000::1",
                "64:ff9b::808:808",
                "64:ff9b::5db8:d822",
                "2002:808:808::1",
                "2002:5db8:d822:1::1",
            })
    void isPublic_hostsOfTheInternet(String address) {
        assertThat(AddressTable.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // IPv4
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.0",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.170",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.0",
                "192.88.99.255",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.0",
                "224.0.0.251",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.254",
                "255.255.255.255",
                // IPv6 that is no host of the Internet's
                "::",
                "::1",
                "::2",
                "100::",
                "100::1",
                "1fff:ffff::1",
                "2001::",
                "2001:1::1",
                "2001:2::1",
                "2001:10::1",
                "2001:20::1",
                "2001:1ff:ffff::1",
                "2001:db8::",
                "2001:db8:ffff:ffff::1",
                "3fff::",
                "3fff:fff:ffff::1",
                "4000::1",
                "5f00::1",
                "fc00::",
                "fc00::1",
                "fd00::1",
                "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "fe80::",
                "fe80::1",
                "febf:ffff::1",
                "fec0::1",
                "ff00::",
                "ff02::1",
                "ff02::fb",
                "ffff::1",
                // carriers: compatible, translated, NAT64, 6to4, Teredo
                "::127.0.0.1",
                "::10.0.0.1",
                "::8.8.8.8",
                "::ffff:0:7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::c0a8:101",
                "64:ff9b::6440:1",
                "64:ff9b::",
                "64:ff9b:1::808:808",
                "64:ff9b:0:0:0:1:808:808",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:a9fe:a9fe::1",
                "2002:c0a8:101::1",
                "2002::1",
                "2001:0:4136:e378:8000:63bf:80ff:fffe",
                "2001:0:808:808::",
            })
    void isPublic_everythingElse_not(String address) {
        assertThat(AddressTable.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    /// `::ffff:a.b.c.d`, which Java's own reader never leaves as it is.
    @Test
    void isPublic_mapped_asWhatItCarries() throws Exception {
        assertThat(AddressTable.isPublic(mapped(8, 8, 8, 8))).isTrue();
        assertThat(AddressTable.isPublic(mapped(127, 0, 0, 1))).isFalse();
        assertThat(AddressTable.isPublic(mapped(192, 168, 1, 1))).isFalse();
        assertThat(AddressTable.isPublic(mapped(100, 64, 0, 1))).isFalse();
    }

    private static InetAddress mapped(int... ipv4) throws Exception {
        byte[] address = new byte[16];
        address[10] = (byte) 0xff;
        address[11] = (byte) 0xff;
        for (int i = 0; i < 4; i++) {
            address[12 + i] = (byte) ipv4[i];
        }
        InetAddress mapped = Inet6Address.getByAddress(null, address, 0);
        assertThat(mapped.getAddress()).hasSize(16);
        return mapped;
    }
}

package org.frankenterm.extension.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/// Which addresses are public: those of the Internet's hosts, and nothing else. Java's own answers
/// (`isSiteLocalAddress` and the like) miss most of what is below.
///
/// Read from IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890), as of
/// 2025, multicast and reserved space added. An IPv6 address that carries an IPv4 one is public if
/// the carried one is, where a gateway would deliver it there.
final class AddressTable {
    private static final List<Block> SPECIAL_IPV4 =
            List.of(
                    Block.of("0.0.0.0", 8), // this network
                    Block.of("10.0.0.0", 8), // private
                    Block.of("100.64.0.0", 10), // shared by a provider's customers
                    Block.of("127.0.0.0", 8), // loopback
                    Block.of("169.254.0.0", 16), // link-local; clouds answer for credentials there
                    Block.of("172.16.0.0", 12), // private
                    Block.of("192.0.0.0", 24), // protocol assignments
                    Block.of("192.0.2.0", 24), // documentation
                    Block.of("192.88.99.0", 24), // relays to 6to4
                    Block.of("192.168.0.0", 16), // private
                    Block.of("198.18.0.0", 15), // benchmarks
                    Block.of("198.51.100.0", 24), // documentation
                    Block.of("203.0.113.0", 24), // documentation
                    Block.of("224.0.0.0", 4), // multicast
                    Block.of("240.0.0.0", 4)); // reserved, broadcast

    /// All that is assigned to hosts of the Internet.
    private static final Block GLOBAL_IPV6 = Block.of("2000::", 3);

    private static final List<Block> SPECIAL_IPV6 =
            List.of(
                    Block.of("2001::", 23), // protocol assignments, Teredo, ORCHID, benchmarks
                    Block.of("2001:db8::", 32), // documentation
                    Block.of("3fff::", 20)); // documentation

    /// Carry an IPv4 address, in the bytes from an offset.
    private static final List<Carrier> CARRIERS =
            List.of(
                    new Carrier(Block.of("64:ff9b::", 96), 12), // NAT64
                    new Carrier(mapped(), 12),
                    new Carrier(Block.of("2002::", 16), 2)); // 6to4

    private AddressTable() {}

    private record Carrier(Block block, int offset) {}

    /// Addresses that begin with the same bits.
    @SuppressWarnings("ArrayRecordComponent") // of the table alone, compared by nobody
    private record Block(byte[] start, int bits) {
        static Block of(String literal, int bits) {
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean contains(byte[] address) {
            int whole = bits / 8;
            int rest = bits % 8;
            int mask = (0xff00 >> rest) & 0xff;
            return address.length == start.length
                    && Arrays.equals(address, 0, whole, start, 0, whole)
                    && (rest == 0 || ((address[whole] ^ start[whole]) & mask) == 0);
        }
    }

    /// `::ffff:0:0/96`, which Java would read as an IPv4 address.
    private static Block mapped() {
        byte[] start = new byte[16];
        start[10] = (byte) 0xff;
        start[11] = (byte) 0xff;
        return new Block(start, 96);
    }

    /// Whether an address is public.
    static boolean isPublic(InetAddress address) {
        return isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        if (address.length == 4) {
            return SPECIAL_IPV4.stream().noneMatch(block -> block.contains(address));
        }
        for (Carrier carrier : CARRIERS) {
            if (carrier.block().contains(address)) {
                int from = carrier.offset();
                return isPublic(Arrays.copyOfRange(address, from, from + 4));
            }
        }
        return GLOBAL_IPV6.contains(address)
                && SPECIAL_IPV6.stream().noneMatch(block -> block.contains(address));
    }
}

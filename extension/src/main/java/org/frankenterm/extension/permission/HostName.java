package org.frankenterm.extension.permission;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// The canonical form of a host: a DNS name in lower case without a trailing dot, an IPv4 address
/// of four decimal numbers, or an IPv6 address in brackets as RFC 5952 writes it. Nothing is looked
/// up.
///
/// Other spellings of an address (`127.1`, `2130706433`, `0x7f.1`, `::ffff:127.0.0.1`) are refused,
/// because two readers of them may reach two hosts.
public final class HostName {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final int MAX_LENGTH = 253; // RFC 1035, without the trailing dot

    private HostName() {}

    /// The canonical form of a host.
    ///
    /// @throws IllegalArgumentException if the text is no host, or an address in another than its
    ///   canonical form; the message says what to write
    public static String canonical(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.startsWith("[")) {
            return ipv6(name);
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (NUMERIC.matcher(name.substring(name.lastIndexOf('.') + 1)).matches()) {
            return ipv4(name);
        }
        return dns(name);
    }

    /// The canonical form of an address, without the name of an interface.
    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? compressed(address.getAddress())
                : address.getHostAddress();
    }

    /// Whether a host is written in its canonical form.
    public static boolean isCanonical(String host) {
        try {
            return canonical(host).equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Whether a canonical host is an address rather than a name.
    public static boolean isAddress(String canonical) {
        return canonical.startsWith("[") || IPV4.matcher(canonical).matches();
    }

    /// Whether a canonical host is an address of the machine itself.
    public static boolean isLoopback(String canonical) {
        return canonical.equals("[::1]") || (canonical.startsWith("127.") && isAddress(canonical));
    }

    private static String dns(String name) {
        if (!name.chars().allMatch(c -> c < 0x80)) {
            throw new IllegalArgumentException(
                    Quoted.of(name) + " is not ASCII: write its xn-- form");
        }
        boolean labels = true;
        for (String label : name.split("\\.", -1)) {
            labels &= LABEL.matcher(label).matches();
        }
        if (!labels || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    Quoted.of(name) + " is no host: write a name such as \"api.example.com\"");
        }
        return name;
    }

    private static String ipv4(String text) {
        if (!IPV4.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no address: write four numbers from 0 to 255, such as \"192.0.2.1\"");
        }
        return text;
    }

    private static String ipv6(String text) {
        if (!IPV6.matcher(text).matches()) {
            throw noIpv6(text);
        }
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text.substring(1, text.length() - 1));
        } catch (IllegalArgumentException e) {
            throw noIpv6(text);
        }
        if (!(address instanceof Inet6Address)) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is an IPv4 address: write it as four numbers");
        }
        String canonical = compressed(address.getAddress());
        if (!canonical.equals(text)) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is not the usual form of this address: write "
                            + Quoted.of(canonical));
        }
        return canonical;
    }

    private static IllegalArgumentException noIpv6(String text) {
        return new IllegalArgumentException(
                Quoted.of(text)
                        + " is no address: write IPv6 in brackets, such as \"[2001:db8::1]\"");
    }

    /// RFC 5952, section 4: lower case, no leading zeros, the first longest run of two or more zero
    /// groups as `::`.
    private static String compressed(byte[] address) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
        }
        int start = 8;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(i > 0 && i != start + length ? ":" : "")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.append(']').toString();
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}

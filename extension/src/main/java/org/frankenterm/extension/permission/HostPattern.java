package org.frankenterm.extension.permission;

import org.frankenterm.extension.text.Quoted;

/// Hosts that may be reached: `host[:port]`, or `*.host[:port]` for every host beneath `host` but
/// not `host` itself. Without a port, 443 and 80.
///
/// @param host the host, canonical as [HostName] has it
/// @param subdomains true for `*.host`
/// @param port from 1 to 65535, or 0 for 443 and 80
public record HostPattern(String host, boolean subdomains, int port) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// Checks the parts.
    ///
    /// @throws IllegalArgumentException if the host is not canonical, the port out of range, or an
    ///   address has subdomains
    public HostPattern {
        if (!HostName.isCanonical(host)) {
            throw new IllegalArgumentException(Quoted.of(host) + " is not canonical");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be from 1 to 65535");
        }
        if (subdomains && HostName.isAddress(host)) {
            throw new IllegalArgumentException(
                    Quoted.of("*." + host) + ": an address has no subdomains");
        }
    }

    /// The pattern that is written so.
    ///
    /// @throws IllegalArgumentException if the text is no pattern; the message says what to write
    public static HostPattern parse(String text) {
        if (text.equals("*")) {
            throw new IllegalArgumentException(
                    "\"*\" is no host: for every host write network = true");
        }
        if (text.contains("/") || text.contains("@")) {
            throw new IllegalArgumentException(
                    Quoted.of(text)
                            + " is no host: write host or host:port, without scheme, user or path");
        }
        boolean subdomains = text.startsWith("*.");
        String rest = subdomains ? text.substring(2) : text;
        int colon = rest.indexOf(':', rest.lastIndexOf(']') + 1);
        String host = HostName.canonical(colon < 0 ? rest : rest.substring(0, colon));
        return new HostPattern(
                host, subdomains, colon < 0 ? 0 : port(text, rest.substring(colon + 1)));
    }

    /// Whether the pattern names a host and port.
    ///
    /// @param name a canonical host
    public boolean matches(String name, int toPort) {
        return matchesPort(toPort) && (subdomains ? isBeneath(name) : name.equals(host));
    }

    /// Whether the pattern names an address itself, or names `localhost` and the address is a
    /// loopback one. What a name resolves to is in the hands of whoever owns the name, so loopback,
    /// private and link-local addresses need this.
    ///
    /// @param address a canonical address
    public boolean namesAddress(String address, int toPort) {
        boolean named =
                host.equals(address) || (host.equals("localhost") && HostName.isLoopback(address));
        return !subdomains && named && matchesPort(toPort);
    }

    /// Whether this names a place that may be private: an address, or `localhost`.
    public boolean isLocal() {
        return host.equals("localhost") || HostName.isAddress(host);
    }

    /// Whether every host and port of another pattern is one of this.
    public boolean covers(HostPattern other) {
        boolean hosts =
                subdomains
                        ? isBeneath(other.host) || (other.subdomains && other.host.equals(host))
                        : !other.subdomains && other.host.equals(host);
        boolean ports = port == other.port || (other.port != 0 && matchesPort(other.port));
        return hosts && ports;
    }

    @Override
    public String toString() {
        return (subdomains ? "*." : "") + host + (port == 0 ? "" : ":" + port);
    }

    private boolean isBeneath(String name) {
        return name.length() > host.length() + 1
                && name.endsWith(host)
                && name.charAt(name.length() - host.length() - 1) == '.';
    }

    private boolean matchesPort(int toPort) {
        return port == 0 ? toPort == HTTPS || toPort == HTTP : toPort == port;
    }

    private static int port(String text, String digits) {
        if (!digits.matches("[1-9][0-9]{0,4}") || Integer.parseInt(digits) > 65_535) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + ": the port must be from 1 to 65535");
        }
        return Integer.parseInt(digits);
    }
}

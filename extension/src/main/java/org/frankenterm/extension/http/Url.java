package org.frankenterm.extension.http;

import java.net.IDN;
import java.util.regex.Pattern;
import org.frankenterm.extension.permission.HostName;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Quoted;

/// A place that HTTP reaches, in one form only: what is checked, connected to and sent in the
/// `Host` field is read from here, so that no two readers can see two hosts.
///
/// @param secure whether by `https`
/// @param host canonical as [HostName] has it
/// @param port from 1 to 65535
/// @param target path and query, RFC 9112's origin-form; begins with `/`
public record Url(boolean secure, String host, int port, String target) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// What servers take at least, RFC 9112, section 3.
    private static final int MAX_LENGTH = 8_000;

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /// RFC 3986's characters, and `[` and `]`, which queries have everywhere.
    private static final Pattern TARGET =
            Pattern.compile("[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()*+,;=%]*");

    /// Reads an absolute URL. Its fragment is dropped.
    ///
    /// @throws IllegalArgumentException if it is none, has a user, or a host that is written in
    ///   another than its canonical form; the message says what to write
    static Url parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the URL is longer than %s characters".formatted(Quantity.count(MAX_LENGTH)));
        }
        boolean secure = text.regionMatches(true, 0, "https://", 0, 8);
        if (!secure && !text.regionMatches(true, 0, "http://", 0, 7)) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " begins neither with https:// nor with http://");
        }
        int start = secure ? 8 : 7;
        int end = endOfAuthority(text, start);
        String authority = text.substring(start, end);
        if (authority.contains("@")) {
            throw new IllegalArgumentException(
                    "the URL has a user before its host: send an Authorization header instead");
        }
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        return new Url(
                secure,
                host(colon < 0 ? authority : authority.substring(0, colon)),
                colon < 0 ? (secure ? HTTPS : HTTP) : port(authority.substring(colon + 1)),
                target(text.substring(end)));
    }

    private static int endOfAuthority(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if ("/?#".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    private static String host(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        try {
            return HostName.canonical(ascii ? text : IDN.toASCII(text));
        } catch (IllegalArgumentException e) {
            throw ascii
                    ? e
                    : new IllegalArgumentException(
                            Quoted.of(text) + " is no host: write its xn-- form");
        }
    }

    private static int port(String digits) {
        if (!PORT.matcher(digits).matches() || Integer.parseInt(digits) > 65_535) {
            throw new IllegalArgumentException(
                    Quoted.of(digits) + " is no port: write one from 1 to 65535, or none");
        }
        return Integer.parseInt(digits);
    }

    /// @param text what follows the authority
    private static String target(String text) {
        String whole = text.startsWith("/") ? text : "/" + text;
        int fragment = whole.indexOf('#');
        String target = fragment < 0 ? whole : whole.substring(0, fragment);
        if (!TARGET.matcher(target).matches()) {
            throw new IllegalArgumentException(
                    "the URL has characters in its path or query that must be percent-encoded, such as %20 for a space");
        }
        return target;
    }

    /// The URL that a reference means here, RFC 3986, section 5.2.
    ///
    /// @throws IllegalArgumentException as for [#parse]
    Url resolve(String reference) {
        if (SCHEME.matcher(reference).matches()) {
            return parse(reference);
        }
        if (reference.startsWith("//")) {
            return parse(scheme() + ":" + reference);
        }
        String path = target.substring(0, end(target, "?"));
        String own = reference.substring(0, end(reference, "?#"));
        String rest = reference.substring(own.length());
        if (own.isEmpty()) {
            boolean query = rest.startsWith("?");
            return new Url(secure, host, port, query ? target(path + rest) : target);
        }
        String merged =
                own.startsWith("/") ? own : path.substring(0, path.lastIndexOf('/') + 1) + own;
        return new Url(secure, host, port, target(withoutDots(merged) + rest));
    }

    private static int end(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            if (marks.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }

    /// RFC 3986, section 5.2.4.
    ///
    /// @param path that begins with `/`
    private static String withoutDots(String path) {
        StringBuilder out = new StringBuilder();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = segments[i];
            boolean last = i == segments.length - 1;
            if (segment.equals("..")) {
                out.setLength(Math.max(0, out.lastIndexOf("/")));
            }
            if (!segment.equals("..") && !segment.equals(".")) {
                out.append('/').append(segment);
            } else if (last) {
                out.append('/');
            }
        }
        return out.toString();
    }

    /// `https` or `http`.
    public String scheme() {
        return secure ? "https" : "http";
    }

    /// Scheme, host and port, all written: `https://example.com:443`.
    public String origin() {
        return scheme() + "://" + host + ":" + port;
    }

    /// The host as resolvers and sockets take it: an IPv6 address without brackets.
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /// Whether both are one origin, RFC 6454.
    boolean sameOrigin(Url other) {
        return secure == other.secure && host.equals(other.host) && port == other.port;
    }
}

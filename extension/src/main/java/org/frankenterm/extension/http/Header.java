package org.frankenterm.extension.http;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// A field of a message, RFC 9110, section 5.
///
/// @param name as it was written; names are compared without regard to case
/// @param value one line, without space around it
record Header(String name, String value) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    /// What frames a message or belongs to the connection. A guest that sets one of these could
    /// make two requests of one, or a tunnel of a request.
    private static final Set<String> RESERVED =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /// A header that a guest asks for.
    ///
    /// @throws IllegalArgumentException if it isn't well-formed, or not for guests to set; the
    ///   message doesn't have the value
    static Header ofGuest(String name, String value) {
        if (!isToken(name)) {
            throw new IllegalArgumentException(Quoted.of(name) + " is no name of a header");
        }
        String folded = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(folded) || folded.startsWith("proxy-")) {
            throw new IllegalArgumentException(
                    "the header " + Quoted.of(name) + " is set by the host: leave it out");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "the value of the header "
                            + Quoted.of(name)
                            + " must be printable ASCII on one line");
        }
        return new Header(name, value.strip());
    }

    /// RFC 9110, section 5.6.2, of bounded length.
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}

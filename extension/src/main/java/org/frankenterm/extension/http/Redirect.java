package org.frankenterm.extension.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a response sends a request on to, RFC 9110, section 15.4.
final class Redirect {
    /// Those that follow no redirect to another origin: they were meant for this one.
    private static final List<String> CREDENTIALS = List.of("authorization", "cookie");

    private Redirect() {}

    /// The next request; null if the response is the answer.
    ///
    /// @throws HttpProblem if it leads to no URL, or out of TLS
    static @Nullable HttpRequest of(HttpRequest request, HttpResponse response) throws HttpProblem {
        Optional<String> location = response.header("location");
        boolean redirects =
                switch (response.status()) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
        if (!redirects || location.isEmpty()) {
            return null;
        }
        Url url = target(request.url(), location.get());
        if (request.url().secure() && !url.secure()) {
            throw HttpProblem.failed(
                    "%s redirects to %s, which is not encrypted: that is not followed"
                            .formatted(request.url().origin(), url.origin()));
        }
        return to(url, request, response.status());
    }

    private static Url target(Url from, String location) throws HttpProblem {
        try {
            return from.resolve(encoded(location));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.failed(
                    "%s redirects to what is no URL here: %s"
                            .formatted(from.origin(), e.getMessage()));
        }
    }

    /// Servers send paths unencoded, as bytes, of which each is a character here.
    private static String encoded(String location) {
        StringBuilder text = new StringBuilder(location.length());
        for (int i = 0; i < location.length(); i++) {
            char c = location.charAt(i);
            if (c <= ' ' || c >= 0x7f || "\"<>\\^`{|}".indexOf(c) >= 0) {
                text.append('%').append("%02X".formatted(c & 0xff));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static HttpRequest to(Url url, HttpRequest request, int status) {
        boolean toGet =
                switch (status) {
                    case 303 -> !request.method().equals("HEAD");
                    case 301, 302 -> request.method().equals("POST");
                    default -> false;
                };
        boolean sameOrigin = url.sameOrigin(request.url());
        List<Header> headers =
                request.headers().stream()
                        .filter(header -> sameOrigin || !isOneOf(CREDENTIALS, header))
                        .filter(header -> !toGet || !describesBody(header))
                        .toList();
        return new HttpRequest(
                toGet ? "GET" : request.method(),
                url,
                headers,
                toGet ? null : request.body(),
                request.timeout());
    }

    private static boolean isOneOf(List<String> names, Header header) {
        return names.contains(header.name().toLowerCase(Locale.ROOT));
    }

    private static boolean describesBody(Header header) {
        return header.name().toLowerCase(Locale.ROOT).startsWith("content-");
    }
}

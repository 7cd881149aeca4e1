package org.frankenterm.extension.http;

import java.io.Serial;

/// Why there is no answer to a request. The message is a sentence that may be shown to a guest and
/// kept: sanitised, and without anything of a request but the place it went to.
public final class HttpProblem extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// What kind of reason it is.
    public enum Kind {
        /// A permission is missing; the decision said so, and was noted.
        DENIED,
        /// The request is none.
        INVALID,
        /// Too many requests, or too much in one.
        LIMIT,
        /// It was permitted and tried, and didn't work.
        FAILED
    }

    private final Kind kind;

    HttpProblem(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static HttpProblem invalid(String message) {
        return new HttpProblem(Kind.INVALID, message);
    }

    static HttpProblem limit(String message) {
        return new HttpProblem(Kind.LIMIT, message);
    }

    static HttpProblem failed(String message) {
        return new HttpProblem(Kind.FAILED, message);
    }

    /// What kind of reason it is.
    public Kind kind() {
        return kind;
    }
}

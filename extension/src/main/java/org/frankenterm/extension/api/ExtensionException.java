package org.frankenterm.extension.api;

import java.io.Serial;
import java.util.List;

/// A problem that somebody has to act on. The message says what was being done, on what, why not,
/// and what to do; it is sanitised and has no stack trace worth showing.
public final class ExtensionException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<String> problems;

    /// Tells of one problem.
    ///
    /// @param code what kind
    /// @param message a sentence without a period
    public ExtensionException(ErrorCode code, String message) {
        this(code, message, List.of());
    }

    /// Tells of a problem that has several parts.
    ///
    /// @param code what kind
    /// @param message a sentence without a period
    /// @param problems the parts, a line each
    public ExtensionException(ErrorCode code, String message, List<String> problems) {
        super(message);
        this.code = code;
        this.problems = List.copyOf(problems);
    }

    /// Tells of a problem that something else caused.
    ///
    /// @param code what kind
    /// @param message a sentence without a period
    /// @param cause for us, never shown to users
    public ExtensionException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.problems = List.of();
    }

    /// What kind of problem.
    ///
    /// @return the code
    public ErrorCode code() {
        return code;
    }

    /// What it says.
    ///
    /// @return the sentence given
    public String message() {
        return String.valueOf(getMessage());
    }

    /// The parts of it.
    ///
    /// @return a line each; often none
    public List<String> problems() {
        return problems;
    }
}

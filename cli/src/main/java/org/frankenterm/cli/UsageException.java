package org.frankenterm.cli;

import java.io.Serial;

/// Arguments that can be read and make no sense. An expected answer, so it has no stack trace.
final class UsageException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /// @param message a sanitised sentence without a period
    UsageException(String message) {
        super(message, null, false, false);
    }
}

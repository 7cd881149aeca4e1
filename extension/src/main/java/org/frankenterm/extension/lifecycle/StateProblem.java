package org.frankenterm.extension.lifecycle;

import java.io.Serial;

/// Why a `state.toml` can't be believed: a clause without a period, sanitised.
final class StateProblem extends Exception {
    @Serial private static final long serialVersionUID = 1;

    StateProblem(String message) {
        super(message);
    }
}

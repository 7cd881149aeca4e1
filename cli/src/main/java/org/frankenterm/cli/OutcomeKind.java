package org.frankenterm.cli;

import java.util.Locale;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Exited;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.Late;
import org.frankenterm.extension.api.CallOutcome.OutOfFuel;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.CallOutcome.Trapped;

/// How a call ended, in a word. The names are stable.
enum OutcomeKind {
    COMPLETED,
    FAILED,
    TRAPPED,
    OUT_OF_FUEL,
    TIMED_OUT,
    EXITED,
    LATE,
    SKIPPED;

    static OutcomeKind of(CallOutcome outcome) {
        return switch (outcome) {
            case Completed _ -> COMPLETED;
            case Failed _ -> FAILED;
            case Trapped _ -> TRAPPED;
            case OutOfFuel _ -> OUT_OF_FUEL;
            case TimedOut _ -> TIMED_OUT;
            case Exited _ -> EXITED;
            case Late _ -> LATE;
            case Skipped _ -> SKIPPED;
        };
    }

    /// For programs: `out_of_fuel`.
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// For people: `out of fuel`.
    String words() {
        return token().replace('_', ' ');
    }
}

package org.frankenterm.cli;

import org.frankenterm.extension.api.ErrorCode;

/// How a command ended, as shells and scripts see it. Numbers are stable.
enum ExitStatus {
    /// It did what it was asked.
    DONE(0),
    /// A guest failed, or reached a limit of its run.
    GUEST_FAILED(1),
    /// The arguments make no sense.
    USAGE(2),
    /// A check or a permission stood against it.
    REFUSED(3),
    /// What was named isn't there.
    NOT_FOUND(4),
    /// A limit of packages, modules or quotas was reached.
    LIMIT(5),
    /// A mistake of this program's.
    BUG(70),
    /// A command of WASI trapped, or reached a limit: 128 and the number of SIGABRT, as a shell has
    /// it of a process that aborted.
    ABORTED(134);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// The status that tells who has to act.
    static ExitStatus of(ErrorCode.Category category) {
        return switch (category) {
            case NONE -> DONE;
            case USAGE -> USAGE;
            case REFUSED -> REFUSED;
            case NOT_FOUND -> NOT_FOUND;
            case LIMIT -> LIMIT;
            case INTERNAL -> BUG;
        };
    }
}

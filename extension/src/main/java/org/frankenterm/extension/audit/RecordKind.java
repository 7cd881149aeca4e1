package org.frankenterm.extension.audit;

import java.util.Locale;
import java.util.Optional;

/// What a record of the journal tells of, and how much of an extension's room on disk such records
/// may take: none of the kinds that a guest can make many of pushes out those of another.
public enum RecordKind {
    /// One host call that is never folded with others.
    CALL(4),
    /// A denied host call, or several equal ones in a row.
    DENIED(2),
    /// Reads, writes, logs and the like, counted.
    ROUTINE(1),
    /// What happened to an extension, an instance of it, or the process.
    LIFECYCLE(1);

    private static final int SHARES = 8;

    private final int share;
    private final String token;

    RecordKind(int share) {
        this.share = share;
        this.token = name().toLowerCase(Locale.ROOT);
    }

    /// How it is written in the journal.
    ///
    /// @return the name in lower case
    public String token() {
        return token;
    }

    /// Its part of an extension's room.
    long share(long bytes) {
        return bytes / SHARES * share;
    }

    static Optional<RecordKind> of(String token) {
        for (RecordKind kind : values()) {
            if (kind.token.equals(token)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

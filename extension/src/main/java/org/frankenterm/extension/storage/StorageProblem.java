package org.frankenterm.extension.storage;

import java.io.Serial;

/// Why something could not be stored, found or removed. The message is a sentence that may be shown
/// to a guest: it holds no key, no value and no path.
public final class StorageProblem extends Exception {
    @Serial private static final long serialVersionUID = 1;

    /// Who can do something about it.
    public enum Kind {
        /// The quota is used up, or the answer is too long.
        LIMIT,
        /// The caller's time was over before somebody else let go of the database.
        BUSY,
        /// The file is not what this host would have written.
        DAMAGED,
        /// Everything else: a full disk, a folder that isn't safe, a newer format.
        FAILED
    }

    private final Kind kind;

    StorageProblem(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    /// Who can do something about it.
    public Kind kind() {
        return kind;
    }
}

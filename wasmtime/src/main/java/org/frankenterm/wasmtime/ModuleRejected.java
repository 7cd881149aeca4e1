package org.frankenterm.wasmtime;

import java.util.Locale;

/// The refusal of a module, before any of its code has run. The message is a sentence for a person:
/// what is wrong with the module, where, and what to do when there is something to do. Every name
/// in it that comes from the module is printable ASCII, at most 64 characters long.
public final class ModuleRejected extends Exception {

    private static final long serialVersionUID = 1L;

    /// What kind of trouble it is.
    public enum Reason {
        /// Not a module, or a damaged one.
        MALFORMED,
        /// A module that wants what this host doesn't offer.
        UNSUPPORTED,
        /// A module that is bigger than allowed, or costs more to compile than allowed.
        LIMIT
    }

    private final Reason reason;

    /// Refuses a module as a whole.
    ///
    /// @param reason what kind of trouble it is
    /// @param message the sentence, without a period, everything from the module in it sanitised
    public ModuleRejected(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// Refuses a module for what stands at a byte of it, counted from 0; the message says which.
    ModuleRejected(Reason reason, int offset, String message) {
        this(reason, String.format(Locale.ROOT, "%s (at byte %,d)", message, offset));
    }

    /// What kind of trouble it is.
    ///
    /// @return the kind
    public Reason reason() {
        return reason;
    }
}

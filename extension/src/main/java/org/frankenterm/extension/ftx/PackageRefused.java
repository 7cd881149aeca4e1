package org.frankenterm.extension.ftx;

import java.io.Serial;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Quoted;

/// The refusal of a package. The message is what is wrong with it, sanitised, and fits behind the
/// package's name and a colon.
public final class PackageRefused extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final Refusal reason;

    PackageRefused(Refusal reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// The refusal of an entry.
    ///
    /// @param name as it stands in the archive
    /// @param what is wrong with it, with the entry as its subject
    static PackageRefused entry(Refusal reason, String name, String what) {
        return new PackageRefused(reason, "its entry " + Quoted.of(name) + " " + what);
    }

    /// Why.
    public Refusal reason() {
        return reason;
    }

    /// The same for whoever wanted something done with the package.
    ///
    /// @param what wasn't done and on what, sanitised: `can't open x.ftx`
    public ExtensionException explained(String what) {
        return new ExtensionException(reason.code(), what + ": " + getMessage(), this);
    }
}

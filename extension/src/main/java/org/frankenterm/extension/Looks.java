package org.frankenterm.extension;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.jspecify.annotations.Nullable;

/// A host's looks at what is installed: each puts in force what has changed. They see nothing while
/// the host hasn't taken the installed extensions in, and when it is closed. Any thread.
final class Looks implements AutoCloseable {
    private final AtomicReference<@Nullable Residents> residents = new AtomicReference<>();
    private volatile boolean closed;

    /// From now on these are looked at.
    ///
    /// @return those that are looked at already, in whose place they don't come; else null
    @Nullable Residents at(Residents all) {
        return residents.compareAndExchange(null, all);
    }

    /// Looks at none again.
    void away() {
        residents.set(null);
    }

    private @Nullable Residents open() {
        return closed ? null : residents.get();
    }

    /// Before an event is fired.
    ///
    /// @return reports for those who hear it and may not run at all
    List<HandlerReport> before(Event event) {
        Residents all = open();
        return all == null ? List.of() : all.lookBefore(event);
    }

    /// For who waits for handlers, as often as he likes.
    void meanwhile() {
        Residents all = open();
        if (all != null) {
            all.lookMeanwhile();
        }
    }

    /// Once more: something is about to be done.
    void again() {
        Residents all = open();
        if (all != null) {
            all.lookAgain();
        }
    }

    /// At one that this process has changed.
    void at(ExtensionId changed) {
        Residents all = open();
        if (all != null) {
            all.changed(changed);
        }
    }

    /// Ends the extensions that are looked at. Idempotent.
    @Override
    public void close() {
        closed = true;
        Residents all = residents.get();
        if (all != null) {
            all.close();
        }
    }
}

package org.frankenterm.extension.http;

import java.util.function.BooleanSupplier;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;

/// Whoever a request is made for: asked before each connection, told of each, and the thread that
/// waits. Called on that thread alone.
public interface Requester {
    /// Decides whether a host may be connected to, and for an address that is not public, whether
    /// that may.
    Decision decide(AccessRequest request);

    /// Hears where the next connection goes, before anything else is asked about it.
    void visits(Url url);

    /// Waits until another thread has done something. That one unparks this one then.
    ///
    /// @param done whether it has happened
    /// @param nanos how long at most
    /// @return whether it has happened. What it throws ends the request, whose work is aborted.
    boolean await(BooleanSupplier done, long nanos);

    /// How long it can wait at all.
    ///
    /// @return nanoseconds
    long remainingNanos();
}

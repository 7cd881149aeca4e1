package org.frankenterm.extension;

/// That something is registered with a host, until this is closed. Any thread.
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /// Ends it. What is on its way may still arrive. Idempotent.
    @Override
    void close();
}

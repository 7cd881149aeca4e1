package org.frankenterm.cli;

import java.time.Duration;
import org.frankenterm.extension.ExtensionStorage;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.text.Quoted;

/// The name of an extension whose stored data a command is about.
final class StoredName {
    /// As long as a guest's call takes at most that has them in use, if it asks for nothing.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StoredName() {}

    /// The stored data.
    ///
    /// @throws UsageException if it can't be a name
    static ExtensionStorage storage(String name, Invocation invocation) {
        if (!ExtensionId.valid(name)) {
            throw new UsageException(
                    Quoted.of(name) + " is no name of an extension: " + ExtensionId.RULE);
        }
        long begin = System.nanoTime();
        return ExtensionStorage.of(
                new ExtensionId(name),
                invocation.environment(),
                () -> System.nanoTime() - begin > PATIENCE.toNanos());
    }
}

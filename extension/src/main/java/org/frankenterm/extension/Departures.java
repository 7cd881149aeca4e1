package org.frankenterm.extension;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.frankenterm.extension.api.ExtensionId;

/// Extensions that have begun to end, until they have ended: guests are waited for, and others
/// told, by somebody who holds no lock. Any thread.
final class Departures {
    private final Set<Departure> waiting = ConcurrentHashMap.newKeySet();

    /// One of them.
    ///
    /// @param id its name
    /// @param rest does what is left to do; once or more often
    record Departure(ExtensionId id, Runnable rest) {}

    /// It has begun to end.
    void add(Departure departure) {
        waiting.add(departure);
    }

    /// Waits until all have ended.
    void await() {
        await(_ -> true);
    }

    /// Waits until those of a name have ended.
    void await(ExtensionId id) {
        await(id::equals);
    }

    private void await(Predicate<ExtensionId> wanted) {
        waiting.removeIf(departure -> {
            boolean mine = wanted.test(departure.id());
            if (mine) {
                departure.rest().run();
            }
            return mine;
        });
    }

    /// Has another thread wait.
    void leave() {
        if (!waiting.isEmpty()) {
            Thread.ofPlatform().daemon().name("frankenterm-unload").start(() -> await());
        }
    }
}

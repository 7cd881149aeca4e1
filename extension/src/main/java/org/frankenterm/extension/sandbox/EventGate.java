package org.frankenterm.extension.sandbox;

import java.util.HashSet;
import java.util.Set;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.EventView;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Listener;
import org.frankenterm.extension.permission.AccessPolicy;
import org.jspecify.annotations.Nullable;

/// What each event passes on its way to a handler: the extension's permissions, those in force now,
/// then what the hook itself wants. Guest thread only.
///
/// That something was withheld is noted once for an event and a reason, until other permissions are
/// in force: an entry for each would keep the time of every key that is pressed, and push older
/// denials out.
final class EventGate {
    private final Monitor monitor;
    private final Set<String> noted = new HashSet<>();
    private @Nullable AccessPolicy before;

    EventGate(Monitor monitor) {
        this.monitor = monitor;
    }

    /// What came of it.
    sealed interface Passage {
        /// The handler is called with this.
        record Open(Event event) implements Passage {}

        /// It is not called.
        record Closed(Skipped why) implements Passage {}
    }

    /// Whether a handler gets an event, and what of it.
    Passage pass(FiredEvent event, Listener listener, AccessPolicy policy) {
        return switch (event.seenBy(policy)) {
            case EventView.Withheld withheld -> {
                note(event.event().name(), withheld.why().reason(), policy);
                yield new Passage.Closed(new Skipped("not heard: " + withheld.why().reason()));
            }
            case EventView.Visible visible ->
                    listener.filter()
                            .problem(visible)
                            .<Passage>map(why -> new Passage.Closed(new Skipped(why, true)))
                            .orElseGet(() -> new Passage.Open(visible.event()));
        };
    }

    @SuppressWarnings("ReferenceEquality") // what was granted anew is noted anew, equal or not
    private void note(String event, String reason, AccessPolicy policy) {
        if (before != policy) {
            before = policy;
            noted.clear();
        }
        if (noted.add(event + ' ' + reason)) {
            monitor.withheld(event, reason);
        }
    }
}

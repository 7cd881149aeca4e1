package org.frankenterm.extension.event;

import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.Decision;
import org.jspecify.annotations.Nullable;

/// An event as one extension may see it.
public sealed interface EventView {
    /// It may hear it.
    ///
    /// @param event with what it may see of the payload
    /// @param aboutPane whether it is about a pane
    /// @param focused whether that pane has the focus
    /// @param subject the text or title that `match` looks at; null if there is none to be seen
    record Visible(Event event, boolean aboutPane, boolean focused, @Nullable String subject)
            implements EventView {}

    /// It may not.
    ///
    /// @param why with what to change, where something can be
    record Withheld(Decision.Denied why) implements EventView {}

    /// An event as an extension with these permissions may see it.
    ///
    /// @throws ExtensionException if it can't be fired
    static EventView of(Event event, AccessPolicy policy) {
        return FiredEvent.of(event).seenBy(policy);
    }
}

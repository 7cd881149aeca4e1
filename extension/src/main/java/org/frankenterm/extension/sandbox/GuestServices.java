package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.Panes;
import org.jspecify.annotations.Nullable;

/// What the program around the host offers to guests. Any thread.
///
/// @param panes they may ask about; null for none
/// @param configuration they may ask about; null for none
/// @param applies whether settings are changed and text is typed for them
/// @param notifies whether notices are shown for them
public record GuestServices(
        @Nullable Panes panes,
        @Nullable Configuration configuration,
        boolean applies,
        boolean notifies) {
    /// Nothing.
    public static final GuestServices NONE = new GuestServices(null, null, false, false);
}

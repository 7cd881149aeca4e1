package org.frankenterm.extension.sandbox;

import java.time.Duration;
import org.frankenterm.extension.api.Action;

/// How often an extension may ask for what others notice: a burst at once, then so many in a time.
/// One for each extension, guest thread only.
final class ActionRates {
    private static final int SETTINGS_PER_SECOND = 10;
    private static final int INPUTS_PER_SECOND = 20;
    private static final int EVENTS_PER_SECOND = 100;
    private static final int NOTICES_PER_MINUTE = 4;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RateLimit settings;
    private final RateLimit inputs;
    private final RateLimit events;
    private final RateLimit notices;

    /// Full rates.
    ///
    /// @param now [System#nanoTime]
    ActionRates(long now) {
        settings = new RateLimit(SETTINGS_PER_SECOND, SECOND.dividedBy(SETTINGS_PER_SECOND), now);
        inputs = new RateLimit(INPUTS_PER_SECOND, SECOND.dividedBy(INPUTS_PER_SECOND), now);
        events = new RateLimit(EVENTS_PER_SECOND, SECOND.dividedBy(EVENTS_PER_SECOND), now);
        notices = new RateLimit(NOTICES_PER_MINUTE, MINUTE.dividedBy(NOTICES_PER_MINUTE), now);
    }

    /// Counts an action.
    ///
    /// @param now [System#nanoTime]
    /// @return empty, or why it is too often: a sentence
    String take(Action action, long now) {
        return switch (action) {
            case Action.SetConfig _ ->
                    said(settings.take(now), "setting keys", SETTINGS_PER_SECOND, "second");
            case Action.SendInput _ ->
                    said(inputs.take(now), "typing into panes", INPUTS_PER_SECOND, "second");
            case Action.Custom _ ->
                    said(events.take(now), "emitting events", EVENTS_PER_SECOND, "second");
            case Action.Notify _ ->
                    said(notices.take(now), "showing notices", NOTICES_PER_MINUTE, "minute");
            case Action.Log _ -> ""; // no guest's: those have ft_log, which has a rate of its own
        };
    }

    private static String said(boolean taken, String what, int count, String time) {
        return taken
                ? ""
                : "%s is possible %d times at once and %d times a %s"
                        .formatted(what, count, count, time);
    }
}

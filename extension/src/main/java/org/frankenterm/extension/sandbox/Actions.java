package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.text.Quantity;

/// What a guest asks the host to do, kept until its handler ends. What it asks for while it is
/// started goes with its first handler. One for all instances of an extension, because rates
/// outlive them; guest thread only.
final class Actions {
    /// Actions that one call may ask for.
    static final int MAX_ACTIONS = 1_024;

    /// Bytes of text in them.
    static final long MAX_BYTES = 4 << 20;

    private final ActionRates rates;
    private final List<Action> made = new ArrayList<>();
    private long bytes;

    Actions(ActionRates rates) {
        this.rates = rates;
    }

    /// Adds an action, unless that is too many, too much, or too often.
    ///
    /// @param now [System#nanoTime]
    /// @return empty, or why not: a sentence
    String add(Action action, long now) {
        if (made.size() == MAX_ACTIONS) {
            return "a call may ask for %s actions".formatted(Quantity.count(MAX_ACTIONS));
        }
        long size = bytes(action);
        if (bytes + size > MAX_BYTES) {
            return "the actions of a call may have %s together"
                    .formatted(Quantity.bytes(MAX_BYTES));
        }
        String tooOften = rates.take(action, now);
        if (tooOften.isEmpty()) {
            made.add(action);
            bytes += size;
        }
        return tooOften;
    }

    private static long bytes(Action action) {
        return switch (action) {
            case Action.SetConfig(String key, String json) -> bytes(key) + bytes(json);
            case Action.SendInput(_, String text, _) -> bytes(text);
            case Action.Custom(String name, String payload) -> bytes(name) + bytes(payload);
            case Action.Notify(String title, String body) -> bytes(title) + bytes(body);
            case Action.Log(_, String message) -> bytes(message);
        };
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// How many there are.
    int count() {
        return made.size();
    }

    /// Those that were added last.
    ///
    /// @param first index of the first of them
    List<Action> from(int first) {
        return first == made.size() ? List.of() : List.copyOf(made.subList(first, made.size()));
    }

    /// Hands out what was asked for; nothing is left.
    List<Action> take() {
        if (made.isEmpty()) {
            return List.of();
        }
        List<Action> taken = List.copyOf(made);
        discard();
        return taken;
    }

    /// Forgets what was asked for.
    ///
    /// @return how many actions it was
    int discard() {
        int count = made.size();
        made.clear();
        bytes = 0;
        return count;
    }
}

package org.frankenterm.cli;

import java.util.Locale;
import org.frankenterm.extension.api.Action;

/// What kinds of action there are, and what a person reads of each.
enum ActionKind {
    SET_CONFIG,
    SEND_INPUT,
    EMIT,
    NOTIFY,
    LOG;

    static ActionKind of(Action action) {
        return switch (action) {
            case Action.SetConfig _ -> SET_CONFIG;
            case Action.SendInput _ -> SEND_INPUT;
            case Action.Custom _ -> EMIT;
            case Action.Notify _ -> NOTIFY;
            case Action.Log _ -> LOG;
        };
    }

    /// As in tables and JSON: the function that a guest asks with, without `ft_`.
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What an action says, unsanitised.
    static String words(Action action) {
        return switch (action) {
            case Action.SetConfig(String key, String json) -> key + " = " + json;
            case Action.SendInput(long pane, String text, _) -> "pane " + pane + ": " + text;
            case Action.Custom(String name, String payload) -> name + " " + payload;
            case Action.Notify(String title, String body) ->
                    body.isEmpty() ? title : title + " / " + body;
            case Action.Log(var level, String message) -> level + " " + message;
        };
    }
}

package org.frankenterm.extension.recording;

import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;

/// What a guest asked for, as bytes.
final class ActionCode {
    private static final int SET_CONFIG = 0;
    private static final int SEND_INPUT = 1;
    private static final int CUSTOM = 2;
    private static final int NOTIFY = 3;
    private static final int LOG = 4;
    private static final int COUNT = 5;

    private ActionCode() {}

    static void encode(Action action, Encoder to) {
        switch (action) {
            case Action.SetConfig(String key, String json) ->
                    to.number(SET_CONFIG).text(key).text(json);
            case Action.SendInput(long pane, String text, boolean whileFocused) ->
                    to.number(SEND_INPUT).number(pane).text(text).number(whileFocused ? 1 : 0);
            case Action.Custom(String name, String payload) ->
                    to.number(CUSTOM).text(name).text(payload);
            case Action.Notify(String title, String body) ->
                    to.number(NOTIFY).text(title).text(body);
            case Action.Log(var level, String message) ->
                    to.number(LOG).number(level.number()).text(message);
        }
    }

    /// @throws IllegalArgumentException if there can't be such an action
    static Action decode(Decoder from) throws Damaged {
        return switch (from.below(COUNT)) {
            case SET_CONFIG -> new Action.SetConfig(from.text(), json(from, false));
            case SEND_INPUT -> new Action.SendInput(from.number(), from.text(), from.below(2) == 1);
            case CUSTOM -> new Action.Custom(from.text(), json(from, true));
            case NOTIFY -> new Action.Notify(from.text(), from.text());
            default -> new Action.Log(FrameCode.level(from), from.text());
        };
    }

    /// What shows an action takes its JSON apart.
    private static String json(Decoder from, boolean object) throws Damaged {
        String text = from.text();
        try {
            if (object) {
                JsonReader.parseObject(text);
            } else {
                JsonReader.parse(text);
            }
            return text;
        } catch (JsonProblem problem) {
            throw new Damaged("an action's value is no JSON");
        }
    }
}

package org.frankenterm.extension.event;

import java.util.Map;

/// A payload of each event, with all of its fields: what `docs/events.md` shows.
final class EventSamples {
    private static final String PANE =
            """
            "pane_id": 3, "focused": true, "tab_id": 1, "window_id": 0\
            """;

    private static final String TABS =
            """
            "tabs": [{"tab_id": 1, "window_id": 0, "position": 0, "title": "notes"}]\
            """;

    private static final String AT =
            """
            "title": "vim", "cwd": "/home/ada/notes"}\
            """;

    private static final Map<EventType, String> ALL =
            Map.ofEntries(
                    Map.entry(
                            EventType.CONFIG_RELOAD,
                            """
                            {"path": "/home/ada/.config/frankenterm/frankenterm.toml", "changed": ["font.size"]}\
                            """),
                    Map.entry(
                            EventType.PANE_FOCUS, "{" + PANE + ", \"previous_pane_id\": 2, " + AT),
                    Map.entry(
                            EventType.PANE_CREATED,
                            "{"
                                    + PANE
                                    + ", \"columns\": 80, \"rows\": 24, \"domain\": \"local\", "
                                    + AT),
                    Map.entry(EventType.PANE_CLOSED, "{" + PANE + ", \"exit_status\": 0}"),
                    Map.entry(
                            EventType.PANE_OUTPUT,
                            "{"
                                    + PANE
                                    + ", \"echo\": true, \"text\": \"1 error\\n\", \"merged\": 2}"),
                    Map.entry(
                            EventType.PANE_TITLE_CHANGED,
                            "{" + PANE + ", \"title\": \"vim\", \"previous_title\": \"sh\"}"),
                    Map.entry(
                            EventType.PANE_RESIZED,
                            "{" + PANE + ", \"columns\": 80, \"rows\": 24}"),
                    Map.entry(
                            EventType.TAB_CREATED,
                            """
                            {"tab_id": 1, "window_id": 0, "position": 0, "title": "notes"}\
                            """),
                    Map.entry(EventType.TAB_CLOSED, "{\"tab_id\": 1, \"window_id\": 0}"),
                    Map.entry(
                            EventType.WINDOW_FOCUS,
                            """
                            {"window_id": 0, "focused": true, "pane_id": 3}\
                            """),
                    Map.entry(
                            EventType.KEY_PRESSED,
                            "{"
                                    + PANE
                                    + ", \"echo\": true, \"key\": \"a\", \"modifiers\": [\"shift\"], \"text\": \"A\"}"),
                    Map.entry(EventType.SESSION_SAVE, session("today")),
                    Map.entry(EventType.SESSION_RESTORE, session("yesterday")),
                    Map.entry(
                            EventType.STATUS_UPDATE,
                            "{\"window_id\": 0, \"columns\": 120, \"pane_id\": 3, " + AT),
                    Map.entry(EventType.BELL, "{" + PANE + "}"),
                    Map.entry(
                            EventType.EXTENSION_LOADED,
                            """
                            {"name": "git", "version": "1.2.0"}\
                            """),
                    Map.entry(EventType.TIMER, "{\"id\": 1, \"repeats\": false}"),
                    Map.entry(
                            EventType.KEYBINDING,
                            """
                            {"combo": "ctrl+shift+p", "key": "p", "handler": "on_palette", "pane_id": 3}\
                            """));

    private EventSamples() {}

    private static String session(String name) {
        return """
        {"path": "/home/ada/.local/state/frankenterm/%s.json", %s}\
        """
                .formatted(name, TABS);
    }

    static String of(EventType type) {
        String sample = ALL.get(type);
        if (sample == null) {
            throw new AssertionError("no sample of " + type.text());
        }
        return sample;
    }
}

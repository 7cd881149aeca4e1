package org.frankenterm.extension.event;

import java.util.List;

/// Fields that several events have.
final class CommonFields {
    /// The field that says whether a pane's terminal shows what is typed.
    static final String ECHO = "echo";

    static final String FOCUSED = "focused";

    static final EventField TITLE =
            EventField.string("title", "title of the pane").optional().seenWith(Sight.PANE_ACCESS);

    static final EventField CWD =
            EventField.string("cwd", "folder that the pane's program works in")
                    .optional()
                    .seenWith(Sight.PANE_ACCESS);

    static final EventField COLUMNS = EventField.whole("columns", 1, "width in cells");
    static final EventField ROWS = EventField.whole("rows", 1, "height in cells");
    static final EventField TAB = EventField.id("tab_id", "the tab");
    static final EventField WINDOW = EventField.id("window_id", "the window");

    static final EventField SHOWN =
            EventField.flag(
                    ECHO,
                    "whether the pane's terminal shows what is typed; when it doesn't, as at a password"
                            + " prompt, nobody hears the event");

    /// What every event about a pane begins with.
    static final List<EventField> PANE =
            List.of(
                    EventField.id("pane_id", "the pane"),
                    EventField.flag(FOCUSED, "whether the pane has the focus"),
                    EventField.id("tab_id", "the tab that it is in").optional(),
                    EventField.id("window_id", "the window that it is in").optional());

    /// The tabs of a session.
    static final EventField TABS =
            EventField.many(
                            "tabs",
                            new FieldType.Group(
                                    List.of(
                                            TAB,
                                            WINDOW.optional(),
                                            EventField.whole("position", 0, "place in its window")
                                                    .optional(),
                                            EventField.string("title", "title of the tab")
                                                    .optional()
                                                    .seenWith(Sight.PANE_ACCESS))),
                            "the tabs that it has")
                    .optional();

    private CommonFields() {}
}

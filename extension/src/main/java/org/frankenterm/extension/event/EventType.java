package org.frankenterm.extension.event;

import static org.frankenterm.extension.event.CommonFields.COLUMNS;
import static org.frankenterm.extension.event.CommonFields.CWD;
import static org.frankenterm.extension.event.CommonFields.ECHO;
import static org.frankenterm.extension.event.CommonFields.PANE;
import static org.frankenterm.extension.event.CommonFields.ROWS;
import static org.frankenterm.extension.event.CommonFields.SHOWN;
import static org.frankenterm.extension.event.CommonFields.TAB;
import static org.frankenterm.extension.event.CommonFields.TABS;
import static org.frankenterm.extension.event.CommonFields.TITLE;
import static org.frankenterm.extension.event.CommonFields.WINDOW;
import static org.frankenterm.extension.event.EventField.flag;
import static org.frankenterm.extension.event.EventField.id;
import static org.frankenterm.extension.event.EventField.many;
import static org.frankenterm.extension.event.EventField.string;
import static org.frankenterm.extension.event.EventField.whole;
import static org.frankenterm.extension.event.Sight.FREE;
import static org.frankenterm.extension.event.Sight.PANE_ACCESS;
import static org.frankenterm.extension.event.Sight.PANE_KEYS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every event there is, but for those of extensions and embedders: its payload, and who may hear
/// it and see what of it. The manifest, what is delivered, and `docs/events.md` come from here.
@SuppressWarnings("ImmutableEnumChecker") // lists and sets that are copied, of records
public enum EventType {
    CONFIG_RELOAD(
            "config.reload",
            "The configuration was read again.",
            FREE,
            string("path", "the file it was read from").optional(),
            many("changed", new FieldType.Text(), "keys whose value is another").optional()),

    PANE_FOCUS(
            "pane.focus",
            "A pane got the focus.",
            FREE,
            PANE,
            id("previous_pane_id", "the pane that had it").optional(),
            TITLE,
            CWD),

    PANE_CREATED(
            "pane.created",
            "A pane was opened.",
            FREE,
            PANE,
            COLUMNS.optional(),
            ROWS.optional(),
            string("domain", "where its program runs, `local` for this machine").optional(),
            TITLE,
            CWD),

    PANE_CLOSED(
            "pane.closed",
            "A pane was closed.",
            FREE,
            PANE,
            whole("exit_status", 0, "what its program ended with")
                    .optional()
                    .seenWith(PANE_ACCESS)),

    PANE_OUTPUT(
            "pane.output",
            "The program in a pane wrote something.",
            PANE_ACCESS,
            PANE,
            SHOWN,
            string("text", "what it wrote, without escape sequences, at most 64 KiB"),
            whole("merged", 1, "how many events this one stands for, if more than one").optional()),

    PANE_TITLE_CHANGED(
            "pane.title_changed",
            "A pane's title is another.",
            PANE_ACCESS,
            PANE,
            string("title", "the title now"),
            string("previous_title", "the title before").optional()),

    PANE_RESIZED("pane.resized", "A pane has another size.", FREE, PANE, COLUMNS, ROWS),

    TAB_CREATED(
            "tab.created",
            "A tab was opened.",
            FREE,
            TAB,
            WINDOW.optional(),
            whole("position", 0, "place in its window").optional(),
            string("title", "title of the tab").optional().seenWith(PANE_ACCESS)),

    TAB_CLOSED("tab.closed", "A tab was closed.", FREE, TAB, WINDOW.optional()),

    WINDOW_FOCUS(
            "window.focus",
            "A window got the focus, or lost it.",
            FREE,
            WINDOW,
            flag("focused", "whether it has the focus now"),
            id("pane_id", "the pane that keys go to").optional()),

    KEY_PRESSED(
            "key.pressed",
            "A key was pressed that is bound to nothing.",
            PANE_KEYS,
            PANE,
            SHOWN,
            string("key", "its name: a character, or `enter`, `f5`, `page_up`"),
            many(
                            "modifiers",
                            new FieldType.Word(List.of("ctrl", "alt", "shift", "super")),
                            "what is held down with it")
                    .optional(),
            string("text", "the characters that it types, if any").optional()),

    SESSION_SAVE(
            "session.save",
            "The session is being saved.",
            FREE,
            string("path", "the file it is saved to").optional(),
            TABS),

    SESSION_RESTORE(
            "session.restore",
            "A session was restored.",
            FREE,
            string("path", "the file it was saved to").optional(),
            TABS),

    STATUS_UPDATE(
            "status.update",
            "The status bar is about to be drawn.",
            FREE,
            WINDOW,
            COLUMNS.optional(),
            id("pane_id", "the pane that has the focus in the window").optional(),
            TITLE,
            CWD),

    BELL("bell", "The program in a pane rang the bell.", FREE, PANE),

    EXTENSION_LOADED(
            "extension.loaded",
            "An installed extension was loaded: at the start, if it has a hook on this, else when it first hears something.",
            FREE,
            string("name", "the extension's name"),
            string("version", "its version").optional()),

    TIMER(
            "timer",
            "A timer of the extension's own is due.",
            FREE,
            whole("id", 1, "what `ft_set_timeout` or `ft_set_interval` gave"),
            flag("repeats", "whether it is an interval").optional()),

    KEYBINDING(
            "keybinding",
            "A key combination of the extension's own was pressed.",
            FREE,
            string("combo", "the combination, such as `ctrl+shift+p`"),
            string("key", "its key alone, such as `p`"),
            string("handler", "the function that it is bound to"),
            id("pane_id", "the pane that has the focus").optional());

    /// What `match` of a hook looks at: the first of these that a payload has.
    static final List<String> SUBJECTS = List.of("text", "title");

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(EventType::text, Function.identity()));

    private final String text;
    private final String description;
    private final Sight heardWith;
    private final List<EventField> fields;
    private final Set<Sight> sights;

    EventType(String text, String description, Sight heardWith, EventField... fields) {
        this(text, description, heardWith, List.of(), fields);
    }

    EventType(
            String text,
            String description,
            Sight heardWith,
            List<EventField> first,
            EventField... others) {
        this.text = text;
        this.description = description;
        this.heardWith = heardWith;
        List<EventField> all = new ArrayList<>(first);
        all.addAll(List.of(others));
        this.fields = List.copyOf(all);
        this.sights = Set.copyOf(sights(this.fields));
    }

    /// The event of this name; empty if it is an extension's, an embedder's, or none.
    public static Optional<EventType> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// The names of all events that are fired, in order.
    public static List<String> fired() {
        return Arrays.stream(values()).filter(type -> !type.owned()).map(EventType::text).toList();
    }

    /// Its name, `config.reload` for instance.
    public String text() {
        return text;
    }

    /// What happened, a sentence.
    public String description() {
        return description;
    }

    /// Who may hear of it at all.
    public Sight heardWith() {
        return heardWith;
    }

    /// What its payload has.
    public List<EventField> fields() {
        return fields;
    }

    /// What has to be granted for some of its fields, those in lists and objects included.
    Set<Sight> sights() {
        return sights;
    }

    /// Whether it goes to the one handler that it was asked for, and no hook hears it.
    public boolean owned() {
        return this == TIMER || this == KEYBINDING;
    }

    /// Whether several that wait for one extension may become one.
    public boolean coalesces() {
        return this == PANE_OUTPUT;
    }

    /// Whether it is about a pane, so that `panes` of a hook has a meaning.
    public boolean aboutPane() {
        return fields.containsAll(PANE);
    }

    /// Whether nobody hears it while the pane's terminal doesn't show what is typed.
    public boolean silentWithoutEcho() {
        return has(ECHO);
    }

    /// The field that `match` of a hook looks at; empty if there is none.
    public Optional<String> subject() {
        return SUBJECTS.stream().filter(this::has).findFirst();
    }

    private boolean has(String field) {
        return fields.stream().anyMatch(known -> known.name().equals(field));
    }

    private static Set<Sight> sights(List<EventField> fields) {
        Set<Sight> needed = EnumSet.noneOf(Sight.class);
        for (EventField field : fields) {
            if (field.sight() != Sight.FREE) {
                needed.add(field.sight());
            }
            needed.addAll(sights(inner(field.type())));
        }
        return needed;
    }

    private static List<EventField> inner(FieldType type) {
        return switch (type) {
            case FieldType.Group(List<EventField> fields) -> fields;
            case FieldType.Many(FieldType each) -> inner(each);
            case FieldType.Text _, FieldType.Word _, FieldType.Whole _, FieldType.Flag _ ->
                    List.of();
        };
    }
}

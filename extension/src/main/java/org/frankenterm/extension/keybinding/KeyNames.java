package org.frankenterm.extension.keybinding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The keys that have a name, and the other names of each: those of other terminals (kitty,
/// WezTerm, Zellij), so that a habit is no typo.
final class KeyNames {
    /// The last function key that terminals report (XKB and the kitty keyboard protocol have more,
    /// which no keyboard has).
    static final int LAST_FUNCTION_KEY = 24;

    /// From the canonical name to the others.
    private static final SequencedMap<String, List<String>> TABLE = table();

    /// From any name to the canonical one.
    private static final Map<String, String> CANONICAL = canonical();

    private KeyNames() {}

    /// The canonical name of a key, by any of its names.
    ///
    /// @param name in lower case
    static Optional<String> canonical(String name) {
        return Optional.ofNullable(CANONICAL.get(name));
    }

    /// Every name: the canonical ones first, then the others.
    static Collection<String> all() {
        List<String> names = new ArrayList<>(TABLE.keySet());
        TABLE.values().forEach(names::addAll);
        return names;
    }

    /// From each canonical name to the others.
    static SequencedMap<String, List<String>> aliases() {
        return TABLE;
    }

    private static SequencedMap<String, List<String>> table() {
        SequencedMap<String, List<String>> table = new LinkedHashMap<>();
        table.put("escape", List.of("esc"));
        table.put("enter", List.of("return"));
        table.put("tab", List.of());
        table.put("space", List.of("spacebar"));
        table.put("backspace", List.of("bs"));
        table.put("insert", List.of("ins"));
        table.put("delete", List.of("del"));
        table.put("home", List.of());
        table.put("end", List.of());
        table.put("pageup", List.of("page_up", "pgup"));
        table.put("pagedown", List.of("page_down", "pgdn", "pgdown"));
        table.put("up", List.of("uparrow", "arrowup"));
        table.put("down", List.of("downarrow", "arrowdown"));
        table.put("left", List.of("leftarrow", "arrowleft"));
        table.put("right", List.of("rightarrow", "arrowright"));
        table.put("capslock", List.of("caps_lock"));
        table.put("numlock", List.of("num_lock"));
        table.put("scrolllock", List.of("scroll_lock"));
        table.put("printscreen", List.of("print_screen", "print"));
        table.put("pause", List.of("break"));
        table.put("menu", List.of("apps"));
        functionKeys(table);
        characters(table);
        numberPad(table);
        return Collections.unmodifiableSequencedMap(table);
    }

    private static void functionKeys(Map<String, List<String>> table) {
        for (int number = 1; number <= LAST_FUNCTION_KEY; number++) {
            table.put("f" + number, List.of());
        }
    }

    /// Characters that can be written as words; the plus sign has to be.
    private static void characters(Map<String, List<String>> table) {
        table.put("plus", List.of());
        table.put("-", List.of("minus"));
        table.put("=", List.of("equal", "equals"));
        table.put(",", List.of("comma"));
        table.put(".", List.of("period", "dot"));
        table.put("/", List.of("slash"));
        table.put("\\", List.of("backslash"));
        table.put(";", List.of("semicolon"));
        table.put("'", List.of("apostrophe", "quote"));
        table.put("`", List.of("grave", "backquote", "backtick"));
        table.put("[", List.of("leftbracket"));
        table.put("]", List.of("rightbracket"));
    }

    private static void numberPad(Map<String, List<String>> table) {
        for (int digit = 0; digit <= 9; digit++) {
            table.put("numpad" + digit, List.of("kp" + digit, "kp_" + digit));
        }
        table.put("numpadadd", List.of("kp_add"));
        table.put("numpadsubtract", List.of("kp_subtract"));
        table.put("numpadmultiply", List.of("kp_multiply"));
        table.put("numpaddivide", List.of("kp_divide"));
        table.put("numpaddecimal", List.of("kp_decimal"));
        table.put("numpadenter", List.of("kp_enter"));
    }

    private static Map<String, String> canonical() {
        Map<String, String> canonical = new HashMap<>();
        TABLE.forEach((name, others) -> {
            canonical.put(name, name);
            others.forEach(other -> canonical.put(other, name));
        });
        return Map.copyOf(canonical);
    }
}

package org.frankenterm.extension.manifest;

import java.util.ArrayList;
import java.util.List;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Reader of keybindings: `[[keybindings]]` with key, handler and description, or a `[keybindings]`
/// table from key to handler.
final class KeybindingReader {
    private static final int MAX_KEYBINDINGS = 64;
    private static final List<String> KEYS = List.of("key", "handler", "description");

    private final List<KeybindingDeclaration> bindings = new ArrayList<>();

    private KeybindingReader() {}

    static List<KeybindingDeclaration> read(Section root) {
        KeybindingReader reader = new KeybindingReader();
        switch (root.value("keybindings")) {
            case null -> {}
            case TomlArray array -> root.tables("keybindings", array).forEach(reader::declaration);
            case TomlTable table -> reader.table(root.section(table, "keybindings"));
            case Object other ->
                    root.wrong(
                            "keybindings",
                            "must be [[keybindings]] with key and handler, or a table",
                            other);
        }
        if (reader.bindings.size() > MAX_KEYBINDINGS) {
            root.error(
                    "keybindings",
                    "must be at most " + MAX_KEYBINDINGS + ", there are " + reader.bindings.size());
        }
        return reader.bindings;
    }

    private void declaration(Section binding) {
        binding.warnUnknown(KEYS);
        String key = binding.required("key", "a keybinding");
        String handler = binding.required("handler", "a keybinding");
        String description = binding.string("description");
        boolean valid = key != null && validKey(binding, "key", key);
        valid &= handler != null && binding.check("handler", HandlerName.problem(handler));
        if (valid && key != null && handler != null) {
            String words = description == null ? "" : description;
            bindings.add(new KeybindingDeclaration(key, handler, words, binding.start()));
        }
    }

    private void table(Section table) {
        for (String key : table.keys()) {
            String handler = table.string(key);
            boolean valid = validKey(table, key, key);
            if (handler != null && table.check(key, HandlerName.problem(handler)) && valid) {
                bindings.add(new KeybindingDeclaration(key, handler, "", table.place(key)));
            }
        }
    }

    private static boolean validKey(Section table, String at, String key) {
        if (key.isBlank()) {
            table.error(at, "must name a key, such as \"ctrl+shift+t\"");
            return false;
        }
        return true;
    }
}

package org.frankenterm.extension.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Reader of keybindings: `[[keybindings]]` with key, handler and description, or a `[keybindings]`
/// table from key to handler.
final class KeybindingReader {
    private static final List<String> KEYS = List.of("key", "handler", "description");

    private final boolean paneKeys;
    private final SequencedMap<KeyCombo, KeybindingDeclaration> bindings = new LinkedHashMap<>();
    private int count;

    private KeybindingReader(boolean paneKeys) {
        this.paneKeys = paneKeys;
    }

    /// @param requested what the manifest requests
    static List<KeybindingDeclaration> read(Section root, PermissionSet requested) {
        KeybindingReader reader = new KeybindingReader(requested.has(PermissionKey.PANE_KEYS));
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
        if (reader.count > Keymap.MAX_PER_EXTENSION) {
            root.error(
                    "keybindings",
                    "must be at most " + Keymap.MAX_PER_EXTENSION + ", there are " + reader.count);
        }
        return List.copyOf(reader.bindings.values());
    }

    private void declaration(Section binding) {
        binding.warnUnknown(KEYS);
        String key = binding.required("key", "a keybinding");
        String handler = binding.required("handler", "a keybinding");
        String description = binding.string("description");
        KeyCombo combo = key == null ? null : combo(binding, "key", key);
        boolean valid = handler != null && binding.check("handler", HandlerName.problem(handler));
        if (valid && combo != null && handler != null) {
            String words = description == null ? "" : description;
            add(binding, "key", new KeybindingDeclaration(combo, handler, words, binding.start()));
        }
    }

    private void table(Section table) {
        for (String key : table.keys()) {
            String handler = table.string(key);
            // a table is what a dotted name such as ctrl.t makes, and has been reported as one
            KeyCombo combo = table.value(key) instanceof TomlTable ? null : combo(table, key, key);
            boolean valid = handler != null && table.check(key, HandlerName.problem(handler));
            if (valid && combo != null && handler != null) {
                add(table, key, new KeybindingDeclaration(combo, handler, "", table.place(key)));
            }
        }
    }

    private void add(Section table, String at, KeybindingDeclaration binding) {
        count++;
        KeybindingDeclaration before = bindings.putIfAbsent(binding.combo(), binding);
        if (before != null) {
            table.error(
                    at,
                    "binds %s a second time: it is bound to %s in line %d"
                            .formatted(
                                    binding.combo(),
                                    Quoted.of(before.handler()),
                                    before.place().line()));
        }
    }

    private @Nullable KeyCombo combo(Section table, String at, String text) {
        KeyCombo combo;
        try {
            combo = KeyCombo.parse(text);
        } catch (IllegalArgumentException e) {
            table.error(at, subject(at, text) + e.getMessage());
            return null;
        }
        if (combo.needsPaneKeys() && !paneKeys) {
            table.error(
                    at,
                    "binds "
                            + combo
                            + ", which takes pane_keys = true under [permissions]; F1 to F24, keys with"
                            + " alt or super, and most with ctrl take no permission");
            return null;
        }
        return combo;
    }

    /// In a table the text has been named already, as the key that it is.
    private static String subject(String at, String text) {
        return at.equals(text) ? "is no key combination: " : "can't be " + Quoted.of(text) + ": ";
    }
}

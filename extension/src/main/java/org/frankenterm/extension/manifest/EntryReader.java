package org.frankenterm.extension.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.manifest.Section.Item;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// Reader of what a package holds: the module of `[engine]` and the themes of `[assets]`.
final class EntryReader {
    private static final String DEFAULT_ENTRY = "main.wasm";

    private EntryReader() {}

    /// The module's path; null if there is no `[engine]`, and nothing to run but themes to apply.
    ///
    /// @param assetsOnly whether the manifest has themes and neither hooks nor keybindings
    static @Nullable String entry(Section root, boolean assetsOnly) {
        if (!root.has("engine")) {
            return assetsOnly ? null : DEFAULT_ENTRY;
        }
        Section section = root.table("engine");
        if (section == null) {
            return DEFAULT_ENTRY;
        }
        section.warnUnknown(List.of("type", "entry"));
        type(section);
        String entry = section.string("entry");
        if (entry == null) {
            return DEFAULT_ENTRY;
        }
        section.check("entry", PackagePath.problem(entry));
        return entry;
    }

    static List<String> themes(Section root) {
        Section section = root.table("assets");
        if (section == null) {
            return List.of();
        }
        section.warnUnknown(List.of("themes"));
        List<String> themes = new ArrayList<>();
        for (Item item : section.strings("themes")) {
            Optional<String> problem = PackagePath.problem(item.text());
            problem.ifPresent(message ->
                    section.problems()
                            .error(
                                    item.place(),
                                    "the theme " + Quoted.of(item.text()) + " " + message));
            themes.add(item.text());
        }
        return themes;
    }

    private static void type(Section section) {
        String type = section.string("type");
        switch (type) {
            case null -> {}
            case "wasm" -> {}
            case "lua", "both" ->
                    section.error(
                            "type",
                            "is "
                                    + Quoted.of(type)
                                    + ", which is not supported, WASM only: write \"wasm\"");
            case String other -> section.error("type", "must be \"wasm\", not " + Quoted.of(other));
        }
    }
}

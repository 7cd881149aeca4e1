package org.frankenterm.wasmtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The sections of a module, in the order in which they must stand, which isn't that of their
/// numbers. Custom sections stand anywhere.
///
/// Source: WebAssembly core specification 3.0, 5.5.2 and 5.5.17.
enum Section {
    CUSTOM(0),
    TYPE(1),
    IMPORT(2),
    FUNCTION(3),
    TABLE(4),
    MEMORY(5),
    TAG(13),
    GLOBAL(6),
    EXPORT(7),
    START(8),
    ELEMENT(9),
    DATA_COUNT(12),
    CODE(10),
    DATA(11);

    private static final Section[] ALL = values();

    private final int id;

    Section(int id) {
        this.id = id;
    }

    /// The section with this number, null if there is none.
    static @Nullable Section ofId(int id) {
        for (Section section : ALL) {
            if (section.id == id) {
                return section;
            }
        }
        return null;
    }

    /// The number that stands for it in a module.
    int id() {
        return id;
    }

    /// Its name in a sentence: `data count section`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " section";
    }
}

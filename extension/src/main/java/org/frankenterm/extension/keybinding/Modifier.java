package org.frankenterm.extension.keybinding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A key that is held while another is pressed. The order of declaration is that of a canonical
/// text.
public enum Modifier {
    /// Ctrl.
    CTRL("ctrl", "control"),
    /// Shift.
    SHIFT("shift"),
    /// Alt, which is Option on a Mac.
    ALT("alt", "opt", "option"),
    /// Super: Command on a Mac, the key with the logo elsewhere.
    SUPER("super", "cmd", "command", "meta", "win");

    private final String text;

    /// Joined by blanks, for an enum holds nothing that could change.
    private final String aliases;

    Modifier(String text, String... aliases) {
        this.text = text;
        this.aliases = String.join(" ", aliases);
    }

    /// The modifier as a canonical text has it, `ctrl` for instance.
    public String text() {
        return text;
    }

    /// Its other names.
    List<String> aliases() {
        return aliases.isEmpty() ? List.of() : List.of(aliases.split(" ", -1));
    }

    /// The modifier of this name, if there is one.
    ///
    /// @param name in lower case
    static Optional<Modifier> of(String name) {
        return Arrays.stream(values())
                .filter(m -> m.text.equals(name) || m.aliases().contains(name))
                .findFirst();
    }

    /// Every name of every modifier.
    static List<String> names() {
        return Arrays.stream(values())
                .flatMap(m -> Stream.concat(Stream.of(m.text), m.aliases().stream()))
                .toList();
    }
}

package org.frankenterm.extension.keybinding;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A key together with the modifiers held while it is pressed: what a keybinding is for.
///
/// The text is modifiers and then one key, joined by `+`, in any case and with blanks around each:
/// `Ctrl + Shift + T`. Two texts mean the same combination exactly if their canonical texts are
/// equal. There are no sequences.
///
/// @param modifiers which are held; copied, in the order of declaration
/// @param key which is pressed
public record KeyCombo(Set<Modifier> modifiers, Key key) {
    /// The most characters that are read, blanks included. The longest canonical text has 35.
    public static final int MAX_CHARS = 128;

    /// What a terminal without an extended keyboard protocol sends for other keys as well: each of
    /// these with Ctrl is the byte of Tab, Enter, Escape or Backspace, whether Shift is held or
    /// not. (ECMA-48 for the letters and the bracket; the rest are xterm's, as listed under "Legacy
    /// ctrl mapping of ASCII keys" in the kitty keyboard protocol.)
    private static final Set<String> SAME_BYTE_WITH_CTRL = Set.of("i", "m", "[", "3", "8", "?");

    /// Copies the modifiers.
    public KeyCombo {
        modifiers = ordered(modifiers);
    }

    /// The combination that a text means.
    ///
    /// @param text any text
    /// @return the combination
    /// @throws IllegalArgumentException if the text means none. The message is the reason: what is
    ///   wrong, at which character (counted from 1), and the nearest name for one that isn't known;
    ///   sanitised, under 400 characters, and it does not repeat the text
    public static KeyCombo parse(String text) {
        return new KeyComboParser(text).parse();
    }

    /// The canonical text: `ctrl+shift+alt+super+` without those that are not held, and the key.
    /// [#parse] reads it back.
    public String text() {
        return Stream.concat(modifiers.stream().map(Modifier::text), Stream.of(key.text()))
                .collect(Collectors.joining("+"));
    }

    /// Whether a binding takes away, and tells an extension of, a key that is typed into panes:
    /// then it needs `pane_keys`.
    ///
    /// It does unless Ctrl, Alt or Super is held or the key is a function key. Escape, Enter, Tab,
    /// Backspace, arrows and the like are what programs in a pane live on, and need it as letters
    /// do. So do combinations of Ctrl that arrive as the very byte of one of those, such as
    /// `ctrl+m` and Enter.
    public boolean needsPaneKeys() {
        if (key.isFunctionKey() || modifiers.contains(Modifier.SUPER)) {
            return false;
        }
        if (modifiers.contains(Modifier.ALT)) {
            return false;
        }
        return !modifiers.contains(Modifier.CTRL) || SAME_BYTE_WITH_CTRL.contains(key.text());
    }

    @Override
    public String toString() {
        return text();
    }

    private static Set<Modifier> ordered(Collection<Modifier> modifiers) {
        EnumSet<Modifier> ordered = EnumSet.noneOf(Modifier.class);
        ordered.addAll(modifiers);
        return Collections.unmodifiableSet(ordered);
    }
}

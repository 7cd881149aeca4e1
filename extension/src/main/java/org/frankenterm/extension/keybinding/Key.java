package org.frankenterm.extension.keybinding;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;

/// A key of the keyboard: a character that can be seen, or one of a fixed set of names.
///
/// A character is in lower case and composed (NFC), so that `T` and `t`, `é` in one code point and
/// in two, are one key. The plus sign is `plus`, because it joins, and a blank is `space`.
///
/// @param text the canonical name or the character
public record Key(String text) {
    /// Checks the text.
    ///
    /// @throws IllegalArgumentException if it is not canonical
    public Key {
        if (!canonical(text).equals(Optional.of(text))) {
            throw new IllegalArgumentException(
                    Quoted.of(text) + " is not the canonical name of a key");
        }
    }

    /// The key of this name.
    ///
    /// @param name one of its names, or one character; in any case
    /// @return the key, or empty if there is none
    public static Optional<Key> of(String name) {
        return canonical(name).map(Key::new);
    }

    /// Whether this is one of F1 to F24.
    public boolean isFunctionKey() {
        return text.length() > 1
                && text.charAt(0) == 'f'
                && text.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        return text;
    }

    /// Lower case and NFC; a fixed point of itself for everything that can be a key.
    static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        return Normalizer.normalize(composed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static Optional<String> canonical(String name) {
        return switch (name) {
            case "+" -> Optional.of("plus");
            case " " -> Optional.of("space");
            case String other -> {
                String folded = folded(other);
                yield KeyNames.canonical(folded)
                        .or(() -> Optional.of(folded).filter(Key::isCharacter));
            }
        };
    }

    private static boolean isCharacter(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) == 1
                && !text.equals("+")
                && visible(text.codePointAt(0))
                && Sanitizer.line(text).equals(text);
    }

    /// Whether a character of this category shows something by itself.
    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    false;
            default -> true;
        };
    }
}

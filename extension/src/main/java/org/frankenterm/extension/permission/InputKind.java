package org.frankenterm.extension.permission;

import java.util.Locale;

/// What may be typed into a pane.
public enum InputKind {
    /// Printable text only: no line break, TAB or other control character.
    TEXT,
    /// Everything, Enter and control characters included.
    CONTROL;

    /// The kind as it is written in a manifest.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether whoever may send this kind may also send another.
    public boolean covers(InputKind other) {
        return compareTo(other) >= 0;
    }

    /// The kind that a text is. Control is whatever acts on a terminal or ends a line: C0 with TAB
    /// and line breaks, DEL, C1, U+2028 and U+2029.
    public static InputKind needed(String text) {
        return text.chars().anyMatch(InputKind::acts) ? CONTROL : TEXT;
    }

    private static boolean acts(int c) {
        return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    }

    /// The kind that is written so.
    ///
    /// @throws IllegalArgumentException if it is neither `text` nor `control`
    public static InputKind of(String text) {
        return switch (text) {
            case "text" -> TEXT;
            case "control" -> CONTROL;
            default -> throw new IllegalArgumentException("must be \"text\" or \"control\"");
        };
    }
}

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

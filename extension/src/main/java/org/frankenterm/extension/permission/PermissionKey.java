package org.frankenterm.extension.permission;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A key under `[permissions]` in a manifest; the same word is used by `--grant`.
public enum PermissionKey {
    FILESYSTEM_READ,
    FILESYSTEM_WRITE,
    ENVIRONMENT,
    NETWORK,
    PANE_ACCESS,
    PANE_KEYS,
    PANE_INPUT,
    CONFIG,
    NOTIFICATIONS;

    private final String text = name().toLowerCase(Locale.ROOT);

    /// The key as it is written, `filesystem_read` for instance.
    public String text() {
        return text;
    }

    /// The key that is written so, if there is one.
    public static Optional<PermissionKey> of(String text) {
        return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
    }

    /// All keys as they are written, in the order of declaration.
    public static List<String> texts() {
        return Arrays.stream(values()).map(PermissionKey::text).toList();
    }
}

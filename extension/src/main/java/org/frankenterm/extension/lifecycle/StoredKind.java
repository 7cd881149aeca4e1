package org.frankenterm.extension.lifecycle;

import java.util.Arrays;
import java.util.Optional;
import org.frankenterm.extension.files.PathGrant.Kind;

/// What a granted path led to, as it is written on disk.
enum StoredKind {
    FOLDER("folder", Kind.FOLDER),
    FILE("file", Kind.FILE);

    private final String text;
    private final Kind kind;

    StoredKind(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    static StoredKind of(Kind kind) {
        return switch (kind) {
            case FOLDER -> FOLDER;
            case FILE -> FILE;
        };
    }

    static Optional<StoredKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}

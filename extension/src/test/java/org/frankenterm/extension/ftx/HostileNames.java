package org.frankenterm.extension.ftx;

import static org.frankenterm.extension.ftx.Archive.bytes;
import static org.frankenterm.extension.ftx.HostileArchive.changed;
import static org.frankenterm.extension.ftx.HostileArchive.last;

import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.ftx.Archive.Entry;

/// Archives with names that lead out of a folder, lie, or meet.
final class HostileNames {
    private HostileNames() {}

    /// All of them.
    static List<HostileArchive> all() {
        return Stream.of(names(), pairs()).flatMap(List::stream).toList();
    }

    private static List<HostileArchive> names() {
        return List.of(
                name(Refusal.NAME_DOTS, "has \"..\"", "../evil"),
                name(Refusal.NAME_DOTS, "has \"..\"", "a/../../evil"),
                name(Refusal.NAME_DOTS, "has \"..\"", "a/.."),
                name(Refusal.NAME_DOTS, "has \"..\"", ".."),
                name(Refusal.NAME_DOTS, "has \".\"", "./main.wasm"),
                name(Refusal.NAME_DOTS, "has \".\"", "."),
                name(Refusal.NAME_ABSOLUTE, "absolute", "/etc/passwd"),
                name(Refusal.NAME_ABSOLUTE, "absolute", "//host/share"),
                name(Refusal.NAME_DRIVE, "a drive", "C:/evil"),
                name(Refusal.NAME_DRIVE, "a drive", "c:evil"),
                name(Refusal.NAME_BACKSLASH, "backslash", "..\\evil"),
                name(Refusal.NAME_BACKSLASH, "backslash", "a\\b"),
                name(Refusal.NAME_NUL, "NUL", "main.wasm\0.txt"),
                name(Refusal.NAME_CONTROL, "control", "a\nb"),
                name(Refusal.NAME_CONTROL, "control", "\u001b[2Jx"),
                name(Refusal.NAME_CONTROL, "control", "a\u007f"),
                name(Refusal.NAME_CONTROL, "control", "gpj.\u202emain"),
                name(Refusal.NAME_CONTROL, "control", "ma\u200bin"),
                name(Refusal.NAME_EMPTY, "empty component", ""),
                name(Refusal.NAME_EMPTY, "empty component", "a//b"),
                name(Refusal.NAME_LENGTH, "512 bytes", "a/".repeat(300)),
                name(Refusal.NAME_LENGTH, "255 bytes", "a".repeat(256)),
                name(Refusal.NAME_LENGTH, "16 components", "a/".repeat(16) + "b"),
                last(
                        "Latin 1 in a name",
                        Refusal.NAME_ENCODING,
                        "neither",
                        e -> e.named(new byte[] {'a', (byte) 0xE9})),
                last(
                        "UTF-8 not marked",
                        Refusal.NAME_ENCODING,
                        "neither",
                        e -> e.named(bytes("é"))),
                last(
                        "an overlong slash",
                        Refusal.NAME_ENCODING,
                        "neither",
                        e -> e.named(new byte[] {'.', '.', (byte) 0xC0, (byte) 0xAF}).utf8()),
                last(
                        "a surrogate in a name",
                        Refusal.NAME_ENCODING,
                        "neither",
                        e -> e.named(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}).utf8()));
    }

    private static List<HostileArchive> pairs() {
        return List.of(
                pair(Refusal.NAME_DUPLICATE, "twice", "a", "a"),
                pair(Refusal.NAME_DUPLICATE, "twice", "a/", "a/"),
                pair(Refusal.NAME_DUPLICATE, "twice", "extension.toml", "b"),
                pair(Refusal.NAME_CASE, "capitals", "EXTENSION.TOML", "b"),
                pair(Refusal.NAME_CASE, "capitals", "readme", "README"),
                pair(Refusal.NAME_CASE, "capitals", "GIT", "git"),
                pair(Refusal.NAME_CASE, "capitals", "a/x", "A/y"),
                pair(Refusal.NAME_CASE, "capitals", "straße", "STRASSE"),
                pair(Refusal.NAME_CASE, "accents", "caf\u00e9", "cafe\u0301"),
                pair(Refusal.NAME_FILE_AND_FOLDER, "needs a folder", "a", "a/b"),
                pair(Refusal.NAME_FILE_AND_FOLDER, "needs a folder", "a/b", "a"),
                pair(Refusal.NAME_FILE_AND_FOLDER, "needs a folder", "a/", "a"),
                pair(Refusal.NAME_FILE_AND_FOLDER, "needs a folder", "main.wasm/x", "c"));
    }

    private static HostileArchive name(Refusal reason, String words, String name) {
        return last(
                "the name " + name.replace("\0", "NUL"),
                reason,
                words,
                e -> e.named(bytes(name)).utf8());
    }

    private static HostileArchive pair(Refusal reason, String words, String first, String second) {
        return changed(
                first + " and " + second,
                reason,
                words,
                a -> {
                    for (String name : List.of(first, second)) {
                        Entry entry = a.stored(name, Archive.NOTHING).utf8();
                        entry.attributes = 0;
                    }
                });
    }
}

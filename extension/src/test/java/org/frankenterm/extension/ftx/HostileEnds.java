package org.frankenterm.extension.ftx;

import static org.frankenterm.extension.ftx.Archive.bytes;
import static org.frankenterm.extension.ftx.HostileArchive.changed;
import static org.frankenterm.extension.ftx.HostileArchive.joined;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Archives with something before, behind or instead of them.
final class HostileEnds {
    private HostileEnds() {}

    /// All of them.
    static List<HostileArchive> all() {
        return Stream.of(nothing(), before(), after()).flatMap(List::stream).toList();
    }

    private static List<HostileArchive> nothing() {
        byte[] script = bytes("#!/bin/sh\necho hi\n");
        return List.of(
                new HostileArchive("nothing", Refusal.NOT_A_PACKAGE, "no package", () -> script),
                new HostileArchive(
                        "no bytes", Refusal.NOT_A_PACKAGE, "no package", () -> Archive.NOTHING),
                new HostileArchive(
                        "a module",
                        Refusal.NOT_A_PACKAGE,
                        "no package",
                        () -> bytes("\0asm\1\0\0\0")),
                new HostileArchive(
                        "no entries", Refusal.EMPTY, "is empty", () -> new Archive().bytes()),
                changed(
                        "no entries counted",
                        Refusal.EMPTY,
                        "is empty",
                        a -> a.countHere = a.count = 0));
    }

    private static List<HostileArchive> before() {
        byte[] script = bytes("#!/bin/sh\necho hi\n");
        byte[] plain = Archive.plain().bytes();
        return List.of(
                new HostileArchive(
                        "cut short",
                        Refusal.TRUNCATED,
                        "cut short",
                        () -> Arrays.copyOf(plain, plain.length - 1)),
                new HostileArchive(
                        "a script before it",
                        Refusal.PREFIX,
                        "something stands before",
                        () -> joined(script, plain)),
                new HostileArchive(
                        "a script before it, offsets mended",
                        Refusal.PREFIX,
                        "something stands before",
                        () -> joined(script, shifted(script.length))),
                changed(
                        "an entry of nobody's before it",
                        Refusal.PREFIX,
                        "has something before it",
                        a -> a.entries.getFirst().before = bytes("PK\3\4 and so on")),
                new HostileArchive(
                        "two in a row",
                        Refusal.DIRECTORY,
                        "does not end where",
                        () -> joined(plain, plain)),
                new HostileArchive(
                        "two in a row, offsets mended",
                        Refusal.PREFIX,
                        "has something before it",
                        () -> joined(plain, shifted(plain.length))));
    }

    private static List<HostileArchive> after() {
        return List.of(
                changed(
                        "bytes after it",
                        Refusal.SUFFIX,
                        "goes on for 20 bytes after",
                        a -> a.afterEnd = bytes("PK garbage after end")),
                changed(
                        "a comment",
                        Refusal.COMMENT,
                        "ends in a comment",
                        a -> {
                            a.commentLength = 5;
                            a.afterEnd = bytes("hello");
                        }),
                changed(
                        "a comment that isn't there",
                        Refusal.COMMENT,
                        "announces a comment",
                        a -> a.commentLength = 5),
                changed(
                        "a second end record as comment",
                        Refusal.DIRECTORY,
                        "does not end where",
                        a -> {
                            a.commentLength = 22;
                            a.afterEnd = new Archive().bytes();
                            a.afterEnd[8] = a.afterEnd[10] = 1;
                        }));
    }

    private static byte[] shifted(int by) {
        Archive archive = Archive.plain();
        archive.shift = by;
        return archive.bytes();
    }
}

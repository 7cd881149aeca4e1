package org.frankenterm.extension.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the files of a journal must be: the content of `audit/head`. Immutable.
///
/// @param files those that are there
/// @param merge an archive that is about to take the place of some of them; null if none
/// @param removed files whose records an archive has, or that a merge left over, and which may
///   still be there
/// @param rotated records that made room for newer ones of the same extension, ever, by its name
/// @param distrusted why what was there before can't be vouched for, a sentence each
record JournalHead(
        List<HeadEntry> files,
        @Nullable Merge merge,
        List<String> removed,
        SequencedMap<String, Long> rotated,
        List<String> distrusted) {
    static final JournalHead EMPTY =
            new JournalHead(List.of(), null, List.of(), new LinkedHashMap<>(), List.of());

    /// Files becoming one.
    ///
    /// @param archive the one, which is complete when it is there
    /// @param sources what it is made of
    /// @param rotated as it will be afterwards
    record Merge(HeadEntry archive, List<String> sources, SequencedMap<String, Long> rotated) {}

    JournalHead {
        files = List.copyOf(files);
        removed = List.copyOf(removed);
        distrusted = List.copyOf(distrusted);
    }

    Optional<HeadEntry> file(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /// With one entry added or replaced.
    JournalHead with(HeadEntry entry) {
        List<HeadEntry> all = new ArrayList<>();
        files.stream().filter(file -> !file.name().equals(entry.name())).forEach(all::add);
        all.add(entry);
        return new JournalHead(all, merge, removed, rotated, distrusted);
    }

    JournalHead planning(@Nullable Merge planned) {
        return new JournalHead(files, planned, removed, rotated, distrusted);
    }

    /// After the merge that was planned.
    JournalHead merged() {
        if (merge == null) {
            return this;
        }
        Merge done = merge;
        List<HeadEntry> left =
                Stream.concat(
                                Stream.of(done.archive()),
                                files.stream().filter(f -> !done.sources().contains(f.name())))
                        .toList();
        List<String> gone = Stream.concat(removed.stream(), done.sources().stream()).toList();
        return new JournalHead(left, null, gone, done.rotated(), distrusted);
    }

    JournalHead swept() {
        return new JournalHead(files, merge, List.of(), rotated, distrusted);
    }

    JournalHead distrusting(String why) {
        List<String> all = Stream.concat(distrusted.stream(), Stream.of(why)).toList();
        return new JournalHead(files, merge, removed, rotated, all);
    }

    /// More records that made room.
    static SequencedMap<String, Long> sum(Map<String, Long> before, Map<String, Long> more) {
        SequencedMap<String, Long> all = new LinkedHashMap<>(before);
        more.forEach((extension, count) -> all.merge(extension, count, Long::sum));
        return all;
    }
}

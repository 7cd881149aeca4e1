package org.frankenterm.extension.permission;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;

/// Reader of the words after `--grant`, and after `grant` and `revoke`: `all`, `none`, `key`
/// (everything requested under it) or `key=value`, the value being one requested item as it is
/// written in the manifest. A path may also be written with its `~` expanded, because some shells
/// expand it.
///
/// Paths that are dangerous, as [SensitivePlaces] has it, are only granted when they are named.
public final class GrantParser {
    private final PermissionSet known;
    private final String home;
    private final String missing;
    private final Risks risks;

    private GrantParser(PermissionSet known, String home, String missing, Risks risks) {
        this.known = known;
        this.home = home;
        this.missing = missing;
        this.risks = risks;
    }

    /// A reader of what is to be granted of what is requested.
    ///
    /// @param lookup tells what paths lead to: a link is as dangerous as its target, and to grant
    ///   that, the target has to be named
    public static GrantParser forGrant(
            PermissionSet requested, SensitivePlaces places, PathLookup lookup) {
        return new GrantParser(
                requested,
                places.home(),
                "is not requested by the extension",
                new Risks(places, lookup));
    }

    /// A reader of what is to be revoked of what is granted. Nothing is held back.
    ///
    /// @param home the user's home folder
    public static GrantParser forRevoke(PermissionSet granted, String home) {
        return new GrantParser(granted, home, "is not granted", Risks.NONE);
    }

    /// Reads the words; all problems are reported, not the first alone.
    public Grants parse(List<String> words) {
        Reading reading = new Reading();
        for (String word : words) {
            reading.word(word);
        }
        if (words.contains("none") && words.size() > 1) {
            reading.problems.add("\"none\" can't be combined with other permissions");
        }
        return reading.result();
    }

    private final class Reading {
        private final Set<Permission> items = new LinkedHashSet<>();
        private final Set<Permission> heldBack = new LinkedHashSet<>();
        private final List<String> problems = new ArrayList<>();

        void word(String word) {
            int equals = word.indexOf('=');
            if (word.equals("all")) {
                known.items().forEach(this::take);
            } else if (!word.equals("none")) {
                try {
                    PermissionKey key =
                            Permission.key(equals < 0 ? word : word.substring(0, equals));
                    if (equals < 0) {
                        key(key);
                    } else {
                        value(key, word.substring(equals + 1));
                    }
                } catch (IllegalArgumentException e) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }

        Grants result() {
            heldBack.removeAll(items);
            return new Grants(PermissionSet.of(items), PermissionSet.of(heldBack), problems);
        }

        private void key(PermissionKey key) {
            List<Permission> under = known.under(key);
            if (under.isEmpty()) {
                problems.add(key.text() + " " + missing);
            }
            under.forEach(this::take);
        }

        private void take(Permission item) {
            if (risks.of(item) instanceof PathRisk.Ordinary) {
                items.add(item);
            } else {
                heldBack.add(item);
            }
        }

        private void value(PermissionKey key, String value) {
            Permission wanted = Permission.of(key, value);
            Optional<Permission> found =
                    known.under(key).stream().filter(item -> names(wanted, item)).findFirst();
            if (found.isEmpty()) {
                problems.add(notFound(key, value));
                return;
            }
            Permission item = found.get();
            if (risks.of(item) instanceof PathRisk.Refused(String words)) {
                problems.add(
                        Quoted.of(value) + " can't be granted under " + key.text() + ": " + words);
            } else if (!same(risks.real(item), wanted) && risks.hidden(item).isPresent()) {
                problems.add(
                        "%s leads to a place that %s: to grant it, name that place, %s"
                                .formatted(
                                        Quoted.of(value),
                                        risks.hidden(item).get(),
                                        risks.real(item).word()));
            } else {
                items.add(item);
            }
        }
    }

    /// An item is named as it is written, or by where it leads.
    private boolean names(Permission wanted, Permission item) {
        return same(item, wanted) || same(risks.real(item), wanted);
    }

    private boolean same(Permission item, Permission wanted) {
        return switch (item) {
            case Permission.FilesystemRead(PathPattern mine)
                    when wanted instanceof Permission.FilesystemRead(PathPattern theirs) ->
                    mine.absolute(home).equals(theirs.absolute(home));
            case Permission.FilesystemWrite(PathPattern mine)
                    when wanted instanceof Permission.FilesystemWrite(PathPattern theirs) ->
                    mine.absolute(home).equals(theirs.absolute(home));
            case Permission other -> other.equals(wanted);
        };
    }

    private String notFound(PermissionKey key, String value) {
        List<String> values =
                known.under(key).stream().flatMap(item -> item.value().stream()).toList();
        String sentence = key.text() + "=" + Quoted.of(value) + " " + missing;
        if (values.isEmpty()) {
            return sentence + ": nothing is, under " + key.text();
        }
        return sentence
                + Nearest.to(value, values)
                        .map(near -> "; did you mean " + Quoted.of(near) + "?")
                        .orElseGet(() -> ": under " + key.text() + " there is " + listed(values));
    }

    private static String listed(List<String> values) {
        String first =
                Sanitizer.line(String.join(", ", values.subList(0, Math.min(values.size(), 5))));
        return values.size() > 5 ? first + ", …" : first;
    }
}

package org.frankenterm.extension.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.PathText;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// The reader of `state.toml`. What isn't what was written, and whatever is missing, of another
/// type or impossible makes all of it bad: what can't be understood is not run.
final class StateReader {
    /// Some three times what a package with the most files that there may be needs.
    static final int MAX_BYTES = 4 << 20;

    private StateReader() {}

    /// Reads a state.
    ///
    /// @param folder the extension's, whose name it must have
    static InstalledState read(byte[] bytes, ExtensionId folder) throws StateProblem {
        if (bytes.length > MAX_BYTES) {
            throw new StateProblem("its state.toml is too long");
        }
        TomlParseResult toml =
                Toml.parse(new String(StateSeal.open(bytes), StandardCharsets.US_ASCII));
        if (toml.hasErrors()) {
            throw new StateProblem(
                    "its state.toml can't be read: "
                            + Sanitizer.line(toml.errors().getFirst().toString(), 256));
        }
        try {
            return state(new Table(toml, ""), folder);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StateProblem(
                    "its state.toml can't be believed: "
                            + Sanitizer.line(String.valueOf(e.getMessage()), 256));
        }
    }

    private static InstalledState state(Table toml, ExtensionId folder) throws StateProblem {
        if (toml.integer("format") != StateText.FORMAT) {
            throw new StateProblem("its state.toml was written by another version of FrankenTerm");
        }
        ExtensionId id = new ExtensionId(toml.text("name"));
        if (!id.equals(folder)) {
            throw new StateProblem("its state.toml is that of " + Quoted.of(id.name()));
        }
        return new InstalledState(
                id,
                toml.text("installation"),
                toml.flag("enabled"),
                version(toml.table("active")),
                toml.has("previous") ? version(toml.table("previous")) : null,
                failures(toml.table("failures")));
    }

    private static InstalledVersion version(Table toml) throws StateProblem {
        PermissionSet requested = PermissionSet.of(permissions(toml.texts("requested")));
        List<StoredGrant> grants = new ArrayList<>();
        for (Table grant : toml.tables("granted")) {
            grants.add(grant(grant));
        }
        return new InstalledVersion(
                toml.text("sha256"),
                new SemVer(toml.text("version")),
                Sanitizer.line(toml.text("source"), 512),
                Instant.parse(toml.text("installed")),
                files(toml.table("files")),
                requested,
                grants);
    }

    private static List<Permission> permissions(List<String> texts) {
        return texts.stream().map(Permission::parse).toList();
    }

    private static SortedMap<String, String> files(Table toml) throws StateProblem {
        SortedMap<String, String> files = new TreeMap<>();
        for (String name : toml.keys()) {
            files.put(name, toml.text(name));
        }
        return files;
    }

    private static StoredGrant grant(Table toml) throws StateProblem {
        Permission item = Permission.parse(toml.text("item"));
        return new StoredGrant(item, toml.has("path") ? pinned(item, toml) : null);
    }

    private static PathGrant pinned(Permission item, Table toml) throws StateProblem {
        String kind = toml.text("kind");
        if (item.filesystemPath().isEmpty()) {
            throw new StateProblem(
                    "its state.toml has a path for " + Sanitizer.line(item.text(), 128));
        }
        return new PathGrant(
                item,
                path(toml, "path"),
                path(toml, "canonical"),
                StoredKind.of(kind)
                        .orElseThrow(
                                () -> new StateProblem("its state.toml grants " + Quoted.of(kind)))
                        .kind(),
                toml.integer("device"),
                toml.integer("inode"),
                item instanceof Permission.FilesystemWrite);
    }

    /// An absolute path without a component that could lead elsewhere.
    private static String path(Table toml, String key) throws StateProblem {
        String path = toml.text(key);
        if (!PathText.isNormal(path) || path.indexOf('\0') >= 0) {
            throw toml.bad(key);
        }
        return path;
    }

    private static FailureHistory failures(Table toml) throws StateProblem {
        List<Instant> recent = toml.texts("recent").stream().map(Instant::parse).toList();
        return new FailureHistory(recent, Sanitizer.line(toml.text("reason"), 512));
    }

    /// A table in which everything that is asked for must be.
    private record Table(TomlTable toml, String name) {
        boolean has(String key) {
            return value(key) != null;
        }

        private @Nullable Object value(String key) {
            return toml.get(List.of(key));
        }

        Iterable<String> keys() {
            return toml.keySet();
        }

        String text(String key) throws StateProblem {
            return required(key, String.class);
        }

        boolean flag(String key) throws StateProblem {
            return required(key, Boolean.class);
        }

        long integer(String key) throws StateProblem {
            return required(key, Long.class);
        }

        Table table(String key) throws StateProblem {
            return new Table(required(key, TomlTable.class), path(key));
        }

        List<String> texts(String key) throws StateProblem {
            return items(key, String.class);
        }

        List<Table> tables(String key) throws StateProblem {
            return items(key, TomlTable.class).stream()
                    .map(item -> new Table(item, path(key)))
                    .toList();
        }

        private <T> List<T> items(String key, Class<T> type) throws StateProblem {
            TomlArray array = required(key, TomlArray.class);
            List<T> items = new ArrayList<>();
            for (Object item : array.toList()) {
                if (!type.isInstance(item)) {
                    throw bad(key);
                }
                items.add(type.cast(item));
            }
            return items;
        }

        private <T> T required(String key, Class<T> type) throws StateProblem {
            Object value = value(key);
            if (!type.isInstance(value)) {
                throw bad(key);
            }
            return type.cast(value);
        }

        private StateProblem bad(String key) {
            return new StateProblem(
                    "its state.toml has no proper " + Sanitizer.line(path(key), 128));
        }

        private String path(String key) {
            return name.isEmpty() ? key : name + "." + key;
        }
    }
}

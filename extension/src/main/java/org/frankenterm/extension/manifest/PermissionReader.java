package org.frankenterm.extension.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.frankenterm.extension.manifest.Section.Item;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.permission.PermissionSet;
import org.tomlj.TomlArray;

/// Reader of `[permissions]`, in both dialects: `filesystem_read` and `filesystem_write`, or
/// `filesystem` with `read:` and `write:` before its paths.
final class PermissionReader {
    private static final String FILESYSTEM = "filesystem";
    private static final List<String> KEYS =
            Stream.concat(Stream.of(FILESYSTEM), PermissionKey.texts().stream()).toList();

    private final Section section;
    private final List<Permission> items = new ArrayList<>();

    private PermissionReader(Section section) {
        this.section = section;
    }

    static PermissionSet read(Section root) {
        Section section = root.table("permissions");
        if (section == null) {
            return PermissionSet.NONE;
        }
        PermissionReader reader = new PermissionReader(section);
        section.warnUnknown(KEYS);
        reader.filesystem();
        for (PermissionKey key : PermissionKey.values()) {
            reader.key(key);
        }
        return PermissionSet.of(reader.items);
    }

    private void key(PermissionKey key) {
        switch (key) {
            case FILESYSTEM_READ, FILESYSTEM_WRITE, ENVIRONMENT, CONFIG -> list(key);
            case NETWORK -> network();
            case PANE_ACCESS, PANE_KEYS, NOTIFICATIONS -> {
                if (section.flag(key.text())) {
                    items.add(Permission.of(key));
                }
            }
            case PANE_INPUT -> paneInput();
        }
    }

    private void filesystem() {
        for (Item item : section.strings(FILESYSTEM)) {
            boolean write = item.text().startsWith("write:");
            boolean read = item.text().startsWith("read:");
            String path = item.text().substring(write ? 6 : read ? 5 : 0);
            PermissionKey key =
                    write ? PermissionKey.FILESYSTEM_WRITE : PermissionKey.FILESYSTEM_READ;
            add(FILESYSTEM, item.place(), () -> Permission.of(key, path));
        }
    }

    private void list(PermissionKey key) {
        for (Item item : section.strings(key.text())) {
            add(key.text(), item.place(), () -> Permission.of(key, item.text()));
        }
    }

    private void network() {
        String key = PermissionKey.NETWORK.text();
        switch (section.value(key)) {
            case null -> {}
            case Boolean any -> {
                if (any) {
                    items.add(Permission.of(PermissionKey.NETWORK));
                }
            }
            case TomlArray _ -> list(PermissionKey.NETWORK);
            case Object other ->
                    section.wrong(key, "must be true, false or a list of hosts", other);
        }
    }

    private void paneInput() {
        String key = PermissionKey.PANE_INPUT.text();
        switch (section.value(key)) {
            case null -> {}
            case Boolean any -> {
                if (any) {
                    section.error(key, "must be false, \"text\" or \"control\", not true");
                }
            }
            case String kind ->
                    add(
                            key,
                            section.place(key),
                            () -> Permission.of(PermissionKey.PANE_INPUT, kind));
            case Object other ->
                    section.wrong(key, "must be false, \"text\" or \"control\"", other);
        }
    }

    private void add(String key, Place place, Supplier<Permission> item) {
        try {
            items.add(item.get());
        } catch (IllegalArgumentException e) {
            section.problems().error(place, key + " in [permissions]: " + e.getMessage());
        }
    }
}

package org.frankenterm.extension.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.files.PathGrant.Kind;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Sanitizer;

/// States of every shape, with texts that try to be something else in a file.
final class RandomStates {
    /// Ends of strings, tables and lines of TOML; escapes; characters that no terminal or file
    /// system likes.
    private static final List<String> PIECES =
            List.of(
                    "\"",
                    "\"\"\"",
                    "'",
                    "\\",
                    "\\u0022",
                    "]",
                    "[active]",
                    "=",
                    "{",
                    "}",
                    ",",
                    "#",
                    ".",
                    " ",
                    "\t",
                    "$HOME",
                    "ü",
                    "ß",
                    "İ",
                    "\u4e2d",
                    "\ud83d\ude00",
                    "\u0301",
                    "granted",
                    "enabled = true",
                    "a",
                    "Z",
                    "0",
                    "-",
                    "%s",
                    "\ufffd");

    private final Random random;

    RandomStates(long seed) {
        random = new Random(seed);
    }

    InstalledState next() {
        InstalledVersion active = version(1);
        InstalledVersion previous = random.nextBoolean() ? version(2) : null;
        return new InstalledState(
                new ExtensionId(List.of("git", "A", "x.y-z_0", "Ends9").get(random.nextInt(4))),
                hash("installation" + random.nextLong()).substring(0, 32),
                random.nextBoolean(),
                active,
                previous,
                new FailureHistory(
                        several(3, () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt())),
                        random.nextBoolean() ? "" : text()));
    }

    private InstalledVersion version(int number) {
        PermissionSet requested = PermissionSet.of(several(6, this::item));
        return new InstalledVersion(
                hash("version" + number + random.nextLong()),
                new SemVer(List.of("1.0.0", "0.0.0-rc.1+b.5").get(random.nextInt(2))),
                text(),
                Instant.ofEpochSecond(random.nextInt()),
                files(),
                requested,
                requested.items().stream()
                        .filter(_ -> random.nextBoolean())
                        .map(this::grant)
                        .toList());
    }

    private SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        files.put("extension.toml", hash("manifest"));
        several(5, this::name).forEach(name -> files.put(name, hash(name)));
        return files;
    }

    private Permission item() {
        return Permission.parse(
                switch (random.nextInt(6)) {
                    case 0 -> "filesystem_read=/" + name();
                    case 1 -> "filesystem_write=~/" + name();
                    case 2 -> "environment=V_" + random.nextInt(100);
                    case 3 -> "network=h" + random.nextInt(100) + ".example.com";
                    case 4 -> "notifications";
                    default -> "pane_access";
                });
    }

    private StoredGrant grant(Permission item) {
        if (item.filesystemPath().isEmpty() || random.nextInt(3) == 0) {
            return new StoredGrant(item, null);
        }
        return new StoredGrant(
                item,
                new PathGrant(
                        item,
                        "/" + name(),
                        "/real/" + name(),
                        random.nextBoolean() ? Kind.FOLDER : Kind.FILE,
                        random.nextLong(),
                        random.nextLong(),
                        item instanceof Permission.FilesystemWrite));
    }

    /// Something that can be the name of a file, and be part of a permission.
    private String name() {
        return "n" + text().replaceAll("[\\\\/\\p{Cntrl}]", "") + "n";
    }

    private String text() {
        String text =
                Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size())))
                        .limit(random.nextInt(12))
                        .reduce("", String::concat);
        return Sanitizer.line(text, 512);
    }

    private <T> List<T> several(int most, java.util.function.Supplier<T> supplier) {
        List<T> all = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            all.add(supplier.get());
        }
        return all;
    }

    private static String hash(String of) {
        return Sha256.hex(of.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}

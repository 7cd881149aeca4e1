package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.ftx.FtxReader;
import org.frankenterm.extension.ftx.FtxWriter;
import org.frankenterm.extension.ftx.PackageRefused;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.storage.StorageFolder;

/// A user's folder of installed extensions, and packages for it: themes without a module, so that
/// nothing is compiled.
final class InstallationsFixture {
    static final ExtensionId GIT = new ExtensionId("Git");
    static final ExtensionId OTHER = new ExtensionId("other");
    static final ManifestReader READER =
            new ManifestReader(new SemVer("0.1.0"), ResourceLimits.MAXIMUM);

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:11:12Z"));

    final Path home;
    final ExtensionsFolder folder;
    final StorageFolder storage;

    /// @param home where `extensions` and `storage` are, there or not
    InstallationsFixture(Path home) {
        this.home = home;
        this.folder = new ExtensionsFolder(home);
        this.storage = new StorageFolder(home);
    }

    Installations installations() {
        return installations(_ -> {});
    }

    Installations installations(Consumer<String> steps) {
        return new Installations(folder, storage, CLOCK, steps);
    }

    /// A package whose theme says its version, and that asks for three variables.
    ///
    /// @param granted names of variables
    static NewVersion version(ExtensionId id, String version, String... granted) {
        return version(id, version, version.getBytes(StandardCharsets.US_ASCII), granted);
    }

    static NewVersion version(ExtensionId id, String version, byte[] theme, String... granted) {
        String manifest =
                """
                [extension]
                name = "%s"
                version = "%s"
                [assets]
                themes = ["themes/dark.toml"]
                [permissions]
                environment = ["A", "B", "C"]
                """
                        .formatted(id.name(), version);
        try {
            FtxWriter writer = new FtxWriter();
            writer.add("extension.toml", manifest.getBytes(StandardCharsets.UTF_8));
            writer.add("themes/dark.toml", theme);
            return version(FtxReader.read(writer.finish()), granted);
        } catch (PackageRefused e) {
            throw new AssertionError(e);
        }
    }

    static NewVersion version(FtxPackage archive, String... granted) {
        Manifest manifest =
                Objects.requireNonNull(
                        READER.read(archive.manifest(), "extension.toml").manifest());
        List<StoredGrant> grants =
                Stream.of(granted).map(InstallationsFixture::environment).toList();
        return new NewVersion(archive, manifest, "/home/me/git.ftx", grants);
    }

    static StoredGrant environment(String name) {
        return new StoredGrant(Permission.parse("environment=" + name), null);
    }

    InstalledState install(NewVersion version) {
        return installations().install(version, Optional.empty());
    }

    InstalledState upgrade(NewVersion version) {
        Installations all = installations();
        return all.upgrade(version, all.state(version.manifest().id()));
    }

    /// Puts something where an extension's data are.
    void store(ExtensionId id) {
        try {
            Files.createDirectories(
                    storage.path(),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            for (String suffix : List.of("", "-wal", "-shm")) {
                Path database = storage.database(id);
                Files.writeString(database.resolveSibling(database.getFileName() + suffix), "data");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether an extension's data are there, and marked to stay.
    String data(ExtensionId id) {
        if (!Files.exists(storage.database(id), LinkOption.NOFOLLOW_LINKS)) {
            return "no data";
        }
        return storage.isKept(id) ? "kept data" : "data";
    }

    /// The files of an extension's active version.
    Path active(ExtensionId id) {
        Installations all = installations();
        InstalledState state = all.state(id);
        return all.files(state, state.active()).path();
    }

    /// What is installed, and whether the files of both versions are what was installed.
    String described(ExtensionId id) {
        Installations all = installations();
        return all.look(id).map(found -> described(all, found)).orElse("nothing");
    }

    private static String described(Installations all, Installed found) {
        return switch (found) {
            case Installed.Unsound(_, String reason) -> "unsound: " + reason;
            case Installed.Sound(InstalledState state) -> {
                InstalledVersion previous = state.previous();
                yield "%s%s; %s; before it %s"
                        .formatted(
                                state.enabled() ? "" : "disabled ",
                                described(all, state, state.active()),
                                state.failures().recent().size() + " failures",
                                previous == null ? "none" : described(all, state, previous));
            }
        };
    }

    private static String described(
            Installations all, InstalledState state, InstalledVersion version) {
        return "%s %s %s"
                .formatted(
                        version.version().text(),
                        version.granted().items().stream().map(Permission::text).toList(),
                        all.intact(state, version) ? "intact" : "damaged");
    }

    /// All that there is beneath the folder of extensions, relative to it; but for the lock and the
    /// folder for staging themselves.
    List<String> paths() {
        try (Stream<Path> all = Files.walk(folder.path())) {
            return all.map(path -> folder.path().relativize(path).toString())
                    .filter(path -> !List.of("", ".lock", ".staging").contains(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What [#paths] are if nothing is left of changes that were not finished.
    List<String> expectedPaths() {
        Installations all = installations();
        return all.list().stream()
                .map(Installed::id)
                .flatMap(id -> expectedPaths(all.state(id)))
                .sorted()
                .toList();
    }

    private static Stream<String> expectedPaths(InstalledState state) {
        String own = state.id().folded();
        return Stream.concat(
                Stream.of(own, own + "/state.toml", own + "/versions"),
                Stream.of(state.active(), state.previous())
                        .filter(Objects::nonNull)
                        .map(version -> own + "/versions/" + version.sha256())
                        .flatMap(files ->
                                Stream.of(
                                        files,
                                        files + "/extension.toml",
                                        files + "/themes",
                                        files + "/themes/dark.toml")));
    }

    /// Whether a change is refused.
    static boolean refused(Runnable change) {
        try {
            change.run();
            return false;
        } catch (ExtensionException e) {
            return true;
        }
    }
}

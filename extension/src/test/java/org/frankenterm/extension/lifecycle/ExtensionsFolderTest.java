package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.OTHER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders that are not the user's own, and things in them that are no extensions.
@Timeout(60)
class ExtensionsFolderTest {
    @TempDir private Path folder;
    private InstallationsFixture user;

    /// Whose folder somebody else can put things into.
    enum Level {
        HOME,
        EXTENSIONS,
        STAGING;

        Path of(InstallationsFixture user) {
            return switch (this) {
                case HOME -> user.home;
                case EXTENSIONS -> user.folder.path();
                case STAGING -> user.folder.staging();
            };
        }
    }

    @BeforeEach
    void install() {
        user = new InstallationsFixture(folder.resolve("home"));
        user.install(version(GIT, "1.0.0"));
    }

    /// Every change, and for the folders that decide what runs every look as well.
    private void refused(Level level, String cure) {
        Installations all = user.installations();
        List<Runnable> changes =
                List.of(
                        () -> all.install(version(OTHER, "1.0.0"), Optional.empty()),
                        () -> all.rollback(GIT),
                        () -> all.update(GIT, state -> state.withEnabled(false)),
                        () -> all.remove(GIT, false));
        List<Runnable> looks = List.of(all::list, () -> all.find(GIT), all::sweep);
        for (Runnable use :
                Stream.concat(
                                changes.stream(),
                                level == Level.STAGING ? Stream.of() : looks.stream())
                        .toList()) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(ExtensionException.class)
                    .hasMessageStartingWith("can't use the folder of installed extensions: ")
                    .hasMessageContaining(cure);
        }
    }

    @ParameterizedTest
    @EnumSource
    void folder_othersCanWrite_refusedWithTheCommand(Level level) throws IOException {
        Path place = level.of(user);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwx---"));

        refused(level, "can be written by others; run: chmod go-w " + place);

        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        assertThat(user.described(GIT)).startsWith("1.0.0 [] intact");
    }

    @ParameterizedTest
    @EnumSource
    void folder_link_refusedAndNothingDeletedBehindIt(Level level) throws IOException {
        Path place = level.of(user);
        Path elsewhere = Files.move(place, folder.resolve("elsewhere"));
        Path mine = Files.writeString(elsewhere.resolve("mine.txt"), "mine");
        Files.createSymbolicLink(place, elsewhere);

        refused(level, "is a link or a file; only a folder is used, remove it");

        assertThat(mine).hasContent("mine");
    }

    @ParameterizedTest
    @EnumSource
    void folder_somebodyElses_refused(Level level) throws Exception {
        Path place = level.of(user);
        assumeThat(Commands.run("chown", "65534", place)).as("run this as root").isZero();

        refused(level, "belongs to somebody else; only your own folders are used");

        assertThat(Commands.run("chown", "0", place)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx"})
    void extension_othersCanWriteItsFolder_countsAsDisabledWithTheCommand(String mode)
            throws IOException {
        Path own = user.folder.of(GIT);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString(mode));

        assertThat(user.described(GIT))
                .isEqualTo(
                        "unsound: %s can be written by others; run: chmod go-w %s"
                                .formatted(own, own));
    }

    @Test
    void extension_itsFolderIsALink_countsAsDisabledAndRemovingTakesTheLink() throws IOException {
        Path own = user.folder.of(GIT);
        Path elsewhere = Files.move(own, folder.resolve("elsewhere"));
        Files.createSymbolicLink(own, elsewhere);

        assertThat(user.described(GIT)).startsWith("unsound: ").contains("is a link");
        user.installations().remove(GIT, false);

        assertThat(own).doesNotExist();
        assertThat(elsewhere.resolve("state.toml")).exists();
    }

    @Test
    void names_whatIsNone_leftAlone() throws IOException {
        Path place = user.folder.path();
        for (String name : List.of("GIT", ".hidden", "host", "all", "a b", "x.", "\u0131", "-x")) {
            Files.createDirectory(place.resolve(name));
        }
        Files.writeString(place.resolve("README"), "mine");

        user.install(version(OTHER, "1.0.0"));

        assertThat(user.installations().list())
                .extracting(found -> found.id().folded())
                .containsExactly("git", "other");
        assertThat(place.resolve("README")).hasContent("mine");
        assertThat(place.resolve("GIT")).isDirectory();
    }

    @Test
    void names_nothingThere_nothingMade() {
        InstallationsFixture nobody = new InstallationsFixture(folder.resolve("nobody"));
        Installations all = nobody.installations();

        assertThat(all.list()).isEmpty();
        all.sweep();
        assertThat(all.look(GIT)).isEmpty();
        assertThat(all.stamp(GIT)).isEmpty();
        assertThat(all.changed()).isEmpty();
        assertThatThrownBy(() -> all.find(GIT)).hasMessage("no extension named Git is installed");

        assertThat(nobody.home).doesNotExist();
    }

    /// C20: an empty or relative `XDG_DATA_HOME` gave a path relative to the working directory.
    @ParameterizedTest
    @ValueSource(strings = {"", "data", "./data", "../data"})
    void of_variableEmptyOrRelative_countsAsUnset(String value) {
        assertThat(ExtensionsFolder.of(Map.of("HOME", "/home/me", "XDG_DATA_HOME", value)).path())
                .isEqualTo(Path.of("/home/me/.local/share/frankenterm/extensions"));
        assertThatThrownBy(() -> ExtensionsFolder.of(Map.of("XDG_DATA_HOME", value)))
                .isInstanceOf(ExtensionException.class)
                .hasMessageContaining("set one");
    }

    @Test
    void install_itself_everythingTheOwnersAlone() throws IOException {
        user.upgrade(version(GIT, "2.0.0"));
        try (Stream<Path> all = Files.walk(user.home)) {
            for (Path path : all.toList()) {
                int mode = Files.isDirectory(path) ? 040700 : 0100600;
                assertThat(Files.getAttribute(path, "unix:mode")).as("%s", path).isEqualTo(mode);
            }
        }
    }

    @Test
    void of_names_alwaysBeneathTheFolder() {
        assertThat(user.folder.of(new ExtensionId("a..b")))
                .isEqualTo(user.folder.path().resolve("a..b"));
    }
}

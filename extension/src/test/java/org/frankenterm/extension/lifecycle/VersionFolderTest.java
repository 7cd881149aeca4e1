package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.READER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of an installed version that are not what was installed.
@Timeout(60)
class VersionFolderTest {
    @TempDir private Path folder;
    private InstallationsFixture user;
    private VersionFolder files;

    @BeforeEach
    void install() {
        user = new InstallationsFixture(folder.resolve("home"));
        InstalledState state = user.install(version(GIT, "1.0.0"));
        files = user.installations().files(state, state.active());
    }

    private Path file(String name) {
        return files.path().resolve(name);
    }

    private void refused(String why) {
        for (Runnable use : new Runnable[] {() -> files.open(READER), files::requireIntact}) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            ExtensionException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_FILES))
                    .hasMessageStartingWith("can't run Git: " + why + " since it was installed")
                    .hasMessageContaining("frankenterm extension upgrade");
        }
        assertThat(files.intact()).isFalse();
    }

    @Test
    void open_asInstalled_read() {
        assertThat(files.open(READER).reading().manifest()).isNotNull();
        assertThat(files.intact()).isTrue();
    }

    @Test
    void open_onlyTheLastBitOfAFileChanged_refused() throws IOException {
        byte[] theme = Files.readAllBytes(file("themes/dark.toml"));
        theme[theme.length - 1] ^= 1;
        Files.write(file("themes/dark.toml"), theme);
        refused("\"themes/dark.toml\" was changed");
    }

    @Test
    void manifest_changed_refusedByEveryReader() throws IOException {
        Files.writeString(file("extension.toml"), "[extension]\nname = \"Git\"\n");
        refused("\"extension.toml\" was changed");
        assertThatThrownBy(() -> files.manifest(READER))
                .hasMessageContaining("\"extension.toml\" was changed");
    }

    @Test
    void open_fileRemoved_refused() throws IOException {
        Files.delete(file("themes/dark.toml"));
        refused("\"themes/dark.toml\" was removed");
    }

    @Test
    void open_fileAddedDeepDown_refused() throws IOException {
        Files.createDirectories(file("themes/a/b"));
        Files.writeString(file("themes/a/b/\u001b[2J"), "x");
        refused("\"themes/a/b/\\u{1b}[2J\" was added");
    }

    @Test
    void open_fileIsALinkToItsOwnContent_refused() throws IOException {
        Path copy = Files.move(file("themes/dark.toml"), folder.resolve("copy"));
        Files.createSymbolicLink(file("themes/dark.toml"), copy);
        refused("\"themes/dark.toml\" was replaced by something that is no file");
    }

    @Test
    void open_folderWithinIsALink_refused() throws IOException {
        Path copy = Files.move(file("themes"), folder.resolve("copy"));
        Files.createSymbolicLink(file("themes"), copy);
        refused("\"themes\" was added");
    }

    @Test
    void open_versionIsALinkToItsOwnFiles_refused() throws IOException {
        Path copy = Files.move(files.path(), folder.resolve("copy"));
        Files.createSymbolicLink(files.path(), copy);
        refused("its folder was replaced by something that is no folder");
    }

    @Test
    void open_versionsAreALink_refused() throws IOException {
        Path versions = files.path().getParent();
        Path copy = Files.move(versions, folder.resolve("copy"));
        Files.createSymbolicLink(versions, copy);
        refused("its folder was replaced by something that is no folder");
    }

    @Test
    void open_folderGone_refused() throws IOException {
        Files.move(files.path(), folder.resolve("elsewhere"));
        refused("its folder was removed");
    }

    @Test
    void open_folderInAFilesPlace_refused() throws IOException {
        Files.delete(file("themes/dark.toml"));
        Files.createDirectory(file("themes/dark.toml"));
        refused("\"themes/dark.toml\" was replaced by something that is no file");
    }

    /// Reading it would wait for ever.
    @Test
    void open_pipeInAFilesPlace_refused() throws Exception {
        Files.delete(file("themes/dark.toml"));
        assertThat(Commands.run("mkfifo", file("themes/dark.toml"))).isZero();
        refused("\"themes/dark.toml\" was replaced by something that is no file");
    }

    @Test
    void open_fileOfAGibibyte_refusedWithoutReadingIt() throws IOException {
        try (var file = new java.io.RandomAccessFile(file("themes/dark.toml").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        refused("\"themes/dark.toml\" was changed");
    }
}

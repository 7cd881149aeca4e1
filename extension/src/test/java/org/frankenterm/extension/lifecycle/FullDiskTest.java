package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.OTHER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.READER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.testing.SmallDisk;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real file system that is full, or can't be written.
@Timeout(120)
class FullDiskTest {
    /// More than what is left on the disk beside a small package.
    private static final byte[] LARGE = new byte[500_000];

    @TempDir private Path temporary;
    private Path place;
    @AutoClose private SmallDisk disk;
    private InstallationsFixture user;

    @BeforeEach
    void mount() throws Exception {
        new Random(1).nextBytes(LARGE);
        place = Files.createDirectories(temporary.resolve("disk"));
        disk = SmallDisk.over(place, "400k,nr_inodes=150");
        user = new InstallationsFixture(place.resolve("frankenterm"));
    }

    private static NewVersion large(String version) {
        return version(GIT, version, LARGE);
    }

    @Test
    void install_diskFull_nothingThereAndLaterInstalled() throws Exception {
        Installations all = user.installations();
        assertThatThrownBy(() -> all.install(large("1.0.0"), Optional.empty()))
                .isInstanceOf(ExtensionException.class)
                .hasMessageContaining("can't unpack \"themes/dark.toml\" into ")
                .hasMessageContaining("No space left on device");
        assertThat(user.described(GIT)).isEqualTo("nothing");
        assertThat(user.paths()).as("nothing fills the disk on").isEmpty();

        disk.resize("8m");
        user.install(large("1.0.0"));
        assertThat(user.described(GIT)).startsWith("1.0.0 [] intact");
    }

    @Test
    void upgrade_diskFull_oldVersionRunsOn() throws Exception {
        user.install(version(GIT, "1.0.0", "A"));
        String before = user.described(GIT);

        assertThatThrownBy(() -> user.upgrade(large("2.0.0")))
                .isInstanceOf(ExtensionException.class)
                .hasMessageContaining("No space left on device");

        assertThat(user.described(GIT)).isEqualTo(before);
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
        InstalledState state = user.installations().state(GIT);
        assertThat(
                        user.installations()
                                .files(state, state.active())
                                .open(READER)
                                .reading()
                                .manifest())
                .isNotNull();

        disk.resize("8m");
        user.upgrade(large("2.0.0"));
        assertThat(user.described(GIT)).startsWith("2.0.0 [] intact");
    }

    /// Not a byte is left, not even for a state.
    @Test
    void changes_diskFullToTheLastByte_refusedOrWholeAndRemovingAlwaysWorks() throws Exception {
        user.install(version(GIT, "1.0.0", "A"));
        user.upgrade(version(GIT, "2.0.0", "B"));
        user.store(GIT);
        String before = user.described(GIT);
        Path filler = place.resolve("filler");
        Commands.run("dd", "if=/dev/zero", "of=" + filler, "bs=1k");
        Commands.run("sh", "-c", "i=0; while : > '%s/f'$i; do i=$((i+1)); done".formatted(place));

        Installations all = user.installations();
        assertThatThrownBy(() -> all.update(GIT, state -> state.withEnabled(false)))
                .isInstanceOf(ExtensionException.class);
        assertThatThrownBy(() -> all.rollback(GIT)).isInstanceOf(ExtensionException.class);
        assertThatThrownBy(() -> user.upgrade(version(GIT, "3.0.0")))
                .isInstanceOf(ExtensionException.class);
        assertThatThrownBy(() -> user.install(version(OTHER, "1.0.0")))
                .isInstanceOf(ExtensionException.class);
        assertThat(user.described(GIT)).isEqualTo(before);

        all.remove(GIT, false);
        assertThat(user.described(GIT)).isEqualTo("nothing");
        assertThat(user.data(GIT)).isEqualTo("no data");
        assertThat(user.paths()).isEmpty();
    }

    @Test
    void folder_readOnly_runsOnAndChangesAreRefused() throws Exception {
        user.install(version(GIT, "1.0.0", "A"));
        Files.createDirectory(user.folder.of(GIT).resolve("versions/leftover"));
        String before = user.described(GIT);
        disk.makeReadOnly();
        Installations all = user.installations();

        all.sweep();
        assertThat(user.described(GIT)).isEqualTo(before);
        assertThat(all.list()).hasSize(1);
        assertThatThrownBy(() -> all.remove(GIT, false))
                .isInstanceOf(ExtensionException.class)
                .hasMessageContaining("Read-only file system");
        assertThat(user.described(GIT)).isEqualTo(before);
    }
}

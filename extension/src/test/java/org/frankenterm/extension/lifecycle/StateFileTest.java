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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.permission.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StateFileTest {
    @TempDir private Path folder;
    private InstallationsFixture user;
    private Path file;

    @BeforeEach
    void install() {
        user = new InstallationsFixture(folder.resolve("home"));
        user.install(version(GIT, "1.0.0"));
        file = user.folder.of(GIT).resolve("state.toml");
    }

    /// The original's corrupt state file meant enabled (C5).
    private void disabled(String reason) {
        assertThat(user.described(GIT)).isEqualTo("unsound: " + reason);
        assertThatThrownBy(() -> user.installations().state(GIT))
                .isInstanceOf(ExtensionException.class)
                .hasMessage(
                        "can't use Git, it counts as disabled: %s; remove it with frankenterm extension remove Git and install it again"
                                .formatted(reason));
    }

    @Test
    void read_gone_disabled() throws IOException {
        Files.delete(file);
        disabled("there is no state.toml in its folder");
    }

    @Test
    void read_noMoreThanRubbish_disabled() throws IOException {
        Files.writeString(file, "enabled = true");
        disabled("its state.toml is damaged, or was edited");
    }

    @Test
    void read_link_disabled() throws IOException {
        Path copy = Files.move(file, folder.resolve("copy"));
        Files.createSymbolicLink(file, copy);
        disabled("its state.toml is no regular file");
    }

    /// Reading it would wait for ever.
    @Test
    void read_pipe_disabled() throws Exception {
        Files.delete(file);
        assertThat(Commands.run("mkfifo", file)).isZero();
        disabled("its state.toml is no regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw----", "rw----rw-"})
    void read_othersCanWriteIt_disabled(String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        disabled("its state.toml can be written by others");
    }

    @Test
    void read_somebodyElses_disabled() throws Exception {
        assumeThat(Commands.run("chown", "65534", file)).as("run this as root").isZero();
        disabled("its state.toml belongs to somebody else");
    }

    /// C24: the folder had one name, the manifest another, and removing one left the other.
    @Test
    void read_stateOfAnotherExtension_disabledAndItsOwnOneStays() throws IOException {
        user.install(version(OTHER, "1.0.0"));
        Files.copy(
                user.folder.of(OTHER).resolve("state.toml"),
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        disabled("its state.toml is that of \"other\"");
        user.store(OTHER);
        user.installations().remove(GIT, false);

        assertThat(user.described(OTHER)).startsWith("1.0.0");
        assertThat(user.data(OTHER)).isEqualTo("data");
    }

    /// Looking at what another process is just removing brought its folder back.
    @Test
    void read_folderGone_notMade() {
        Path gone = user.folder.of(OTHER);
        assertThat(new StateFile(gone, OTHER).read()).isInstanceOf(Installed.Unsound.class);
        assertThat(gone).doesNotExist();
    }

    /// What couldn't be read again would count as damaged.
    @Test
    void write_longerThanIsRead_refusedAndAllAsBefore() {
        String path = "/" + "x".repeat(4_000);
        List<StoredGrant> grants =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> Permission.parse("filesystem_read=/a" + i))
                        .map(item ->
                                new StoredGrant(
                                        item,
                                        new PathGrant(
                                                item,
                                                path,
                                                path,
                                                PathGrant.Kind.FOLDER,
                                                1,
                                                1,
                                                false)))
                        .toList();
        assertThatThrownBy(() ->
                        user.installations()
                                .update(
                                        GIT,
                                        state ->
                                                state.withActive(
                                                        state.active().withGrants(grants))))
                .isInstanceOfSatisfying(
                        ExtensionException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.PACKAGE_LIMIT))
                .hasMessageContaining("can't keep the state of Git");
        assertThat(user.described(GIT)).startsWith("1.0.0 [] intact");
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
    }

    @Test
    void write_inTheMiddleOfIt_partIsSwept() throws IOException {
        Files.writeString(file.resolveSibling(".frankenterm-x.part"), "half");
        user.installations().sweep();
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
    }

    @Test
    void stamp_changed_another() {
        var before = user.installations().stamp(GIT);
        user.installations().update(GIT, state -> state.withEnabled(false));
        assertThat(user.installations().stamp(GIT)).isPresent().isNotEqualTo(before);
    }

    /// A second change within one tick of the clock may have the first one's number and time.
    @Test
    void settled_writtenLessThanASecondAgo_not() throws IOException {
        Instant written = Instant.parse("2026-11-22T10:11:12Z");
        Files.setLastModifiedTime(file, FileTime.from(written));
        StateFile.Stamp stamp = user.installations().stamp(GIT).orElseThrow();

        assertThat(stamp.modifiedNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(written.getEpochSecond()));
        assertThat(
                        Stream.of(-5_000, 0, 1_000, 1_001)
                                .map(millis -> stamp.settled(written.plusMillis(millis))))
                .containsExactly(false, false, false, true);
    }
}

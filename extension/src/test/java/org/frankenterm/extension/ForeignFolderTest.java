package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders of installed extensions that others can write, or nobody can.
@Timeout(120)
class ForeignFolderTest {
    private static final String LOGS = GuestText.Place.HANDLER.does(GuestText.LOG);

    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void install() throws Exception {
        user = new InstalledFixture(folder);
        user.install(user.pack("git", "1.0.0", LOGS));
    }

    private static List<HandlerReport> handlers(ExtensionHost host) throws Exception {
        return host.fire(Event.of(InstalledFixture.EVENT)).handlers();
    }

    private void mode(String mode) {
        try {
            Files.setPosixFilePermissions(user.extensions(), PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void start_othersCanWrite_refusedWithTheCure() throws Exception {
        mode("rwxrwxrwx");
        try (ExtensionHost host = user.host()) {
            assertThatThrownBy(host::loadInstalled)
                    .isInstanceOf(ExtensionException.class)
                    .hasMessageContaining("run: chmod go-w " + user.extensions());
        }
    }

    /// Then nothing of it runs, and nobody else notices.
    @Test
    void folder_opensWhileRunning_installedOnesStopAndOthersGoOn() throws Exception {
        Path source = Files.createDirectory(folder.resolve("other"));
        Files.writeString(
                source.resolve("extension.toml"),
                "[extension]\nname = \"other\"\n" + HostFixture.HOOK);
        Files.write(source.resolve("main.wasm"), Wat.toBinary(LOGS));
        try (ExtensionHost running = user.host()) {
            running.load(LoadRequest.of(source));
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(2);
            mode("rwxrwx---");
            Files.createDirectory(user.extensions().resolve("from-somebody-else"));

            assertThat(handlers(running))
                    .extracting(HandlerReport::extension, report -> report.outcome().getClass())
                    .containsExactly(tuple("other", Completed.class), tuple("git", Skipped.class));

            mode("rwx------");
            assertThat(handlers(running))
                    .extracting(HandlerReport::outcome)
                    .hasSize(2)
                    .containsOnly(new Completed());
        }
    }

    @Test
    void folder_readOnly_runs() throws Exception {
        String place = user.extensions().toString();
        assumeThat(Commands.succeed("mount", "--bind", place, place))
                .as("run this as root")
                .isTrue();
        try {
            assertThat(Commands.succeed("mount", "-o", "remount,ro,bind", place)).isTrue();
            assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
            try (ExtensionHost host = user.host()) {
                assertThatThrownBy(() -> host.installed().disable("git"))
                        .isInstanceOf(ExtensionException.class)
                        .hasMessageContaining("Read-only file system");
            }
        } finally {
            assertThat(Commands.succeed("umount", place)).isTrue();
        }
    }

    /// Two changes within a tick of the file system's clock can't be told apart by number, time and
    /// length: a revoke was not noticed.
    @Test
    void state_changedWithinATickOfTheClock_noticed() throws Exception {
        Path state = user.extensions().resolve("git/state.toml");
        Instant now = Instant.parse("2026-11-22T10:11:12Z");
        byte[] enabled = Files.readAllBytes(state);
        Files.setLastModifiedTime(state, FileTime.from(now));
        try (ExtensionHost running = ExtensionHost.open(at(now))) {
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(1);
            byte[] other = enabled.clone();
            other[other.length - 2] ^= 1;
            Files.write(state, other);
            Files.setLastModifiedTime(state, FileTime.from(now));

            assertThat(handlers(running)).isEmpty();
        }
    }

    /// Others can write the folder from the time on at which the clock is looked at for the `n`-th
    /// time: before the first extension, between two, or after them.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void folder_openedToOthersDuringTheFirstLook_nothingRunsAndLaterEachOnce(int n)
            throws Exception {
        user.install(user.pack("other", "1.0.0", LOGS));
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock =
                () -> {
                    if (looks.incrementAndGet() == n) {
                        mode("rwxrwxrwx");
                    }
                    return Instant.now();
                };
        try (ExtensionHost running = ExtensionHost.open(user.config().withClock(clock))) {
            try {
                running.loadInstalled();
            } catch (ExtensionException untrusted) {
                assertThat(handlers(running)).isEmpty();
            }
            mode("rwx------");
            looks.set(n);
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(2);
        }
    }

    private HostConfig at(Instant now) {
        return user.config().withClock(InstantSource.fixed(now));
    }
}

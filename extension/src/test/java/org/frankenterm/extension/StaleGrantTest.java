package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Grants whose path leads elsewhere by the time the next instance is made.
class StaleGrantTest {
    @TempDir private Path folder;
    private Path granted;
    private Path secret;

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    @BeforeEach
    void makeFolders() throws IOException {
        granted = Files.createDirectory(folder.toRealPath().resolve("granted"));
        secret = Files.createDirectory(folder.toRealPath().resolve("secret"));
        Files.writeString(granted.resolve("x"), "granted");
        Files.writeString(secret.resolve("x"), "secret");
    }

    /// Loads, lets the instance go, changes something, and reads with the next instance.
    private AuditEntry refusedAfter(Path path, Change change) throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension guest =
                    fixture.load(
                            "guest",
                            LibcGuest.reads(granted.resolve("x")),
                            List.of("filesystem_read = [\"" + path + "\"]"),
                            "filesystem_read=" + path);
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            change.make();
            guest.cancel();
            assertThat(fixture.outcome()).isEqualTo(new Failed(LibcGuest.NOENT));
            assertThat(fixture.logOf("guest")).contains("granted").doesNotContain("secret");
            assertThat(fixture.log()).anyMatch(line -> line.contains("is stale"));
            return guest.deniedCalls(10).getFirst();
        }
    }

    private void moveAway() throws IOException {
        Files.move(granted, folder.resolve("moved"));
    }

    @Test
    void folder_replacedByALink_notMountedAndSaid() throws Exception {
        AuditEntry entry =
                refusedAfter(
                        granted,
                        () -> {
                            moveAway();
                            Files.createSymbolicLink(granted, secret);
                        });
        assertThat(entry.function()).isEqualTo("mount");
        assertThat(entry.reason())
                .contains("is stale, something else has taken its place")
                .endsWith("grant it again with --grant filesystem_read=" + granted);
    }

    @Test
    void folder_replacedByAnother_notMounted() throws Exception {
        AuditEntry entry =
                refusedAfter(
                        granted,
                        () -> {
                            moveAway();
                            Files.move(secret, granted);
                        });
        assertThat(entry.reason()).contains("another folder has taken its place");
    }

    @Test
    void folder_aboveReplacedByALink_notMounted() throws Exception {
        Path inner = Files.createDirectory(granted.resolve("inner"));
        Files.writeString(inner.resolve("x"), "granted");
        Path linked = Files.createSymbolicLink(folder.toRealPath().resolve("link"), inner);
        try (HostFixture fixture = HostFixture.in(folder)) {
            Extension guest =
                    fixture.load(
                            "guest",
                            LibcGuest.reads(linked.resolve("x")),
                            List.of("filesystem_read = [\"" + linked + "\"]"),
                            "all");
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            Files.delete(linked);
            Files.createSymbolicLink(linked, secret);
            guest.cancel();
            assertThat(fixture.outcome()).as("what was granted").isEqualTo(new Completed());
            assertThat(fixture.logOf("guest")).containsExactly("granted", "granted");
        }
    }

    @Test
    void folder_gone_notMounted() throws Exception {
        assertThat(refusedAfter(granted, this::moveAway).reason()).contains("it is gone");
    }

    @Test
    void file_replacedByALink_notMounted() throws Exception {
        Path file = granted.resolve("x");
        AuditEntry entry =
                refusedAfter(
                        file,
                        () -> {
                            Files.delete(file);
                            Files.createSymbolicLink(file, secret.resolve("x"));
                        });
        assertThat(entry.reason()).contains("something that is no regular file");
    }

    @Test
    void file_itsFolderReplaced_notMounted() throws Exception {
        AuditEntry entry =
                refusedAfter(
                        granted.resolve("x"),
                        () -> {
                            moveAway();
                            Files.move(secret, granted);
                        });
        assertThat(entry.reason()).contains("another folder has taken the place");
    }
}

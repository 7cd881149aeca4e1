package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths with harmless names that lead where they shouldn't.
class DangerousPathTest {
    @TempDir private Path folder;
    private Path home;

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createDirectory(folder.resolve("home")).toRealPath();
    }

    /// So that nothing that clears up meets a link to `/`.
    @AfterEach
    void removeLink() throws Exception {
        if (Files.isSymbolicLink(home.resolve("x"))) {
            Files.delete(home.resolve("x"));
        }
    }

    private Extension load(HostFixture fixture, String key, String... grants) {
        return fixture.load(
                "guest", LibcGuest.reads(home.resolve("x")), List.of(key + " = [\"~/x\"]"), grants);
    }

    private String refused(String key, String... grants) {
        try (HostFixture fixture = HostFixture.ofUser(folder, home)) {
            ExtensionException refused =
                    catchThrowableOfType(
                            ExtensionException.class, () -> load(fixture, key, grants));
            return refused.problems().getFirst();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "filesystem_read, .ssh, can read your keys",
        "filesystem_read, .aws, can read your keys",
        "filesystem_write, .ssh, can run programs as you and can read your keys",
        "filesystem_write, .config/systemd, can run programs as you",
        "filesystem_write, .local/bin, can run programs as you",
        "filesystem_write, p/.git, can run programs as you",
        "filesystem_read, ., can read your keys"
    })
    void link_toADangerousPlace_grantedOnlyByThatPlacesName(String key, String to, String danger)
            throws Exception {
        Path place = Files.createDirectories(home.resolve(to)).normalize();
        Files.createSymbolicLink(home.resolve("x"), place);
        try (HostFixture fixture = HostFixture.ofUser(folder, home)) {
            assertThat(load(fixture, key, "all").notices())
                    .singleElement()
                    .asString()
                    .startsWith("not granted, because it has to be named: ")
                    .endsWith(", which is \"" + place + "\"");
            assertThat(load(fixture, key, key + "=" + place).notices())
                    .singleElement()
                    .asString()
                    .startsWith("granted: ");
        }
        assertThat(refused(key, key + "=~/x"))
                .startsWith("\"~/x\" leads to a place that ")
                .contains(danger)
                .endsWith("name that place, " + key + "=" + place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dev", "/dev/null", "/proc", "/proc/self", "/sys", "/run"})
    void link_toWhatIsNeverGranted_refused(String to) throws Exception {
        assumeTrue(Files.exists(Path.of(to)));
        Files.createSymbolicLink(home.resolve("x"), Path.of(to));
        for (String key : List.of("filesystem_read", "filesystem_write")) {
            assertThat(refused(key, key + "=~/x")).contains("can't be granted under " + key);
            try (HostFixture fixture = HostFixture.ofUser(folder, home)) {
                assertThat(load(fixture, key, "all").notices())
                        .singleElement()
                        .asString()
                        .startsWith("not granted, because it ");
            }
        }
    }

    @Test
    void link_toTheSystemForWriting_refused() throws Exception {
        Files.createSymbolicLink(home.resolve("x"), Path.of("/etc"));
        assertThat(refused("filesystem_write", "filesystem_write=~/x"))
                .contains("it is part of the operating system");
    }

    @Test
    void link_toItself_refused() throws Exception {
        Files.createSymbolicLink(home.resolve("x"), Path.of("x"));
        assertThat(refused("filesystem_read", "filesystem_read=~/x")).contains("it");
    }

    @Test
    void fifo_refused() throws Exception {
        assumeTrue(Commands.succeed("mkfifo", home.resolve("x").toString()));
        assertThat(refused("filesystem_read", "filesystem_read=~/x"))
                .endsWith("it is neither a folder nor a regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc", "sysfs", "cgroup2", "devpts"})
    void mount_ofTheKernelsTables_refused(String type) throws Exception {
        Path mount = Files.createDirectory(home.resolve("x"));
        assumeTrue(Commands.succeed("mount", "-t", type, type, mount.toString()), "needs root");
        try {
            assertThat(refused("filesystem_read", "filesystem_read=~/x"))
                    .contains("where the kernel's own tables are");
        } finally {
            Commands.succeed("umount", mount.toString());
        }
    }

    @Test
    void mount_insideAGrant_outOfReachUntilGranted() throws Exception {
        Path granted = Files.createDirectory(home.resolve("granted"));
        Path mount = Files.createDirectory(granted.resolve("mount"));
        assumeTrue(Commands.succeed("mount", "-t", "tmpfs", "tmpfs", mount.toString()), "no root");
        try (HostFixture fixture = HostFixture.ofUser(folder, home)) {
            Path file = Files.writeString(mount.resolve("file"), "inside");
            String wat = LibcGuest.reads(file);
            fixture.load("outer", wat, List.of("filesystem_read = [\"~/granted\"]"), "all");
            fixture.load(
                    "both",
                    wat,
                    List.of("filesystem_read = [\"~/granted\", \"~/granted/mount/file\"]"),
                    "all");
            assertThat(fixture.fire().handlers())
                    .extracting(report -> report.outcome())
                    .containsExactly(new Failed(LibcGuest.PERM), new Completed());
        } finally {
            Commands.succeed("umount", mount.toString());
        }
    }

    @Test
    void ownFolder_insideAGrant_readButNotWritten() throws Exception {
        Path own = Files.createDirectories(home.resolve(".config/frankenterm"));
        Path file = home.resolve(".config/x");
        try (HostFixture fixture = HostFixture.ofUser(folder, home)) {
            Extension guest =
                    fixture.load(
                            "guest",
                            LibcGuest.writes(file),
                            List.of("filesystem_write = [\"~/.config\"]"),
                            "filesystem_write=~/.config");
            assertThat(fixture.outcome()).isEqualTo(new Failed(LibcGuest.ROFS));
            assertThat(guest.deniedCalls(10).getFirst().reason())
                    .contains("can be read but not written")
                    .contains(own.getFileName().toString());
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void ownFolder_underAnotherNameByABindMount_notWritten() throws Exception {
        Path own = Files.createDirectories(home.resolve(".local/share/frankenterm"));
        Path alias = Files.createDirectory(home.resolve("alias"));
        assumeTrue(
                Commands.succeed("mount", "--bind", own.toString(), alias.toString()), "no root");
        try (HostFixture fixture = HostFixture.ofUser(folder, home)) {
            fixture.load(
                    "guest",
                    LibcGuest.writes(alias.resolve("state.toml")),
                    List.of("filesystem_write = [\"~/alias\"]"),
                    "filesystem_write=~/alias");
            assertThat(fixture.outcome()).isEqualTo(new Failed(LibcGuest.ROFS));
        } finally {
            Commands.succeed("umount", alias.toString());
        }
        assertThat(own.resolve("state.toml")).doesNotExist();
    }
}

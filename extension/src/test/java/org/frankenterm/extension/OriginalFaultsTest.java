package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.frankenterm.extension.InstallPlan.Decision;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the original got wrong in installing, running and removing, fault by fault. That an
/// installation could end half-way (C2) is what `KilledChangeTest` is about.
@Timeout(120)
class OriginalFaultsTest {
    private static final String LOGS = GuestText.Place.HANDLER.does(GuestText.LOG);

    private static final List<String> HOSTILE_NAMES =
            List.of(
                    "",
                    ".",
                    "..",
                    "...",
                    "/",
                    "/etc",
                    "../..",
                    "a/../b",
                    "git/..",
                    "./git",
                    "git/",
                    "git/versions",
                    "~",
                    "-",
                    "--help",
                    "a\0b",
                    "a\nb",
                    "\u001b[2J",
                    "\u202egit",
                    "g\u0131t",
                    "\uff0e\uff0e",
                    "host",
                    "frankenterm",
                    "all",
                    "ALL",
                    "*",
                    "git.",
                    ".staging",
                    ".lock",
                    "x".repeat(65),
                    "x".repeat(10_240),
                    "../".repeat(3_400));

    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
    }

    /// B5, B25: a name was joined to a path and deleted there; `..` deleted a sibling, an empty one
    /// everything.
    @Test
    void name_hostile_refusedByEveryMethodAndNoPathIsTouched() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Path file = user.pack("git", "2.0.0", LOGS);
        Map<String, BiConsumer<InstalledExtensions, String>> methods =
                Map.of(
                        "find", InstalledExtensions::find,
                        "planUpgrade", (all, text) -> all.planUpgrade(text, file),
                        "rollback", InstalledExtensions::rollback,
                        "enable", InstalledExtensions::enable,
                        "disable", InstalledExtensions::disable,
                        "grant", (all, text) -> all.grant(text, List.of("all")),
                        "revoke", (all, text) -> all.revoke(text, List.of("all")),
                        "remove", (all, text) -> all.remove(text, false),
                        "remove, data kept", (all, text) -> all.remove(text, true));
        Map<String, String> before = everything();
        try (ExtensionHost host = user.host()) {
            InstalledExtensions all = host.installed();
            for (String name : HOSTILE_NAMES) {
                methods.forEach((method, what) -> refused(method, () -> what.accept(all, name)));
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    private static void refused(String method, ThrowingCallable what) {
        assertThatThrownBy(what)
                .as(method)
                .isInstanceOfSatisfying(
                        ExtensionException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessageContaining("is no name of an extension")
                .message()
                .hasSizeLessThan(1_000)
                .doesNotContain("\n", "\u001b", "\u202e", "\0");
    }

    /// All that the user has, but for what is written about it.
    private Map<String, String> everything() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(user.home)) {
            for (Path file : files.filter(path -> !path.startsWith(user.state())).toList()) {
                all.put(
                        user.home.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toString());
            }
        }
        all.keySet().removeIf(path -> path.equals(".local") || path.equals(".local/state"));
        return all;
    }

    /// B13: the package was read again between validation and extraction.
    @Test
    void package_replacedWhileTheUserReads_whatWasReadIsInstalled() throws Exception {
        Path file = user.pack("git", "1.0.0", LOGS);
        Path other = user.pack("git", "6.6.6", GuestText.Place.HANDLER.does(GuestText.TRAP));
        try (ExtensionHost host = user.host()) {
            InstallPlan plan = host.installed().plan(file);
            String seen = plan.inspection().version();
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(plan.finish(Decision.of(List.of())).extension().version())
                    .isEqualTo(seen)
                    .isEqualTo("1.0.0");
        }
        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
    }

    /// B6, C22: an archive could carry its own state, or the one of its neighbour.
    @Test
    void package_withFilesNamedAsOurs_theyAreFilesOfItsOwn() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(
                source.resolve("extension.toml"),
                "[extension]\nname = \"git\"\n" + HostFixture.HOOK);
        Files.write(source.resolve("main.wasm"), Wat.toBinary(LOGS));
        Files.writeString(source.resolve("state.toml"), "enabled = false");
        Files.createDirectories(source.resolve("versions"));
        Files.writeString(source.resolve("versions/state.toml"), "enabled = false");
        Files.writeString(source.resolve("git.db"), "x");

        user.install(source);

        assertThat(user.find("git").state()).isEqualTo(State.INSTALLED);
        assertThat(user.fire().handlers()).hasSize(1);
        assertThat(user.extensions().resolve("git/state.toml"))
                .content()
                .contains("enabled = true");
    }

    /// C3: the hooks of the replaced version kept firing.
    @Test
    void upgrade_ofARunningOne_eachEventHeardOnceAndByTheNewOne() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Path newer = user.pack("git", "2.0.0", GuestText.Place.HANDLER.does(""));
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(1);
            assertThat(said()).isEqualTo(1);

            running.installed().planUpgrade("git", newer).finish(Decision.of(List.of()));
            assertThat(handlers(running)).hasSize(1);
            assertThat(said()).as("lines of the old one").isEqualTo(1);
            assertThat(running.extensions()).hasSize(1);

            running.installed().rollback("git");
            assertThat(handlers(running)).hasSize(1);
            assertThat(said()).isEqualTo(2);
            assertThat(running.extensions()).hasSize(1);
        }
        assertThat(HostFixture.guestThreads()).isZero();
    }

    private static List<HandlerReport> handlers(ExtensionHost host) throws Exception {
        return host.fire(Event.of(InstalledFixture.EVENT)).handlers();
    }

    private long said() {
        return user.log.stream().filter(line -> line.contains("said by the guest")).count();
    }

    /// C4: an unknown or empty name wiped what was stored.
    @Test
    void remove_unknown_nothingStoredIsDeleted() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Path storage = Files.createDirectories(user.extensions().resolveSibling("storage"));
        Path mine = Files.writeString(storage.resolve("git.db"), "mine");
        Path unknown = Files.writeString(storage.resolve("unknown.db"), "mine");
        try (ExtensionHost host = user.host()) {
            InstalledExtensions all = host.installed();
            for (String name : List.of("", "gi", "unknown")) {
                assertThatThrownBy(() -> all.remove(name, false))
                        .isInstanceOf(ExtensionException.class);
            }
        }
        assertThat(mine).hasContent("mine");
        assertThat(unknown).hasContent("mine");
    }

    /// C5: a state that couldn't be read meant enabled, with everything.
    @Test
    void state_anyByteDamaged_nothingRuns() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Path file = user.extensions().resolve("git/state.toml");
        byte[] state = Files.readAllBytes(file);
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(1);
            for (int i = 0; i < state.length; i += 41) {
                byte[] damaged = state.clone();
                damaged[i] ^= 4;
                Files.write(file, damaged);
                assertThat(handlers(running)).as("byte %d", i).isEmpty();
                assertThat(running.extensions()).as("byte %d", i).isEmpty();
            }
            Files.write(file, state);
            assertThat(handlers(running)).hasSize(1);
        }
    }

    /// C14: disabling took the recorded hooks away, and failing none.
    @Test
    void disable_whileRunning_nothingOfItIsLeft() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(1);
            running.installed().disable("git");
            assertThat(handlers(running)).isEmpty();
            assertThat(running.extensions()).isEmpty();
            running.installed().enable("git");
            assertThat(handlers(running)).hasSize(1);
        }
    }

    /// C14, and failures that several processes see one each of.
    @Test
    void failures_ofSeveralProcesses_endItInAll() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            for (int i = 0; i < 3; i++) {
                assertThat(handlers(running)).as("after %d failures", i).hasSize(1);
                Installations.of(user.environment, InstantSource.system())
                        .failed(new ExtensionId("git"), Instant.now(), "it trapped");
            }
            assertThat(handlers(running)).isEmpty();
            assertThat(running.extensions()).isEmpty();
        }
        assertThat(user.find("git").state()).isEqualTo(State.FAILED);
        assertThat(user.find("git").reason())
                .contains("at last: it trapped", "frankenterm extension enable git");
        assertThat(user.fire().handlers()).isEmpty();

        try (ExtensionHost host = user.host()) {
            assertThat(host.installed().enable("git").state()).isEqualTo(State.INSTALLED);
        }
        assertThat(user.fire().handlers()).hasSize(1);
    }

    /// C20: an empty `XDG_DATA_HOME` installed into the working directory.
    @Test
    void variable_emptyOrRelative_theUsersOwnFolder() {
        for (String value : List.of("", "data", "../data")) {
            user.environment.put("XDG_DATA_HOME", value);
            user.install(user.pack("git" + value.length(), "1.0.0", LOGS));
            assertThat(user.extensions().resolve("git" + value.length())).isDirectory();
        }
        assertThat(Path.of("frankenterm")).doesNotExist();
        assertThat(Path.of("data")).doesNotExist();
    }

    /// C24: the folder and the manifest had names of their own, and each command used another.
    @Test
    void folder_renamed_countsAsDisabledUnderEitherName() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Files.move(user.extensions().resolve("git"), user.extensions().resolve("good"));
        try (ExtensionHost host = user.host()) {
            assertThat(host.loadInstalled()).singleElement().asString().contains("that of \"git\"");
            assertThat(handlers(host)).isEmpty();
            InstalledExtensions all = host.installed();
            assertThatThrownBy(() -> all.find("git")).hasMessageContaining("no extension named");
            assertThat(all.find("good").state()).isEqualTo(State.DISABLED);
            all.remove("good", false);
            assertThat(all.list()).isEmpty();
        }
    }

    /// `"GIT"` in lower case is `gıt` there.
    @Test
    void language_turkish_namesAreTheSame() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            user.install(user.pack("GIT-INIT", "1.0.0", LOGS));
            assertThat(user.extensions().resolve("git-init")).isDirectory();
            assertThat(user.find("Git-Init").name()).isEqualTo("GIT-INIT");
            assertThat(user.fire().handlers()).hasSize(1);
            try (ExtensionHost host = user.host()) {
                host.installed().remove("git-init", false);
                assertThat(host.installed().list()).isEmpty();
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}

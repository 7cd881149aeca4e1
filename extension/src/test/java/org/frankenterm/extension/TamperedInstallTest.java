package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.InstallPlan.Decision;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// B14: files that were changed after they were installed, and every way that such code could still
/// run.
@Timeout(120)
class TamperedInstallTest {
    private static final String LOGS = GuestText.Place.HANDLER.does(GuestText.LOG);

    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
    }

    private Path active(String name) {
        InstalledExtension found = user.find(name);
        return found.folder().resolve("versions").resolve(found.sha256());
    }

    private static void flip(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);
    }

    private static List<HandlerReport> handlers(ExtensionHost host) throws Exception {
        return host.fire(Event.of(InstalledFixture.EVENT)).handlers();
    }

    private void upgrade(Path file) {
        try (ExtensionHost host = user.host()) {
            host.installed().planUpgrade("git", file).finish(Decision.of(List.of()));
        }
    }

    private static void refusedFor(List<HandlerReport> reports, String file) {
        assertThat(reports)
                .singleElement()
                .extracting(HandlerReport::outcome)
                .isInstanceOfSatisfying(
                        Skipped.class,
                        skipped ->
                                assertThat(skipped.message())
                                        .startsWith("can't run git: \"" + file + "\" was changed"));
    }

    @Test
    void anyFile_changed_nothingOfItRunsAndTheFileIsNamed() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(
                source.resolve("extension.toml"),
                "[extension]\nname = \"git\"\n" + HostFixture.HOOK);
        Files.write(source.resolve("main.wasm"), Wat.toBinary(LOGS));
        Files.writeString(
                Files.createDirectories(source.resolve("data/deep")).resolve("table.txt"), "1 2 3");
        user.install(source);
        Path active = active("git");
        try (Stream<Path> files = Files.walk(active)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = active.relativize(file).toString();
                flip(file);
                if (name.equals("extension.toml")) { // it can't be said who listens
                    assertThat(user.fire().handlers()).as(name).isEmpty();
                    assertThat(user.find("git").reason()).contains("\"" + name + "\" was changed");
                } else {
                    refusedFor(user.fire().handlers(), name);
                }
                flip(file);
                assertThat(user.fire().handlers().getFirst().outcome())
                        .as(name)
                        .isEqualTo(new Completed());
            }
        }
        assertThat(user.find("git").state()).isEqualTo(State.INSTALLED);
    }

    /// The compiled code is in memory, because another extension has the same module.
    @Test
    void module_changedWhileAnotherHasLoadedTheSame_notRun() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        user.install(user.pack("twin", "1.0.0", LOGS));
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            assertThat(handlers(running)).hasSize(2);
            running.installed().disable("git");
            flip(active("git").resolve("main.wasm"));
            running.installed().enable("git");

            assertThat(handlers(running))
                    .extracting(report -> report.extension() + " " + report.outcome().getClass())
                    .containsExactlyInAnyOrder("twin " + Completed.class, "git " + Skipped.class);
        }
    }

    /// Code that was compared and is in memory is what was installed.
    @Test
    void module_changedWhileItRuns_runsOnAndNotInTheNextProcess() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            handlers(running);
            Files.write(
                    active("git").resolve("main.wasm"),
                    Wat.toBinary(GuestText.Place.HANDLER.does(GuestText.TRAP)));
            assertThat(handlers(running).getFirst().outcome()).isEqualTo(new Completed());
        }
        refusedFor(user.fire().handlers(), "main.wasm");
    }

    @Test
    void previousVersion_changed_rollbackRefusedAndTheActiveOneRuns() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Path first = active("git");
        upgrade(user.pack("git", "2.0.0", LOGS));
        flip(first.resolve("main.wasm"));

        try (ExtensionHost host = user.host()) {
            assertThatThrownBy(() -> host.installed().rollback("git"))
                    .isInstanceOf(ExtensionException.class)
                    .hasMessageContaining("\"main.wasm\" was changed");
        }
        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
        assertThat(user.find("git").version()).isEqualTo("2.0.0");
    }

    @Test
    void activeVersion_changed_rollbackRunsTheOtherAndNoWayLeadsBack() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        upgrade(user.pack("git", "2.0.0", LOGS));
        flip(active("git").resolve("main.wasm"));
        try (ExtensionHost host = user.host()) {
            assertThat(host.installed().rollback("git").version()).isEqualTo("1.0.0");
            assertThatThrownBy(() -> host.installed().rollback("git"))
                    .hasMessageContaining("\"main.wasm\" was changed");
        }
        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
    }

    @Test
    void activeVersion_changed_upgradeToAnotherRuns() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        flip(active("git").resolve("main.wasm"));

        upgrade(user.pack("git", "2.0.0", LOGS));

        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
    }

    /// What the message says to do was answered with "there is nothing to do".
    @Test
    void activeVersion_changed_upgradeToTheSamePackageRepairsIt() throws Exception {
        Path file = user.pack("git", "1.0.0", LOGS);
        user.install(file);
        flip(active("git").resolve("main.wasm"));
        Files.writeString(active("git").resolve("more"), "more");

        try (ExtensionHost host = user.host()) {
            InstalledExtensions all = host.installed();
            assertThatThrownBy(() -> all.plan(file))
                    .isInstanceOfSatisfying(
                            ExtensionException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.ALREADY_INSTALLED))
                    .hasMessageContaining("frankenterm extension upgrade git");
        }
        upgrade(file);

        assertThat(user.fire().handlers().getFirst().outcome()).isEqualTo(new Completed());
        assertThat(user.find("git").previous()).isEmpty();
        try (ExtensionHost host = user.host()) {
            assertThatThrownBy(() -> host.installed().planUpgrade("git", file))
                    .hasMessageContaining("there is nothing to do");
        }
    }

    @Test
    void versionFolder_gone_notRunAndSaid() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Files.move(active("git"), folder.resolve("elsewhere"));

        try (ExtensionHost host = user.host()) {
            assertThat(host.loadInstalled())
                    .singleElement()
                    .asString()
                    .contains("can't run git: \"extension.toml\" was removed");
            assertThat(handlers(host)).isEmpty();
        }
        assertThat(user.find("git").reason()).contains("was removed since it was installed");
    }

    @Test
    void versionFolder_aLinkToItsOwnFiles_notRun() throws Exception {
        user.install(user.pack("git", "1.0.0", LOGS));
        Path active = active("git");
        Path elsewhere = Files.move(active, folder.resolve("elsewhere"));
        Files.createSymbolicLink(active, elsewhere);

        assertThat(user.fire().handlers().getFirst().outcome().message())
                .contains("its folder was replaced by something that is no folder");
    }
}

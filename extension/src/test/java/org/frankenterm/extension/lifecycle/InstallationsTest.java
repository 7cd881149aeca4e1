package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.OTHER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.environment;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.FtxReader;
import org.frankenterm.extension.ftx.FtxWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InstallationsTest {
    @TempDir private Path folder;
    private InstallationsFixture user;
    private Installations all;

    @BeforeEach
    void home() {
        user = new InstallationsFixture(folder.resolve("home"));
        all = user.installations();
    }

    private static ErrorCode refused(Runnable change) {
        ExtensionException refused = catchThrowableOfType(ExtensionException.class, change::run);
        assertThat(refused).isNotNull();
        return refused.code();
    }

    private void upgradeTwice() {
        user.install(version(GIT, "1.0.0", "A"));
        user.upgrade(version(GIT, "2.0.0", "B"));
    }

    @Test
    void install_nameTakenInAnotherCase_refused() {
        user.install(version(GIT, "1.0.0"));
        assertThat(refused(() -> user.install(version(new ExtensionId("gIT"), "2.0.0"))))
                .isEqualTo(ErrorCode.ALREADY_INSTALLED);
        assertThat(user.described(GIT)).startsWith("1.0.0");
    }

    @Test
    void install_anythingInItsPlace_refusedAndThatStays() throws IOException {
        user.install(version(OTHER, "1.0.0"));
        Path mine = Files.writeString(user.folder.of(GIT), "mine");
        assertThat(refused(() -> user.install(version(GIT, "1.0.0"))))
                .isEqualTo(ErrorCode.ALREADY_INSTALLED);
        assertThat(mine).hasContent("mine");
    }

    @Test
    void install_packageOfManyLongNames_stateReadsBack() throws Exception {
        var writer = new FtxWriter();
        writer.add(
                "extension.toml",
                "[extension]\nname = \"Git\"\n[assets]\nthemes = []\n"
                        .getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < 1_023; i++) {
            String long255 = "\u4e2d".repeat(84);
            writer.add("%s/%s/%04d".formatted(long255, long255, i), new byte[0]);
        }
        var archive = FtxReader.read(writer.finish());

        user.install(version(archive));

        assertThat(user.described(GIT)).startsWith("0.0.0 [] intact");
    }

    /// A `revoke` in another terminal while the question was still open.
    @Test
    void upgrade_grantsRevokedMeanwhile_refusedInsteadOfBroughtBack() {
        InstalledState seen = user.install(version(GIT, "1.0.0", "A", "B"));
        all.update(GIT, state -> state.withActive(state.active().withGrants(List.of())));

        assertThat(refused(() -> all.upgrade(version(GIT, "2.0.0", "A", "B"), seen)))
                .isEqualTo(ErrorCode.ALREADY_INSTALLED);
        assertThat(user.described(GIT)).startsWith("1.0.0 [] intact");
    }

    @Test
    void upgrade_removedAndInstalledAgainMeanwhile_refused() {
        InstalledState seen = user.install(version(GIT, "1.0.0"));
        all.remove(GIT, false);
        user.install(version(GIT, "1.0.0"));

        assertThat(refused(() -> all.upgrade(version(GIT, "2.0.0"), seen)))
                .isEqualTo(ErrorCode.ALREADY_INSTALLED);
    }

    @Test
    void upgrade_disabledMeanwhile_staysDisabled() {
        InstalledState seen = user.install(version(GIT, "1.0.0"));
        all.update(GIT, state -> state.withEnabled(false));

        all.upgrade(version(GIT, "2.0.0"), seen);

        assertThat(user.described(GIT)).startsWith("disabled 2.0.0");
    }

    /// Its files were taken away for a moment, and a kill then left nothing to go back to.
    @Test
    void upgrade_toThePreviousPackage_itsFilesStayWhereTheyAre() throws IOException {
        upgradeTwice();
        String first = version(GIT, "1.0.0").archive().sha256();
        Path file = user.folder.of(GIT).resolve("versions/%s/extension.toml".formatted(first));
        Object before = Files.getAttribute(file, "unix:ino");

        user.upgrade(version(GIT, "1.0.0", "C"));

        assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(before);
        assertThat(user.described(GIT))
                .isEqualTo(
                        "1.0.0 [environment=C] intact; 0 failures; before it 2.0.0 [environment=B] intact");
    }

    @Test
    void upgrade_samePackageAfterDamage_repairedAndThePreviousStays() throws IOException {
        upgradeTwice();
        Files.delete(user.active(GIT).resolve("themes/dark.toml"));
        assertThat(user.described(GIT)).startsWith("2.0.0 [environment=B] damaged");

        user.upgrade(version(GIT, "2.0.0", "B"));

        assertThat(user.described(GIT))
                .isEqualTo(
                        "2.0.0 [environment=B] intact; 0 failures; before it 1.0.0 [environment=A] intact");
    }

    @Test
    void upgrade_versionsAreALink_madeAnewAndNothingBehindItTouched() throws IOException {
        user.install(version(GIT, "1.0.0"));
        Path versions = user.folder.of(GIT).resolve("versions");
        Path elsewhere = Files.move(versions, folder.resolve("elsewhere"));
        Path mine = Files.createDirectory(elsewhere.resolve("mine"));
        Files.createSymbolicLink(versions, elsewhere);

        all.sweep();
        user.upgrade(version(GIT, "2.0.0"));

        assertThat(mine).exists();
        assertThat(versions).isDirectory().isNotEqualTo(elsewhere);
        assertThat(Files.isSymbolicLink(versions)).isFalse();
        assertThat(user.described(GIT)).startsWith("2.0.0 [] intact");
    }

    @Test
    void rollback_previousDamaged_refusedAndAllAsBefore() throws IOException {
        upgradeTwice();
        String first = version(GIT, "1.0.0").archive().sha256();
        Files.writeString(user.folder.of(GIT).resolve("versions/%s/more".formatted(first)), "more");

        assertThat(refused(() -> all.rollback(GIT))).isEqualTo(ErrorCode.CHANGED_FILES);
        assertThat(user.described(GIT)).startsWith("2.0.0 [environment=B] intact");
    }

    @Test
    void rollback_twice_asBefore() {
        upgradeTwice();
        String before = user.described(GIT);
        all.rollback(GIT);
        all.rollback(GIT);
        assertThat(user.described(GIT)).isEqualTo(before);
    }

    @Test
    void update_refused_nothingWritten() {
        user.install(version(GIT, "1.0.0"));
        var before = all.stamp(GIT);
        assertThatThrownBy(() ->
                        all.update(
                                GIT,
                                _ -> {
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");
        all.update(GIT, state -> state.withEnabled(true));
        assertThat(all.stamp(GIT)).isEqualTo(before);
    }

    @Test
    void failed_notInstalledOrUnreadable_nothing() throws IOException {
        Instant now = Instant.parse("2026-11-22T10:11:12Z");
        assertThat(all.failed(GIT, now, "it trapped")).isEmpty();
        user.install(version(GIT, "1.0.0"));
        Files.writeString(user.folder.of(GIT).resolve("state.toml"), "rubbish");
        assertThat(all.failed(GIT, now, "it trapped")).isEmpty();
    }

    /// Three processes that see one failure each.
    @Test
    void failed_countedAcrossProcesses_andForgottenByUpgradeAndRollback() {
        user.install(version(GIT, "1.0.0"));
        Instant now = Instant.parse("2026-11-22T10:11:12Z");
        List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            InstalledState state =
                    user.installations()
                            .failed(GIT, now.plusSeconds(i), "it trapped")
                            .orElseThrow();
            failed.add(state.failures().failed());
        }
        assertThat(failed).containsExactly(false, false, true);
        assertThat(user.installations().state(GIT).failures().reason()).isEqualTo("it trapped");

        user.upgrade(version(GIT, "2.0.0"));
        assertThat(all.state(GIT).failures()).isEqualTo(FailureHistory.NONE);
    }

    /// C4: the original deleted what was stored before it looked whether there was anything to
    /// remove.
    @Test
    void remove_notInstalled_dataOfThatNameStay() {
        user.install(version(OTHER, "1.0.0"));
        user.store(GIT);
        assertThat(refused(() -> all.remove(GIT, true))).isEqualTo(ErrorCode.NOT_FOUND);

        user.install(version(GIT, "1.0.0"));
        user.store(GIT);
        assertThat(refused(() -> all.remove(new ExtensionId("gitt"), false)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(user.data(GIT)).isEqualTo("data");
    }

    /// Somebody keeps their data, tries another extension of that name, and removes that.
    @Test
    void remove_anotherThanWhoseDataWereKept_thoseStay() {
        String first = user.install(version(GIT, "1.0.0")).installation();
        user.store(GIT);
        all.remove(GIT, true);

        user.install(version(GIT, "2.0.0"));
        all.remove(GIT, false);

        assertThat(user.data(GIT)).isEqualTo("kept data");
        assertThat(all.kept(GIT)).hasValue(first);
    }

    @Test
    void remove_whoAdoptedKeptData_takesThemAlong() {
        user.install(version(GIT, "1.0.0"));
        user.store(GIT);
        all.remove(GIT, true);
        all.install(version(GIT, "1.0.0"), all.kept(GIT));
        assertThat(user.data(GIT)).isEqualTo("data");

        all.remove(GIT, false);

        assertThat(user.data(GIT)).isEqualTo("no data");
    }

    @Test
    void remove_storageFolderIsALink_refusedAndNothingDeletedBehindIt() throws IOException {
        user.install(version(GIT, "1.0.0"));
        user.store(GIT);
        user.store(new ExtensionId("orphan"));
        Path elsewhere = Files.move(user.storage.path(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(user.storage.path(), elsewhere);

        assertThatThrownBy(() -> all.remove(GIT, false))
                .isInstanceOf(ExtensionException.class)
                .hasMessageContaining("can't look after what Git has stored: ")
                .hasMessageContaining("only a folder is used");

        assertThat(user.described(GIT)).startsWith("1.0.0");
        assertThat(elsewhere.resolve("git.db")).exists();
        assertThat(elsewhere.resolve("orphan.db")).exists();
    }

    @Test
    void remove_unsound_removedWithItsData() throws IOException {
        user.install(version(GIT, "1.0.0"));
        user.store(GIT);
        Files.delete(user.folder.of(GIT).resolve("state.toml"));

        all.remove(GIT, false);

        assertThat(user.described(GIT)).isEqualTo("nothing");
        assertThat(user.data(GIT)).isEqualTo("no data");
    }

    @Test
    void sweep_noFolderForStaging_madeAndSwept() throws IOException {
        user.install(version(GIT, "1.0.0"));
        Files.delete(user.folder.staging());
        Files.writeString(user.folder.of(GIT).resolve("state.toml~"), "an editor's");

        all.sweep();

        assertThat(user.paths()).isEqualTo(user.expectedPaths());
    }

    @Test
    void sweep_somebodyIsChangingSomething_leavesItAlone() throws IOException {
        user.install(version(GIT, "1.0.0"));
        Path staged = Files.createDirectory(user.folder.staging().resolve("x"));
        try (var _ = ExtensionsLock.take(user.folder.lock())) {
            all.sweep();
        }
        assertThat(staged).exists();
        all.sweep();
        assertThat(staged).doesNotExist();
    }

    @Test
    void sweep_unsoundExtension_nothingOfItDeleted() throws IOException {
        user.install(version(GIT, "1.0.0"));
        user.store(GIT);
        Path kept = user.active(GIT).resolve("extension.toml");
        Files.writeString(user.folder.of(GIT).resolve("state.toml"), "rubbish");

        all.sweep();
        user.install(version(OTHER, "1.0.0"));

        assertThat(kept).exists();
        assertThat(user.data(GIT)).isEqualTo("data");
    }

    @Test
    void sweep_linksInAnExtensionsFolder_deletedAndNotFollowed() throws IOException {
        user.install(version(GIT, "1.0.0"));
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Files.createFile(mine.resolve("x"));
        Files.createSymbolicLink(user.folder.of(GIT).resolve("link"), mine);
        Files.createSymbolicLink(user.folder.of(GIT).resolve("versions/link"), mine);

        all.sweep();

        assertThat(mine.resolve("x")).exists();
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
    }

    @Test
    void change_fails_nothingStagedIsLeft() {
        user.install(version(GIT, "1.0.0"));
        Installations failing =
                user.installations(step -> {
                    if (step.equals("files written")) {
                        throw new IllegalStateException("somebody's bug");
                    }
                });
        assertThatThrownBy(() -> failing.install(version(OTHER, "1.0.0"), Optional.empty()))
                .hasMessage("somebody's bug");
        assertThat(user.paths()).isEqualTo(user.expectedPaths());
        assertThat(all.holds(OTHER)).isFalse();
    }

    @Test
    void change_interruptedInTheMiddle_refusedAndNothingIsLeft() {
        user.install(version(GIT, "1.0.0"));
        for (String moment : List.of("folder opened", "versions made", "files written")) {
            Installations interrupted =
                    user.installations(step -> {
                        if (step.equals(moment)) {
                            Thread.currentThread().interrupt();
                        }
                    });
            assertThatThrownBy(() -> interrupted.install(version(OTHER, "1.0.0"), Optional.empty()))
                    .as(moment)
                    .isInstanceOf(ExtensionException.class)
                    .hasMessageEndingWith(": it was interrupted");
            assertThat(Thread.interrupted()).as(moment).isTrue();
            assertThat(user.paths()).as(moment).isEqualTo(user.expectedPaths());
        }
        assertThat(all.holds(OTHER)).isFalse();
    }

    @Test
    void find_nearlyItsName_namesIt() {
        user.install(version(GIT, "1.0.0"));
        assertThatThrownBy(() -> all.find(new ExtensionId("gti")))
                .hasMessage("no extension named gti is installed; did you mean git?");
    }

    @Test
    void grants_ofAState_readBack() {
        user.install(version(GIT, "1.0.0", "B"));
        assertThat(all.state(GIT).active().grants()).containsExactly(environment("B"));
    }
}

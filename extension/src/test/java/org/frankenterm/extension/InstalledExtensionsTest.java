package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.frankenterm.extension.InstallPlan.Decision;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.ThrowingConsumer;
import org.junit.jupiter.api.io.TempDir;

/// The whole life of an extension, from the package to the removal.
@Timeout(300)
class InstalledExtensionsTest {
    /// Logs the value of `USER`, or `-1`.
    private static final String TELLS_USER =
            Guests.module(
                    Guests.handler(
                            "on_event", "(call $show (call $env (i32.const 0) (i32.const 4)))"),
                    Guests.data(0, "USER"));

    /// Adds a character to what it has stored under `k`, and logs it.
    private static final String COUNTS =
            Guests.module(
                    Guests.handler(
                            "on_event",
                            """
                            (local $n i32)
                            (local.set $n (call $storage_get (i32.const 0) (i32.const 1)))
                            (if (i32.lt_s (local.get $n) (i32.const 0)) (then (local.set $n (i32.const 0))))
                            (drop (call $read (i32.const 16) (local.get $n)))
                            (i32.store8 (i32.add (i32.const 16) (local.get $n)) (i32.const 120))
                            (drop (call $storage_set (i32.const 0) (i32.const 1) (i32.const 16)
                              (i32.add (local.get $n) (i32.const 1))))
                            (call $log (i32.const 2) (i32.const 16)
                              (i32.add (local.get $n) (i32.const 1)))
                            """),
                    Guests.data(0, "k"));

    private static final String LOGS = GuestText.Place.HANDLER.does(GuestText.LOG);

    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
        user.environment.put("USER", "ada");
    }

    private Path teller(String version, String... more) {
        String[] permissions =
                Stream.concat(Stream.of("environment = [\"USER\"]"), Stream.of(more))
                        .toArray(String[]::new);
        return user.pack("Teller", version, TELLS_USER, permissions);
    }

    private <T> T with(Function<InstalledExtensions, T> what) {
        try (ExtensionHost host = user.host()) {
            return what.apply(host.installed());
        }
    }

    private ExtensionException refused(ThrowingConsumer<InstalledExtensions> what) {
        try (ExtensionHost host = user.host()) {
            ExtensionException refused =
                    catchThrowableOfType(
                            ExtensionException.class, () -> what.accept(host.installed()));
            assertThat(refused).isNotNull();
            return refused;
        }
    }

    private String said() {
        return user.log.stream()
                .filter(line -> line.contains("[Teller]") || line.contains("[counter]"))
                .reduce("", (_, line) -> line.substring(line.indexOf("] ") + 2));
    }

    private HandlerReport fired() throws InterruptedException {
        List<HandlerReport> reports = user.fire().handlers();
        assertThat(reports).hasSize(1);
        return reports.getFirst();
    }

    @Test
    void install_withoutGrants_runsAndIsDenied() throws Exception {
        InstallPlan.Result result = user.install(teller("1.0.0"));

        assertThat(result.extension().state()).isEqualTo(State.INSTALLED);
        assertThat(result.extension().permissions())
                .singleElement()
                .satisfies(line -> assertThat(line.granted()).isFalse());
        assertThat(fired().outcome()).isEqualTo(new Completed());
        assertThat(said()).isEqualTo("-1");
        assertThat(user.lifecycle())
                .containsSubsequence("Teller installed", "Teller loaded", "Teller instance made");
    }

    @Test
    void grant_thenRevoke_eachInTheNextProcess() throws Exception {
        user.install(teller("1.0.0"));

        with(all -> all.grant("TELLER", List.of("environment=USER")));
        fired();
        assertThat(said()).isEqualTo("3:ada");

        with(all -> all.revoke("teller", List.of("environment")));
        fired();
        assertThat(said()).isEqualTo("-1");
        assertThat(user.lifecycle()).containsSubsequence("Teller granted", "Teller revoked");
    }

    @Test
    void revoke_byAnotherProcess_inForceBeforeTheNextCall() throws Exception {
        user.install(teller("1.0.0"), "all");
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            running.fire(Event.of(InstalledFixture.EVENT));
            assertThat(said()).isEqualTo("3:ada");

            with(all -> all.revoke("teller", List.of("all")));
            running.fire(Event.of(InstalledFixture.EVENT));
            assertThat(said()).isEqualTo("-1");
        }
    }

    @Test
    void changes_byAnotherProcess_noticedByARunningHost() throws Exception {
        try (ExtensionHost running = user.host()) {
            assertThat(running.loadInstalled()).isEmpty();
            assertThat(handlers(running)).isEmpty();

            user.install(teller("1.0.0"), "all");
            assertThat(handlers(running)).hasSize(1);

            with(all -> all.disable("teller"));
            assertThat(handlers(running)).isEmpty();

            with(all -> all.enable("teller"));
            assertThat(handlers(running)).hasSize(1);

            with(all -> {
                all.remove("teller", false);
                return 0;
            });
            assertThat(handlers(running)).isEmpty();
        }
    }

    private static List<HandlerReport> handlers(ExtensionHost host) throws Exception {
        return host.fire(Event.of(InstalledFixture.EVENT)).handlers();
    }

    @Test
    void install_nameTaken_refusedAndNamesUpgrade() {
        user.install(teller("1.0.0"));
        Path other = user.pack("TELLER", "2.0.0", LOGS);

        ExtensionException refused = refused(all -> all.plan(other));

        assertThat(refused.code()).isEqualTo(ErrorCode.ALREADY_INSTALLED);
        assertThat(refused.message()).contains("frankenterm extension upgrade Teller");
    }

    @Test
    void install_samePackageAgain_nothingToDo() {
        Path file = teller("1.0.0");
        user.install(file);

        assertThat(refused(all -> all.plan(file)).code()).isEqualTo(ErrorCode.NOTHING_TO_DO);
        assertThat(refused(all -> all.planUpgrade("teller", file)).code())
                .isEqualTo(ErrorCode.NOTHING_TO_DO);
    }

    @Test
    void upgrade_withoutAWord_grantsNothing() throws Exception {
        user.install(teller("1.0.0"), "all");
        Path newer = teller("1.1.0");

        InstallPlan.Result result =
                with(all -> all.planUpgrade("teller", newer).finish(Decision.of(List.of())));

        assertThat(result.extension().version()).isEqualTo("1.1.0");
        assertThat(result.extension().previous()).isEqualTo("1.0.0");
        fired();
        assertThat(said()).isEqualTo("-1");
    }

    @Test
    void upgrade_keepGrants_onlyWhatIsNewIsAsked() throws Exception {
        user.install(teller("1.0.0"), "all");
        Path newer = teller("1.1.0", "notifications = true");

        InstallPlan.Result result =
                with(all -> {
                    InstallPlan plan = all.planUpgrade("teller", newer);
                    assertThat(plan.questions())
                            .extracting(Question::item)
                            .containsExactly("notifications");
                    assertThat(plan.upgrade())
                            .hasValueSatisfying(upgrade -> {
                                assertThat(upgrade.from()).isEqualTo("1.0.0");
                                assertThat(upgrade.carried())
                                        .containsExactly("read the environment variable USER");
                                assertThat(upgrade.files())
                                        .containsExactly("\"extension.toml\" is changed");
                            });
                    return plan.finish(new Decision(List.of(), true, false));
                });

        assertThat(result.extension().permissions())
                .extracting(line -> line.item() + " " + line.granted())
                .containsExactlyInAnyOrder("environment=USER true", "notifications false");
        fired();
        assertThat(said()).isEqualTo("3:ada");
    }

    @Test
    void upgrade_anotherExtensionsPackage_refused() {
        user.install(teller("1.0.0"));
        Path other = user.pack("other", "2.0.0", LOGS);

        assertThat(refused(all -> all.planUpgrade("teller", other)).message())
                .contains("that is a package of other");
    }

    @Test
    void rollback_afterUpgrade_versionAndGrantsOfBefore() throws Exception {
        user.install(teller("1.0.0"), "all");
        with(all -> all.planUpgrade("teller", teller("1.1.0")).finish(Decision.of(List.of())));

        InstalledExtension back = with(all -> all.rollback("teller"));

        assertThat(back.version()).isEqualTo("1.0.0");
        assertThat(back.previous()).isEqualTo("1.1.0");
        fired();
        assertThat(said()).isEqualTo("3:ada");
    }

    @Test
    void rollback_nothingBefore_notFound() {
        user.install(teller("1.0.0"));

        assertThat(refused(all -> all.rollback("teller")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void upgrade_twice_theOldestIsDeleted() throws Exception {
        user.install(teller("1.0.0"));
        for (String version : List.of("1.1.0", "1.2.0")) {
            Path file = teller(version);
            with(all -> all.planUpgrade("teller", file).finish(Decision.of(List.of())));
        }

        try (Stream<Path> versions = Files.list(user.extensions().resolve("teller/versions"))) {
            assertThat(versions).hasSize(2);
        }
    }

    @Test
    void storage_survivesUpgradesAndGoesWithRemoval() throws Exception {
        user.install(user.pack("counter", "1.0.0", COUNTS));
        fired();
        Path newer = user.pack("counter", "1.1.0", COUNTS);
        with(all -> all.planUpgrade("counter", newer).finish(Decision.of(List.of())));
        fired();
        assertThat(said()).isEqualTo("xx");

        with(all -> {
            all.remove("counter", false);
            return 0;
        });
        user.install(newer);
        fired();
        assertThat(said()).isEqualTo("x");
    }

    @Test
    void storage_kept_goesToWhoAdoptsItAndToNobodyElse() throws Exception {
        Path file = user.pack("counter", "1.0.0", COUNTS);
        user.install(file);
        fired();
        with(all -> {
            all.remove("counter", true);
            return 0;
        });

        with(all -> {
            InstallPlan plan = all.plan(file);
            assertThat(plan.hasKeptData()).isTrue();
            return plan.finish(new Decision(List.of(), false, true));
        });
        fired();
        assertThat(said()).isEqualTo("xx");
    }

    @Test
    void loadInstalled_hookOnLoaded_runsAtStart() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(
                source.resolve("extension.toml"),
                """
                [extension]
                name = "early"
                [[hooks]]
                event = "extension.loaded"
                handler = "on_event"
                """);
        Files.write(source.resolve("main.wasm"), Wat.toBinary(LOGS));
        user.install(source);

        try (ExtensionHost host = user.host()) {
            host.loadInstalled();
        }
        assertThat(user.log).anyMatch(line -> line.contains("said by the guest"));
    }

    /// The guest sets its timer whenever it is made: nothing but the timer wakes it.
    @Test
    void timer_revokedByAnotherProcess_inForceBeforeItsNextCall() throws Exception {
        String wat =
                Guests.module(
                        Guests.handler(
                                "_initialize",
                                "(drop (call $set_interval (i32.const 10) (i32.const 8) (i32.const 4)))"),
                        Guests.handler("on_event", ""),
                        Guests.handler(
                                "tick", "(call $show (call $env (i32.const 0) (i32.const 4)))"),
                        Guests.data(0, "USER"),
                        Guests.data(8, "tick"));
        user.install(user.pack("Teller", "1.0.0", wat, "environment = [\"USER\"]"), "all");
        try (ExtensionHost running = user.host()) {
            running.loadInstalled();
            running.fire(Event.of(InstalledFixture.EVENT));
            awaitSaid("3:ada");

            with(all -> all.revoke("teller", List.of("all")));
            awaitSaid("-1");
        }
    }

    private void awaitSaid(String what) {
        while (!said().equals(what)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void fire_severalInstalled_reportInOrderOfNames() throws Exception {
        for (String name : List.of("zebra", "Ape", "moose")) {
            user.install(user.pack(name, "1.0.0", LOGS));
        }

        DispatchReport report = user.fire();

        assertThat(report.handlers())
                .extracting(HandlerReport::extension)
                .containsExactly("Ape", "moose", "zebra");
    }
}

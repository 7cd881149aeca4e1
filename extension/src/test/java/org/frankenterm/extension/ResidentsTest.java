package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a running host makes of changes of the extensions that it runs: by itself, and by other
/// processes while a guest works, waits or rests.
@Timeout(60)
class ResidentsTest {
    private static final String SHOW_USER = "(call $show (call $env (i32.const 0) (i32.const 4)))";
    private static final String NOTIFY = "(drop " + Guests.call("$notify", 0, "USER", 0, "") + ")";
    private static final String[] PERMISSIONS = {
        "environment = [\"USER\"]", "notifications = true"
    };

    @TempDir private Path folder;
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private InstalledFixture user;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
        user.environment.put("USER", "ada");
    }

    private ExtensionHost host(Duration pause) {
        return ExtensionHost.open(
                user.config()
                        .withServices(
                                HostServices.none()
                                        .withNotifier((_, title, _) -> notices.add(title)))
                        .withDispatch(
                                DispatchPolicy.DEFAULT.withContainment(
                                        new Containment(3, Duration.ofMinutes(1), pause, pause))));
    }

    private void install(String wat) {
        user.install(user.pack("guest", "1.0.0", wat, PERMISSIONS), "all");
    }

    private static String handling(String instructions) {
        return Guests.module(Guests.handler("on_event", instructions), Guests.data(0, "USER"));
    }

    private static CallOutcome fire(ExtensionHost host) throws InterruptedException {
        List<HandlerReport> reports = host.fire(Event.of(InstalledFixture.EVENT)).handlers();
        assertThat(reports).hasSize(1);
        return reports.getFirst().outcome();
    }

    /// As another process would.
    private void elsewhere(Consumer<InstalledExtensions> change) {
        try (ExtensionHost other = user.host()) {
            change.accept(other.installed());
        }
    }

    private List<String> said() {
        return user.log.stream()
                .filter(line -> line.contains("::guest [guest] "))
                .map(line -> line.substring(line.indexOf("[guest] ") + "[guest] ".length()))
                .toList();
    }

    @Test
    void enable_failedInThisHost_triedAgain() throws Exception {
        install(handling("unreachable"));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            for (int i = 0; i < 3; i++) {
                assertThat(fire(host)).isInstanceOf(Trapped.class);
            }
            assertThat(host.installed().find("guest").state()).isEqualTo(State.FAILED);

            host.installed().enable("guest");

            assertThat(fire(host)).isInstanceOf(Trapped.class);
        }
    }

    @Test
    void enable_byAnotherProcess_triedAgain() throws Exception {
        install(handling("unreachable"));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            for (int i = 0; i < 3; i++) {
                fire(host);
            }

            elsewhere(all -> all.enable("guest"));

            assertThat(fire(host)).isInstanceOf(Trapped.class);
        }
    }

    @Test
    void fire_closedHost_nothing() throws Exception {
        install(handling(""));
        ExtensionHost host = host(Duration.ZERO);
        host.loadInstalled();
        host.close();

        assertThat(host.fire(Event.of(InstalledFixture.EVENT)).handlers()).isEmpty();
        assertThat(host.press("ctrl+shift+g", Duration.ZERO)).isEmpty();
    }

    @Test
    void loadInstalled_again_eachRunsOnceAndLosesWhatIsRevoked() throws Exception {
        install(handling(SHOW_USER));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            fire(host);
            host.loadInstalled();
            fire(host);
            elsewhere(all -> all.revoke("guest", List.of("all")));
            fire(host);
        }
        assertThat(said()).containsExactly("3:ada", "3:ada", "-1");
    }

    /// It is made anew after a pause, because it had registered something.
    @Test
    void revival_revokedByAnotherProcess_startedUnderTheNewGrants() throws Exception {
        install(
                Guests.module(
                        Guests.handler(
                                "_initialize",
                                "(drop (call $set_timeout (i32.const 1000000) (i32.const 8) (i32.const 8)))"
                                        + SHOW_USER),
                        Guests.handler("on_event", "unreachable"),
                        Guests.data(0, "USER"),
                        Guests.data(8, "on_event")));
        try (ExtensionHost host = host(Duration.ofMillis(500))) {
            host.loadInstalled();
            assertThat(fire(host)).isInstanceOf(Trapped.class);
            assertThat(said()).containsExactly("3:ada");

            elsewhere(all -> all.revoke("guest", List.of("all")));
            while (said().size() < 2) {
                Thread.sleep(10);
            }
            assertThat(said()).containsExactly("3:ada", "-1");
        }
    }

    /// The change is made while the handler runs, by what hears of its calls.
    @Test
    void actions_revokedByAnotherProcessDuringTheCall_notApplied() throws Exception {
        install(handling(NOTIFY + "(drop (call $version))"));
        user.during(
                "ft_abi_version",
                () -> elsewhere(all -> all.revoke("guest", List.of("notifications"))));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            assertThat(fire(host)).isNotInstanceOf(Skipped.class);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void actions_disabledByAnotherProcessDuringTheCall_notApplied() throws Exception {
        install(handling(NOTIFY + "(drop (call $version))"));
        user.during("ft_abi_version", () -> elsewhere(all -> all.disable("guest")));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            assertThat(fire(host)).isNotInstanceOf(Skipped.class);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void event_waitsWhileAnotherProcessRevokes_handledUnderTheNewGrants() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch revoked = new CountDownLatch(1);
        install(handling("(drop (call $version))" + SHOW_USER));
        user.during(
                "ft_abi_version",
                () -> {
                    working.countDown();
                    awaited(revoked);
                });
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            host.fire(Event.of(InstalledFixture.EVENT), Duration.ZERO);
            working.await();
            host.fire(Event.of(InstalledFixture.EVENT), Duration.ZERO);
            elsewhere(all -> all.revoke("guest", List.of("all")));
            Thread.sleep(100);
            revoked.countDown();
            while (!said().contains("-1")) {
                Thread.sleep(10);
            }
        }
        // the first is ended by that, unless nobody has looked meanwhile
        assertThat(said()).isIn(List.of("-1"), List.of("3:ada", "-1"));
    }

    @Test
    void loaded_oneAfterTheOther_whoListensHearsOfEach() throws Exception {
        String wat =
                Guests.module(
                        Guests.handler("on_event", ""),
                        Guests.handler(
                                "on_loaded",
                                "(call $show (call $event_field (i32.const 0) (i32.const 4)))"),
                        Guests.data(0, "name"));
        user.install(user.pack("late", "2.0.0", wat));
        user.install(
                user.pack(
                        "guest",
                        "1.0.0",
                        wat,
                        "[[hooks]]",
                        "event = \"extension.loaded\"",
                        "handler = \"on_loaded\""));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            assertThat(said()).containsExactly("5:guest");

            host.fire(Event.of("bell"));
            assertThat(host.extensions()).hasSize(1);
            host.fire(Event.of(InstalledFixture.EVENT));
            while (said().size() < 2) {
                Thread.sleep(1);
            }
        }
        assertThat(said()).containsExactly("5:guest", "4:late");
    }

    private static Stream<Named<Consumer<InstalledExtensions>>> changes() {
        return Stream.of(
                Named.of("revoke", all -> all.revoke("guest", List.of("notifications"))),
                Named.of("disable", all -> all.disable("guest")),
                Named.of("remove", all -> all.remove("guest", false)));
    }

    /// Who waits for the handler looks meanwhile; the handler itself would go on for ten seconds.
    @ParameterizedTest
    @MethodSource("changes")
    void call_changedByAnotherProcess_ends(Consumer<InstalledExtensions> change) throws Exception {
        install(handling("(drop (call $version))(loop $ever (br $ever))"));
        user.during("ft_abi_version", () -> elsewhere(change));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            assertThat(fire(host).message()).startsWith("cancelled");
        }
    }

    /// They have one database.
    @Test
    void upgrade_byAnotherProcessDuringACall_oneVersionAtATime() throws Exception {
        List<Long> alive = new CopyOnWriteArrayList<>();
        install(handling("(drop (call $version))"));
        Path next = user.pack("guest", "2.0.0", handling("(drop (call $version))"));
        user.during(
                "ft_abi_version",
                () -> {
                    elsewhere(all ->
                            all.planUpgrade("guest", next)
                                    .finish(InstallPlan.Decision.of(List.of())));
                    user.during("ft_abi_version", () -> alive.add(HostFixture.guestThreads()));
                });
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            host.fire(Event.of(InstalledFixture.EVENT), Duration.ZERO);
            while (alive.isEmpty()) {
                host.fire(Event.of(InstalledFixture.EVENT), Duration.ofMillis(10));
            }
        }
        assertThat(alive).containsExactly(1L);
    }

    /// Another thread's look takes its time; the guest's own thread doesn't go on without one.
    @Test
    void actions_revokedDuringAnothersLook_notApplied() throws Exception {
        install(handling(NOTIFY + "(drop (call $version))"));
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        InstantSource slow =
                () -> {
                    if (Thread.currentThread().getName().equals("slow")) {
                        looking.countDown();
                        awaited(looked);
                    }
                    return Instant.now();
                };
        HostServices services =
                HostServices.none().withNotifier((_, title, _) -> notices.add(title));
        try (ExtensionHost host =
                ExtensionHost.open(user.config().withServices(services).withClock(slow))) {
            host.loadInstalled();
            FutureTask<?> look = new FutureTask<>(() -> host.press("ctrl+shift+y", Duration.ZERO));
            user.during(
                    "ft_abi_version",
                    () -> {
                        Thread.ofPlatform().name("slow").start(look);
                        awaited(looking);
                        elsewhere(all -> all.revoke("guest", List.of("notifications")));
                    });
            host.fire(Event.of(InstalledFixture.EVENT), Duration.ZERO);
            looking.await();
            Thread.sleep(300);
            looked.countDown();
            look.get();
            host.fire(Event.of("bell"));
        }
        assertThat(notices).isEmpty();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Until it is worth another try, nothing of it is read again.
    @Test
    void fire_fileChangedOnDisk_leftAloneUntilItsStateIsAnother() throws Exception {
        install(handling(""));
        Path wasm = user.file("guest", "main.wasm");
        byte[] right = Files.readAllBytes(wasm);
        Files.write(wasm, new byte[] {0});
        try (ExtensionHost host = host(Duration.ofHours(1))) {
            host.loadInstalled();
            assertThat(fire(host)).isInstanceOf(Skipped.class);
            Files.write(wasm, right);
            assertThat(fire(host)).isInstanceOf(Skipped.class);

            elsewhere(all -> all.revoke("guest", List.of("notifications")));

            assertThat(fire(host)).isEqualTo(new Completed());
        }
    }

    @Test
    void fire_fileChangedOnDiskAndRestored_runsAfterThePause() throws Exception {
        install(handling(""));
        Path wasm = user.file("guest", "main.wasm");
        byte[] right = Files.readAllBytes(wasm);
        Files.write(wasm, new byte[] {0});
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            assertThat(fire(host).message()).contains("main.wasm");
            Files.write(wasm, right);
            assertThat(fire(host)).isEqualTo(new Completed());
        }
    }

    @Test
    void fire_afterRemovalElsewhere_nobodyHears() throws Exception {
        install(handling(""));
        try (ExtensionHost host = host(Duration.ZERO)) {
            host.loadInstalled();
            assertThat(fire(host)).isEqualTo(new Completed());
            elsewhere(all -> all.remove("guest", false));
            assertThat(host.fire(Event.of(InstalledFixture.EVENT)).handlers()).isEmpty();
            assertThat(host.extensions()).isEmpty();
        }
    }
}

package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Late;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens while an installed extension is being loaded, which takes as long as a test wants:
/// who loads it asks for the time of day and waits for the answer.
@Timeout(60)
class ResidentLoadingTest {
    private static final Event EVENT = Event.of(InstalledFixture.EVENT);

    private static final String SHOW_HOME = "(call $show (call $env (i32.const 0) (i32.const 4)))";

    @TempDir private Path folder;
    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final AtomicReference<@Nullable RuntimeException> fault = new AtomicReference<>();
    private final ExecutorService others = Executors.newCachedThreadPool();
    private InstalledFixture user;
    private ExtensionHost host;

    @BeforeEach
    void install() throws Exception {
        user = new InstalledFixture(folder);
        user.install(
                user.pack(
                        "a-slow-one",
                        "1.0.0",
                        handling(SHOW_HOME),
                        "environment = [\"HOME\"]",
                        "pane_keys = true",
                        "[[keybindings]]",
                        "key = \"g\"",
                        "handler = \"on_event\""),
                "all");
        user.install(user.pack("quick", "1.0.0", handling("(drop (call $version))")));
        host = ExtensionHost.open(user.config().withClock(this::now));
        host.loadInstalled();
    }

    @AfterEach
    void close() {
        loaded.countDown();
        host.close();
        others.close();
    }

    private static String handling(String instructions) {
        return Guests.module(Guests.handler("on_event", instructions), Guests.data(0, "HOME"));
    }

    private Instant now() {
        if (Thread.currentThread().getName().equals("frankenterm-load-a-slow-one")) {
            loading.countDown();
            try {
                loaded.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            RuntimeException once = fault.getAndSet(null);
            if (once != null) {
                throw once;
            }
        }
        return Instant.now();
    }

    private static List<CallOutcome> outcomes(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::outcome).toList();
    }

    @Test
    void fire_oneIsBeingLoaded_othersRunMeanwhileAndTheReportIsInOrder() throws Exception {
        Future<DispatchReport> fired = others.submit(() -> host.fire(EVENT));
        loading.await();
        while (user.calls.isEmpty()) {
            Thread.sleep(1);
        }
        assertThat(user.calls).extracting(call -> call.extension()).containsOnly("quick");
        assertThat(fired.isDone()).isFalse();

        loaded.countDown();

        assertThat(fired.get().handlers())
                .extracting(HandlerReport::extension)
                .containsExactly("a-slow-one", "quick");
        assertThat(outcomes(fired.get())).containsExactly(new Completed(), new Completed());
    }

    @Test
    void fire_withoutTime_lateAndHandledWhenLoaded() throws Exception {
        DispatchReport report = host.fire(EVENT, Duration.ZERO);
        assertThat(outcomes(report)).first().isEqualTo(new Late());
        loading.await();
        assertThat(outcomes(host.fire(EVENT, Duration.ZERO))).first().isEqualTo(new Late());

        loaded.countDown();

        assertThat(outcomes(host.fire(EVENT))).containsExactly(new Completed(), new Completed());
        assertThat(user.calls)
                .filteredOn(call -> call.extension().equals("a-slow-one"))
                .filteredOn(call -> call.function().equals("ft_get_env"))
                .hasSize(3);
    }

    @Test
    void fire_moreThanCanWait_othersDroppedAndCounted() throws Exception {
        int more = 5;
        for (int i = 0; i < GuestRecipient.CAPACITY; i++) {
            host.fire(EVENT, Duration.ZERO);
        }
        List<CallOutcome> refused = new ArrayList<>();
        for (int i = 0; i < more; i++) {
            refused.add(outcomes(host.fire(EVENT, Duration.ZERO)).getFirst());
        }
        assertThat(refused).hasOnlyElementsOfType(Skipped.class);

        loaded.countDown();
        while (host.extensions().size() < 2 || extension().droppedEvents() < more) {
            Thread.sleep(1);
        }
        assertThat(extension().droppedEvents()).isEqualTo(more);
    }

    private Extension extension() {
        return host.extensions().stream()
                .filter(extension -> extension.id().name().equals("a-slow-one"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void disable_whileOneIsBeingLoaded_itsEventIsSkippedAtOnce() throws Exception {
        Future<DispatchReport> fired = others.submit(() -> host.fire(EVENT));
        loading.await();

        host.installed().disable("a-slow-one");

        assertThat(fired.get().handlers())
                .filteredOn(report -> report.extension().equals("a-slow-one"))
                .extracting(HandlerReport::outcome)
                .containsExactly(new Skipped("the extension was closed"));
        loaded.countDown();
        assertThat(outcomes(host.fire(EVENT))).containsExactly(new Completed());
    }

    @Test
    void revoke_whileOneIsBeingLoaded_runsWithoutIt() throws Exception {
        Future<DispatchReport> fired = others.submit(() -> host.fire(EVENT));
        loading.await();

        host.installed().revoke("a-slow-one", List.of("all"));
        loaded.countDown();

        fired.get();
        assertThat(user.log).anyMatch(line -> line.endsWith("[a-slow-one] -1"));
    }

    /// What is typed was waiting for it.
    @Test
    void keysRevoked_whileOneIsBeingLoaded_notHandedOver() throws Exception {
        Future<Optional<DispatchReport>> pressed =
                others.submit(() -> host.press("g", Duration.ofSeconds(30)));
        loading.await();

        host.installed().revoke("a-slow-one", List.of("pane_keys"));
        loaded.countDown();

        assertThat(outcomes(pressed.get().orElseThrow()))
                .singleElement()
                .isInstanceOf(Skipped.class)
                .extracting(CallOutcome::message)
                .asString()
                .startsWith("not heard: ");
        assertThat(user.calls).extracting(AuditEntry::outcome).containsOnly(AuditOutcome.DENIED);
        assertThat(host.press("g", Duration.ofSeconds(30))).isEmpty();
    }

    /// Whatever it is: who waits is told, and it is tried again.
    @Test
    void fire_loadingFailsInTheHost_skippedAndTriedAgain() throws Exception {
        fault.set(new IllegalStateException("there is no time"));
        loaded.countDown();

        CallOutcome first = outcomes(host.fire(EVENT)).getFirst();

        assertThat(first.message())
                .isEqualTo(
                        "it can't be loaded because of a fault of the host: java.lang.IllegalStateException: there is no time");
        while (!outcomes(host.fire(EVENT)).getFirst().equals(new Completed())) {
            Thread.sleep(10);
        }
    }

    @Test
    void close_whileOneIsBeingLoaded_itsEventIsSkippedAtOnce() throws Exception {
        Future<DispatchReport> fired = others.submit(() -> host.fire(EVENT));
        loading.await();

        host.close();

        assertThat(outcomes(fired.get())).first().isInstanceOf(Skipped.class);
        loaded.countDown();
        while (!host.extensions().isEmpty()) {
            Thread.sleep(1);
        }
    }
}

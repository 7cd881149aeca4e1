package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Threads that give events to an extension while it is loaded, refused or closed.
@Timeout(60)
class GuestRecipientHammerTest {
    private static final int ROUNDS = 20;
    private static final int DELIVERERS = 4;
    private static final int EACH = 100;
    private static final int REFUSALS = 20;
    private static final List<Hook> HOOKS = List.of(Hook.owned("first"), Hook.owned("second"));
    private static final String GUEST =
            "(module (func (export \"on_event\")) (func (export \"first\")) (func (export \"second\")))";

    @TempDir private Path folder;

    /// One recipient, and what came of all that it was given.
    private static final class Round implements GuestRecipient.Dormant {
        final GuestRecipient recipient = new GuestRecipient(new ExtensionId("guest"), this);
        final AtomicInteger given = new AtomicInteger();
        final CountDownLatch changed = new CountDownLatch(1);
        final AtomicInteger woken = new AtomicInteger();
        final AtomicInteger drops = new AtomicInteger();
        final List<AtomicIntegerArray> reports =
                IntStream.range(0, DELIVERERS * EACH)
                        .mapToObj(_ -> new AtomicIntegerArray(HOOKS.size()))
                        .toList();
        final CountDownLatch all = new CountDownLatch(DELIVERERS * EACH * HOOKS.size());
        final Queue<Integer> handled = new ConcurrentLinkedQueue<>();

        @Override
        public void wake(GuestRecipient waiting) {
            woken.incrementAndGet();
        }

        @Override
        public Decision decide(AccessRequest request) {
            return Decision.ALLOWED;
        }

        private DeliveryListener listener(int number) {
            return new DeliveryListener() {
                @Override
                public void ended(int index, HandlerReport report) {
                    reports.get(number).incrementAndGet(index);
                    if (index == 0) {
                        note(number, report.outcome());
                    }
                    all.countDown();
                }

                @Override
                public void deferred() {}
            };
        }

        private void note(int number, CallOutcome outcome) {
            if (outcome instanceof Completed) {
                handled.add(number);
            } else if (outcome.message().contains("this one is dropped")
                    || outcome.message().contains("takes its place")) {
                drops.incrementAndGet();
            }
        }

        /// Every fourth is the output of a pane, of which the newest stands for the others. The
        /// last comes when all has changed.
        private void deliverAll(int thread) throws InterruptedException {
            for (int i = 0; i < EACH; i++) {
                if (i == EACH - 1) {
                    changed.await();
                }
                Event event = i % 4 == 0 ? output(thread) : Event.of("bell");
                int number = thread * EACH + i;
                recipient.deliver(FiredEvent.of(event), HOOKS, listener(number)).run();
                given.incrementAndGet();
            }
        }

        private static Event output(int thread) {
            return new Event(
                    "pane.output",
                    "{\"pane_id\":%d,\"focused\":true,\"echo\":true,\"text\":\"x\"}"
                            .formatted(thread % 2));
        }

        private void dropAll() {
            for (int i = 0; i < EACH; i++) {
                recipient.dropped(Drops.Why.TOO_DEEP);
                drops.incrementAndGet();
            }
        }

        private void refuseOften() {
            for (int i = 0; i < REFUSALS; i++) {
                recipient.refuse("it is broken", Containment.DEFAULT);
                recipient.retry();
                Thread.onSpinWait();
            }
        }

        /// Somewhere in the middle.
        private void meanwhile(Runnable what) throws InterruptedException {
            HostFixture.until(() -> given.get() > EACH / 2);
            what.run();
            changed.countDown();
        }

        /// @param what becomes of it in the middle
        private void run(Runnable what) throws Exception {
            List<Crowd.Work> works = new ArrayList<>();
            for (int i = 0; i < DELIVERERS; i++) {
                works.add(this::deliverAll);
            }
            works.add(_ -> dropAll());
            works.add(_ -> refuseOften());
            works.add(_ -> meanwhile(what));
            Crowd.run(works);
        }

        private void check() {
            assertThat(reports).allSatisfy(report -> assertThat(report).hasToString("[1, 1]"));
            for (int thread = 0; thread < DELIVERERS; thread++) {
                int deliverer = thread;
                assertThat(handled.stream().filter(number -> number / EACH == deliverer))
                        .isSorted();
            }
            assertThat(woken.get()).isBetween(0, REFUSALS + 1);
        }
    }

    @Test
    void attach_whileOthersDeliver_eachReportedOnceInOrderAndDropsAddUp() throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path written = fixture.write("guest", HostFixture.HOOK, GUEST);
            for (int i = 0; i < ROUNDS; i++) {
                Round round = new Round();
                try (Extension extension = fixture.host.load(LoadRequest.of(written))) {
                    round.run(() -> round.recipient.attach(extension));
                    round.all.await();
                    round.check();
                    assertThat(round.handled).isNotEmpty();
                    assertThat(extension.droppedEvents()).isEqualTo(round.drops.get());
                }
            }
        }
    }

    @Test
    void close_whileOthersDeliver_eachSkippedOnce() throws Exception {
        for (int i = 0; i < 3 * ROUNDS; i++) {
            Round round = new Round();
            round.run(() -> {});
            round.recipient.close();
            round.check();
            assertThat(round.all.getCount()).isZero();
            assertThat(round.handled).isEmpty();
        }
    }

    @Test
    void dropped_whileItIsAttached_allCounted() throws Exception {
        int rounds = 300;
        try (HostFixture fixture = HostFixture.in(folder);
                Extension extension = fixture.load("guest", GUEST)) {
            for (int i = 0; i < rounds; i++) {
                Round round = new Round();
                Crowd.run(thread -> {
                    if (thread == 0) {
                        round.recipient.attach(extension);
                    } else {
                        round.dropAll();
                    }
                });
            }
            assertThat(extension.droppedEvents())
                    .isEqualTo((long) rounds * EACH * (Crowd.THREADS - 1));
        }
    }
}

package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A guest whose handlers end while others make up the reports that are missing.
@Timeout(60)
class DeliveryHammerTest {
    private static final int ROUNDS = 300;
    private static final int HANDLERS = 16;
    private static final List<Hook> HOOKS =
            IntStream.range(0, HANDLERS).mapToObj(i -> Hook.owned("h" + i)).toList();

    private static final CallOutcome.Skipped SKIPPED = new CallOutcome.Skipped("cancelled");

    /// One delivery, and what its listener heard.
    private static final class Round implements Delivery.Owner, DeliveryListener {
        final Delivery delivery = new Delivery(this, FiredEvent.of(Event.of("bell")), HOOKS, this);
        final ConcurrentLinkedQueue<Integer> heard = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger completed = new AtomicInteger();
        final AtomicInteger finishers = new AtomicInteger();

        @Override
        public HandlerReport unmeasured(String handler, CallOutcome outcome) {
            made.incrementAndGet();
            return HandlerReport.unmeasured("guest", handler, outcome);
        }

        @Override
        public void look(Delivery late) {
            finish(late.finish(new CallOutcome.Late(), new CallOutcome.Skipped("stuck")));
        }

        @Override
        public void ended(int index, HandlerReport report) {
            heard.add(index);
            if (!report.handler().equals("h" + index)) {
                wrong.add(index + ": " + report.handler());
            }
        }

        @Override
        public void deferred() {}

        private void finish(boolean first) {
            finishers.addAndGet(first ? 1 : 0);
        }

        /// As the guest's thread does: one after the other, until somebody else was first.
        private void handle() {
            for (int i = 0; i < HANDLERS && !delivery.done(); i++) {
                CallOutcome outcome = new CallOutcome.Completed();
                if (!delivery.ended(HandlerReport.unmeasured("guest", "h" + i, outcome))) {
                    return;
                }
                completed.incrementAndGet();
            }
            finish(delivery.finish(new CallOutcome.Late(), new CallOutcome.Skipped("closed")));
        }

        private void run() throws Exception {
            List<Crowd.Work> works = new ArrayList<>();
            works.add(_ -> handle());
            for (int i = 0; i < 2; i++) {
                works.add(_ -> delivery.look());
                works.add(_ -> delivery.defer());
                works.add(_ -> finish(delivery.finish(new CallOutcome.Late(), SKIPPED)));
            }
            works.add(_ -> delivery.skip("dropped"));
            Crowd.run(works);
        }
    }

    @Test
    void reports_fromTheGuestAndFromOthers_eachHandlerOnce() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Round round = new Round();
            round.run();
            assertThat(round.delivery.done()).isTrue();
            assertThat(round.wrong).isEmpty();
            assertThat(round.heard)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, HANDLERS).boxed().toList());
            assertThat(round.completed.get() + round.made.get()).isEqualTo(HANDLERS);
            assertThat(round.finishers.get()).isLessThanOrEqualTo(1);
        }
    }
}

package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Threads that give events to one native handler, faster than it handles them.
@Timeout(60)
class NativeRecipientHammerTest {
    private static final int EACH = 3_000;
    private static final int ALL = EACH * Crowd.THREADS;
    private static final List<Hook> HOOKS = List.of(Hook.owned("native"));

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicBoolean overlapped = new AtomicBoolean();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final NativeRecipient recipient =
            new NativeRecipient(
                    this::handle,
                    HostLog.open(LogFilter.parse("off"), InstantSource.system(), _ -> {})
                            .hostCalls(NativeRecipient.NAME));

    private List<Action> handle(Event event) {
        if (inside.incrementAndGet() != 1) {
            overlapped.set(true);
        }
        handled.add(event.payload());
        inside.decrementAndGet();
        return List.of();
    }

    /// Hears of one event, once if all goes well.
    private static final class Heard implements DeliveryListener {
        final AtomicInteger completed = new AtomicInteger();
        final AtomicInteger skipped = new AtomicInteger();
        private final CountDownLatch all;

        Heard(CountDownLatch all) {
            this.all = all;
        }

        @Override
        public void ended(int index, HandlerReport report) {
            switch (report.outcome()) {
                case Completed _ -> completed.incrementAndGet();
                case Skipped _ -> skipped.incrementAndGet();
                default -> throw new AssertionError(report.toString());
            }
            all.countDown();
        }

        @Override
        public void deferred() {}

        boolean once() {
            return completed.get() + skipped.get() == 1;
        }
    }

    private List<Heard> deliverAll(int thread, CountDownLatch all) {
        List<Heard> heard = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            Heard one = new Heard(all);
            heard.add(one);
            Event event = new Event("bell", "{\"t\":%d,\"n\":%d}".formatted(thread, i));
            recipient.deliver(FiredEvent.of(event), HOOKS, one).run();
        }
        return heard;
    }

    @Test
    void deliver_fromManyThreads_eachHandledOrDroppedOnceAndOneAtATime() throws Exception {
        CountDownLatch all = new CountDownLatch(ALL);
        List<Heard> heard =
                Crowd.ask(thread -> deliverAll(thread, all)).stream()
                        .flatMap(List::stream)
                        .toList();
        all.await();

        int skipped = heard.stream().mapToInt(one -> one.skipped.get()).sum();
        assertThat(heard).allMatch(Heard::once);
        assertThat(overlapped).isFalse();
        assertThat(recipient.dropCount()).isEqualTo(skipped);
        assertThat(handled).hasSize(ALL - skipped).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, Crowd.THREADS).mapToObj(this::numbers))
                .allSatisfy(numbers -> assertThat(numbers).isSorted());
    }

    private List<Integer> numbers(int thread) {
        String mark = "{\"t\":" + thread + ",\"n\":";
        return handled.stream()
                .filter(payload -> payload.startsWith(mark))
                .map(payload -> payload.substring(mark.length(), payload.length() - 1))
                .map(Integer::valueOf)
                .toList();
    }
}

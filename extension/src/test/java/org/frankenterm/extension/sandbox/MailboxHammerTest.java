package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Threads that put, while the guest's takes and others take out what they no longer want.
@Timeout(60)
class MailboxHammerTest {
    private static final int PUTTERS = 4;
    private static final int EACH = 3_000;
    private static final List<Hook> HOOKS = List.of(Hook.owned("run"));
    private static final Mailbox.Put TAKEN = new Mailbox.Put.Taken();

    private static final Delivery.Owner OWNER =
            new Delivery.Owner() {
                @Override
                public HandlerReport unmeasured(String handler, CallOutcome outcome) {
                    return HandlerReport.unmeasured("guest", handler, outcome);
                }

                @Override
                public void look(Delivery delivery) {}
            };

    private static final DeliveryListener NOBODY =
            new DeliveryListener() {
                @Override
                public void ended(int index, HandlerReport report) {}

                @Override
                public void deferred() {}
            };

    private final Mailbox mailbox = new Mailbox();
    private final AtomicInteger putting = new AtomicInteger(PUTTERS);
    private final List<Delivery> taken = new ArrayList<>();
    private final Queue<Delivery> others = new ConcurrentLinkedQueue<>();

    private static Delivery delivery(String name, String payload) {
        return new Delivery(OWNER, FiredEvent.of(new Event(name, payload)), HOOKS, NOBODY);
    }

    private static Delivery bell(int thread, int number) {
        return delivery("bell", "{\"t\":%d,\"n\":%d}".formatted(thread, number));
    }

    private static Delivery output(int thread) {
        return delivery("pane.output", "{\"pane_id\":%d,\"text\":\"x\"}".formatted(thread % 2));
    }

    private static String payload(Delivery delivery) {
        return delivery.event().event().payload();
    }

    /// Every delivery that is put ends up in one of the two lists.
    private void put(Delivery delivery) {
        Mailbox.Put put = mailbox.put(delivery);
        switch (put) {
            case Mailbox.Put.Taken _ -> {}
            case Mailbox.Put.Merged(Delivery older) -> others.add(older);
            case Mailbox.Put.Full _ -> others.add(delivery);
        }
    }

    private void putAll(int thread) {
        try {
            for (int i = 0; i < EACH; i++) {
                put(bell(thread, i));
                put(output(thread));
            }
        } finally {
            putting.decrementAndGet();
        }
    }

    private void takeAll() throws InterruptedException {
        while (putting.get() > 0) {
            Delivery next = mailbox.poll(TimeUnit.MILLISECONDS.toNanos(1));
            if (next != null) {
                taken.add(next);
            }
        }
        for (Delivery next = mailbox.poll(0); next != null; next = mailbox.poll(0)) {
            taken.add(next);
        }
    }

    private void removeSome() {
        while (putting.get() > 0) {
            List<Delivery> waiting = mailbox.waiting();
            assertThat(waiting).hasSizeLessThanOrEqualTo(Mailbox.CAPACITY).doesNotHaveDuplicates();
            if (!waiting.isEmpty() && mailbox.remove(waiting.getLast())) {
                others.add(waiting.getLast());
            }
            mailbox.wake();
        }
    }

    private void drainSometimes() {
        for (int i = 1; putting.get() > 0; i++) {
            mailbox.sparing(i % 64 == 0);
            if (i % 512 == 0) {
                others.addAll(mailbox.drain());
            }
        }
        mailbox.sparing(false);
    }

    @Test
    void put_whileOthersTakeAndRemove_eachComesOutOnceAndInOrder() throws Exception {
        List<Crowd.Work> works = new ArrayList<>();
        for (int i = 0; i < PUTTERS; i++) {
            works.add(this::putAll);
        }
        works.add(_ -> takeAll());
        works.add(_ -> removeSome());
        works.add(_ -> drainSometimes());
        Crowd.run(works);
        others.addAll(mailbox.drain());

        List<Delivery> all = new ArrayList<>(taken);
        all.addAll(others);
        assertThat(all).doesNotHaveDuplicates().hasSize(2 * PUTTERS * EACH);
        for (int thread = 0; thread < PUTTERS; thread++) {
            assertThat(numbers(thread)).isSorted();
        }
        assertThat(mailbox.put(output(0))).as("nothing else is remembered").isEqualTo(TAKEN);
    }

    private List<Integer> numbers(int thread) {
        String mark = "{\"t\":" + thread + ",\"n\":";
        return taken.stream()
                .map(MailboxHammerTest::payload)
                .filter(payload -> payload.startsWith(mark))
                .map(payload -> payload.substring(mark.length(), payload.length() - 1))
                .map(Integer::valueOf)
                .toList();
    }

    /// A wake-up that nobody saw would leave the taker asleep for ever.
    @Test
    void await_wakesAndPutsFromManyThreads_noneIsMissed() throws Exception {
        int rounds = 5_000;
        List<Crowd.Work> works = new ArrayList<>();
        works.add(_ -> {
            for (int i = 0; i < rounds; i++) {
                assertThat(mailbox.poll(Long.MAX_VALUE)).isNotNull();
            }
        });
        works.add(thread -> {
            for (int i = 0; i < rounds; i++) {
                while (mailbox.put(bell(thread, i)) instanceof Mailbox.Put.Full) {
                    Thread.onSpinWait();
                }
            }
        });
        Crowd.run(works);
        works.clear();
        works.add(_ -> {
            for (int i = 0; i < rounds; i++) {
                mailbox.wake();
                mailbox.await(Long.MAX_VALUE);
            }
        });
        works.add(_ -> {
            for (int i = 0; i < rounds; i++) {
                mailbox.wake();
            }
        });
        Crowd.run(works);
        assertThat(mailbox.waiting()).isEmpty();
    }
}

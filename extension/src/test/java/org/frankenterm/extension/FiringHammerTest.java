package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.DispatchPolicy.LateActions;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.EventBus;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handlers end on many threads at the same time, and somebody waits.
@Timeout(30)
class FiringHammerTest {
    private static final int HANDLERS = 8;
    private static final int ROUNDS = 300;

    @Test
    void reports_fromManyThreads_appliedOnceAndInOrder() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (ExecutorService pool = Executors.newFixedThreadPool(HANDLERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                round(pool, random, "seed " + seed + ", round " + round);
            }
        }
    }

    private static void round(ExecutorService pool, Random random, String shown) throws Exception {
        EventBus<Recipient> bus = new EventBus<>();
        List<FakeRecipient> recipients = new ArrayList<>();
        for (int i = 0; i < HANDLERS; i++) {
            FakeRecipient recipient = new FakeRecipient("r" + i);
            recipients.add(recipient);
            bus.join(recipient, Tier.WASM).register(new EventPattern("bell"), 0, "h" + i, true);
        }
        List<String> applied = new CopyOnWriteArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        Firing firing =
                new Firing(
                        FiredEvent.of(Event.of("bell")),
                        bus.matching("bell"),
                        (_, _, report) -> {
                            assertThat(inside.incrementAndGet()).isEqualTo(1);
                            applied.add(report.handler());
                            inside.decrementAndGet();
                        },
                        LateActions.APPLY,
                        () -> {});
        firing.start();
        List<FakeRecipient> shuffled = new ArrayList<>(recipients);
        Collections.shuffle(shuffled, random);
        List<Future<?>> ending =
                shuffled.stream().<Future<?>>map(r -> pool.submit(() -> r.ends(0))).toList();
        boolean waits = random.nextBoolean();
        firing.await(waits ? Long.MAX_VALUE : 0);
        for (Future<?> future : ending) {
            future.get();
        }
        assertThat(applied).as(shown).hasSize(HANDLERS).doesNotHaveDuplicates();
        if (waits) {
            assertThat(applied)
                    .as(shown)
                    .containsExactly("h0", "h1", "h2", "h3", "h4", "h5", "h6", "h7");
        }
    }
}

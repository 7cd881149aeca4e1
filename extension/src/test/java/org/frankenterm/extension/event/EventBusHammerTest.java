package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.frankenterm.extension.event.EventBus.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hooks that come and go while others ask who hears.
@Timeout(30)
class EventBusHammerTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 500;

    @Test
    void register_whileFiring_lastingOnesAlwaysHeardInOrder() throws Exception {
        EventBus<String> bus = new EventBus<>();
        Subscriber steady = bus.join("steady", Tier.WASM);
        EventPattern bell = new EventPattern("bell");
        steady.register(bell, -1, "first", true);
        steady.register(bell, 1, "last", true);
        AtomicBoolean ended = new AtomicBoolean();
        try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS + 2)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(
                        pool.submit(() -> {
                            while (!ended.get()) {
                                List<Subscription<String>> heard = bus.matching("bell");
                                assertThat(heard.getFirst().hook().handler()).isEqualTo("first");
                                assertThat(heard.getLast().hook().handler()).isEqualTo("last");
                            }
                        }));
            }
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Subscriber passing = bus.join("passing" + i, Tier.WASM);
                writers.add(pool.submit(() -> comeAndGo(passing, bell)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            ended.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(bus.matching("bell")).hasSize(2);
    }

    private static void comeAndGo(Subscriber passing, EventPattern bell) {
        for (int i = 0; i < ROUNDS; i++) {
            int id = passing.register(bell, 0, "h", false).orElseThrow();
            passing.register(bell, 0, "h", false);
            assertThat(passing.unregister(id)).isTrue();
            passing.unregisterPassing();
        }
    }
}

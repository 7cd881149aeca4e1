package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.wasmtime.EpochTicker.Activity;
import org.junit.jupiter.api.Test;

class EpochTickerTest {
    private static void awaitIdle(EpochTicker ticker) {
        while (!ticker.idle()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void enter_whileIdle_ticks() throws Exception {
        CountDownLatch ticks = new CountDownLatch(3);
        EpochTicker ticker = new EpochTicker(ticks::countDown, () -> {});
        Activity activity = ticker.register();
        awaitIdle(ticker);
        assertThat(ticks.getCount()).as("no ticks without a call").isEqualTo(3);
        ticker.enter(activity);
        ticks.await();
        assertThat(ticker.idle()).isFalse();
        ticker.exit(activity);
        awaitIdle(ticker);
        ticker.close();
        ticker.thread().join();
    }

    @Test
    void close_withoutACall_endsTheThread() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        EpochTicker ticker = new EpochTicker(() -> {}, ended::countDown);
        ticker.close();
        ticker.close();
        ended.await();
        ticker.thread().join();
    }

    @Test
    void close_whileIdle_endsTheThread() throws Exception {
        EpochTicker ticker = new EpochTicker(() -> {}, () -> {});
        awaitIdle(ticker);
        ticker.close();
        ticker.thread().join();
    }

    @Test
    void close_duringACall_ticksOnUntilItsEnd() throws Exception {
        CountDownLatch ticks = new CountDownLatch(5);
        EpochTicker ticker = new EpochTicker(ticks::countDown, () -> {});
        Activity activity = ticker.register();
        ticker.enter(activity);
        ticker.close();
        ticks.await();
        ticker.exit(activity);
        ticker.thread().join();
    }

    @Test
    void enter_afterClose_refused() throws Exception {
        EpochTicker ticker = new EpochTicker(() -> {}, () -> {});
        Activity activity = ticker.register();
        ticker.close();
        assertThatIllegalStateException().isThrownBy(() -> ticker.enter(activity));
        ticker.thread().join();
    }

    /// Somebody else's full heap must not leave every guest without a deadline.
    @Test
    void tick_outOfMemory_theNextOneComes() throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(3);
        EpochTicker ticker =
                new EpochTicker(
                        () -> {
                            third.countDown();
                            if (ticks.incrementAndGet() == 1) {
                                throw new OutOfMemoryError("in a test");
                            }
                        },
                        () -> {});
        Activity activity = ticker.register();
        ticker.enter(activity);
        third.await();
        ticker.exit(activity);
        ticker.remove(activity);
        ticker.close();
        ticker.thread().join();
    }
}

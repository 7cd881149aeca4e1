package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frankenterm.wasmtime.Handler.Role;
import org.junit.jupiter.api.Test;

/// Calls that come and go on many threads: each endless one is stopped, so no call was ever without
/// ticks.
class EpochTickerHammerTest {
    private static final byte[] MODULE =
            Wat.toBinary(
                    """
                    (module (func (export "spin") (loop (br 0))) (func (export "short")))
                    """);

    @Test
    void calls_shortAndEndless_eachEndlessOneStopped() throws Exception {
        try (Engine engine = Engine.open();
                CompiledModule module = CompiledModule.compile(engine, MODULE);
                Linker linker = Linker.of(engine, List.of())) {
            Hammer.runOnGuestThreads(_ -> {
                for (int i = 0; i < 5; i++) {
                    try (Store store = Store.open(engine, StoreLimits.DEFAULT, "")) {
                        store.instantiate(linker, module, Guest.FUEL, Guest.later());
                        hammer(store);
                    }
                }
            });
        }
    }

    private static void hammer(Store store) throws HandlerRefused {
        Handler small = store.handler("short", Role.HANDLER);
        for (int k = 0; k < 1_000; k++) {
            assertThat(small.call(Guest.FUEL, Guest.later())).isEqualTo(new Outcome.Returned(0));
        }
        long soon = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
        assertThat(store.handler("spin", Role.HANDLER).call(Long.MAX_VALUE, soon))
                .isInstanceOf(Outcome.Interrupted.class);
    }

    /// The window in which a call and the ticker's falling asleep meet, without the guest.
    @Test
    void enter_aroundFallingAsleep_alwaysTicks() throws Exception {
        try (EpochTicker ticker = new EpochTicker(() -> {}, () -> {})) {
            EpochTicker.Activity activity = ticker.register();
            for (int i = 0; i < 2; i++) {
                while (!ticker.idle()) {
                    Thread.onSpinWait();
                }
                ticker.enter(activity);
                while (ticker.idle()) {
                    Thread.onSpinWait();
                }
                ticker.exit(activity);
            }
        }
    }
}

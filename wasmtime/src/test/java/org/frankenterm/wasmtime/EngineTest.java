package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.frankenterm.wasmtime.Handler.Role;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final byte[] NOTHING = Wat.toBinary("(module (func (export \"f\")))");

    private static void refused(ThrowingCallable action) {
        assertThatIllegalStateException()
                .isThrownBy(action)
                .withMessage("this engine is already closed");
    }

    @Test
    void anything_afterClose_refused() throws Exception {
        Engine engine = Engine.open();
        engine.close();
        engine.close();
        engine.ticker().thread().join();
        refused(() -> CompiledModule.compile(engine, NOTHING));
        refused(() -> CompiledModule.validate(engine, NOTHING));
        refused(() -> Linker.of(engine, List.of()));
        Guest.onThread(() -> {
            refused(() -> Store.open(engine, StoreLimits.DEFAULT, ""));
            return true;
        });
    }

    /// A call that nobody could stop doesn't start; closing the rest is harmless.
    @Test
    void call_afterEngineClosed_refused() throws Exception {
        Guest.onThread(() -> {
            Engine engine = Engine.open();
            try (CompiledModule module = CompiledModule.compile(engine, NOTHING);
                    Linker linker = Linker.of(engine, List.of());
                    Store store = Store.open(engine, StoreLimits.DEFAULT, "")) {
                store.instantiate(linker, module, Guest.FUEL, Guest.later());
                Handler handler = store.handler("f", Role.HANDLER);
                engine.close();
                refused(() -> handler.call(Guest.FUEL, Guest.later()));
            }
            return true;
        });
    }

    /// The one that runs keeps its deadline: this loop has no other end.
    @Test
    void close_whileACallRuns_itStillEndsAtItsDeadline() throws Exception {
        String spins =
                """
                (module (import "env" "host" (func $host))
                  (func (export "f") (call $host) (loop (br 0))))
                """;
        AtomicReference<Engine> running = new AtomicReference<>();
        HostImport closes = host("host", _ -> running.get().close());
        Guest.onThread(() -> {
            Engine engine = Engine.open();
            running.set(engine);
            try (CompiledModule module = CompiledModule.compile(engine, Wat.toBinary(spins));
                    Linker linker = Linker.of(engine, List.of(closes));
                    Store store = Store.open(engine, StoreLimits.DEFAULT, "")) {
                store.instantiate(linker, module, Guest.FUEL, Guest.later());
                Outcome outcome =
                        store.handler("f", Role.HANDLER)
                                .call(Long.MAX_VALUE, System.nanoTime() + 50_000_000);
                assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
            }
            engine.ticker().thread().join();
            return true;
        });
    }
}

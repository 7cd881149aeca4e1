package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.ffi.HostCallTrampoline;
import org.junit.jupiter.api.Test;

class LinkerTest {
    private static final String CALLS =
            """
            (module (import "env" "host" (func $host)) (func (export "f") (call $host)))
            """;

    @Test
    void of_sameNameTwice_refusedAndNothingKept() {
        int before = HostCallTrampoline.registered();
        List<HostImport> twice =
                List.of(host("a", _ -> {}), host("b", _ -> {}), host("a", "(i32)->()", _ -> {}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Linker.of(Guest.ENGINE, twice))
                .withMessageContaining("env::a");
        assertThat(HostCallTrampoline.registered()).isEqualTo(before);
    }

    @Test
    void close_onceOrTwice_nothingKept() {
        int before = HostCallTrampoline.registered();
        Linker linker = Linker.of(Guest.ENGINE, List.of(host("a", _ -> {}), host("b", _ -> {})));
        assertThat(HostCallTrampoline.registered()).isEqualTo(before + 2);
        linker.close();
        linker.close();
        assertThat(HostCallTrampoline.registered()).isEqualTo(before);
    }

    /// The guest knows its functions by number: none may be given to another linker before.
    @Test
    void close_beforeItsStores_functionsKeptForThem() throws Exception {
        int before = HostCallTrampoline.registered();
        AtomicInteger own = new AtomicInteger();
        AtomicInteger others = new AtomicInteger();
        Guest.with(
                CALLS,
                List.of(host("host", _ -> own.incrementAndGet())),
                guest -> {
                    guest.linker.close();
                    Linker other =
                            Linker.of(
                                    Guest.ENGINE,
                                    List.of(host("host", _ -> others.incrementAndGet())));
                    guest.call("f");
                    other.close();
                    assertThat(own).hasValue(1);
                    assertThat(others).hasValue(0);
                    assertThat(HostCallTrampoline.registered()).isEqualTo(before + 1);
                    guest.store.close();
                    assertThat(HostCallTrampoline.registered()).isEqualTo(before);
                });
    }

    /// A start function runs as long as its deadline: nobody else waits for it.
    @Test
    void instantiate_whileAnotherStartFunctionRuns_notHeldUp() throws Exception {
        String waits =
                """
                (module (import "env" "host" (func $host)) (func $s (call $host)) (start $s)
                  (func (export "f")))
                """;
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        HostImport blocks =
                host(
                        "host",
                        _ -> {
                            if (calls.incrementAndGet() == 1) {
                                inside.countDown();
                                await(release);
                            }
                        });
        Guest.with(
                waits,
                List.of(blocks),
                StoreLimits.DEFAULT,
                guest -> {
                    Thread first =
                            new GuestThread(
                                    "first",
                                    () -> {
                                        try (Store store =
                                                Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "")) {
                                            store.instantiate(
                                                    guest.linker,
                                                    guest.module,
                                                    Guest.FUEL,
                                                    Guest.later());
                                        }
                                    });
                    first.start();
                    inside.await();
                    assertThat(guest.instantiate()).isEqualTo(new Outcome.Returned(0));
                    guest.linker.close();
                    guest.module.close();
                    release.countDown();
                    first.join();
                    assertThat(guest.call("f")).isEqualTo(new Outcome.Returned(0));
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void linker_forManyStores_eachFindsItsOwnData() throws Exception {
        StringBuilder seen = new StringBuilder();
        HostImport reads = host("host", caller -> seen.append(caller.data(String.class)));
        Guest.onThread(() -> {
            try (Linker linker = Linker.of(Guest.ENGINE, List.of(reads));
                    CompiledModule module =
                            CompiledModule.compile(Guest.ENGINE, Wat.toBinary(CALLS))) {
                for (String data : List.of("a", "b", "c")) {
                    try (Store store = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, data)) {
                        store.instantiate(linker, module, Guest.FUEL, Guest.later());
                        store.handler("f", Role.HANDLER).call(Guest.FUEL, Guest.later());
                    }
                }
            }
            return true;
        });
        assertThat(seen).hasToString("abc");
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What leaves an upcall ends the JVM: nothing that a host function does may.
class HostFunctionTest {
    private static final String CALLS_HOST =
            """
            (module
              (import "env" "host" (func $host))
              (global $depth (mut i32) (i32.const 0))
              (func (export "once") (call $host))
              (func $deep (export "deep")
                (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
                (if (i32.lt_u (global.get $depth) (i32.const 4000)) (then (call $deep)))
                (call $host))
              (func $endless (export "endless") (call $host) (call $endless)))
            """;

    private static Throwable thrownBy(String handler, HostFunction function) throws Exception {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Guest.with(
                CALLS_HOST,
                List.of(host("host", function)),
                guest -> {
                    outcome.set(guest.call(handler));
                });
        return ((Outcome.HostFailed) outcome.get()).thrown();
    }

    private static long recurse(long depth) {
        return depth == Long.MAX_VALUE ? 0 : recurse(depth + 1) + 1;
    }

    private static void fill(long[][] arrays, Caller caller) {
        arrays[0][0] = caller.interrupt().deadlineNanos();
    }

    @Test
    void call_exception_keptForTheCaller() throws Exception {
        IllegalStateException mistake = new IllegalStateException("mistake");
        Throwable thrown =
                thrownBy(
                        "once",
                        _ -> {
                            throw mistake;
                        });
        assertThat(thrown).isSameAs(mistake);
    }

    @Test
    void call_stackOverflow_keptForTheCaller() throws Exception {
        assertThat(thrownBy("once", _ -> recurse(0))).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void call_stackOverflowUnderDeepGuest_keptForTheCaller() throws Exception {
        assertThat(thrownBy("deep", _ -> recurse(0))).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void call_outOfMemory_keptForTheCaller() throws Exception {
        Throwable thrown =
                thrownBy("once", caller -> fill(new long[1][Integer.MAX_VALUE - 8], caller));
        assertThat(thrown).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void call_guestFaultLetThrough_hostFailed() throws Exception {
        assertThat(thrownBy("once", Caller::memory)).isInstanceOf(GuestFault.class);
    }

    @Test
    void call_guestRecursionThroughHostCalls_stackOverflowTrap() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HostImport counter = host("host", _ -> calls.incrementAndGet());
        Guest.with(
                CALLS_HOST,
                List.of(counter),
                guest -> {
                    Outcome.Trapped trap = (Outcome.Trapped) guest.call("endless");
                    assertThat(trap.code()).isEqualTo(TrapCode.STACK_OVERFLOW);
                    assertThat(calls.get()).isGreaterThan(1_000);
                });
    }

    @Test
    void call_intoTheGuestAgain_refused() throws Exception {
        AtomicReference<Guest> running = new AtomicReference<>();
        HostImport again =
                host(
                        "host",
                        _ -> {
                            try {
                                running.get().call("once");
                            } catch (HandlerRefused e) {
                                throw new AssertionError(e);
                            }
                        });
        Guest.with(
                CALLS_HOST,
                List.of(again),
                guest -> {
                    running.set(guest);
                    Outcome.HostFailed failed = (Outcome.HostFailed) guest.call("once");
                    assertThat(failed.thrown())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("a host function must not call a guest");
                });
    }

    @Test
    void call_closesItsStore_refused() throws Exception {
        AtomicReference<Guest> running = new AtomicReference<>();
        HostImport closer = host("host", _ -> running.get().store.close());
        Guest.with(
                CALLS_HOST,
                List.of(closer),
                guest -> {
                    running.set(guest);
                    assertThat(guest.call("once")).isInstanceOf(Outcome.HostFailed.class);
                });
    }

    @Test
    void call_closesLinkerModuleAndAllElse_theGuestRunsOn() throws Exception {
        AtomicReference<Guest> running = new AtomicReference<>();
        HostImport closer =
                host(
                        "host",
                        _ -> {
                            running.get().linker.close();
                            running.get().module.close();
                        });
        Guest.with(
                CALLS_HOST,
                List.of(closer),
                guest -> {
                    running.set(guest);
                    assertThat(guest.call("once")).isEqualTo(new Outcome.Returned(0));
                    assertThat(guest.call("once")).isEqualTo(new Outcome.Returned(0));
                });
    }

    @Test
    void call_garbageCollectionMeanwhile_returns() throws Exception {
        String spins =
                """
                (module
                  (import "env" "host" (func $host))
                  (global $left (mut i32) (i32.const 2000))
                  (func (export "spin")
                    (local $i i32)
                    (loop $outer
                      (call $host)
                      (local.set $i (i32.const 5000))
                      (loop $inner
                        (local.set $i (i32.sub (local.get $i) (i32.const 1)))
                        (br_if $inner (local.get $i)))
                      (global.set $left (i32.sub (global.get $left) (i32.const 1)))
                      (br_if $outer (global.get $left)))))
                """;
        AtomicInteger calls = new AtomicInteger();
        HostImport collects =
                host(
                        "host",
                        _ -> {
                            if (calls.incrementAndGet() == 1) {
                                new Thread(
                                                () -> {
                                                    for (int i = 0; i < 10; i++) {
                                                        System.gc();
                                                    }
                                                })
                                        .start();
                            }
                        });
        Guest.with(
                spins,
                List.of(collects),
                guest -> {
                    assertThat(guest.call("spin")).isEqualTo(new Outcome.Returned(0));
                    assertThat(calls.get()).isEqualTo(2_000);
                });
    }
}

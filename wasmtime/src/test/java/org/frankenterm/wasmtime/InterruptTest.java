package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Deadline and cancel end whatever a guest or a host function does. No time is asserted: what
/// doesn't end, hangs here.
class InterruptTest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(30);
    private static final String MODULE =
            """
            (module
              (import "env" "host" (func $host))
              (func (export "spin") (loop (br 0)))
              (func $twice (export "recurse_slowly") (call $twice))
              (func (export "call_for_ever") (loop (call $host) (br 0)))
              (func (export "once") (call $host)))
            """;

    private static Outcome.Interrupted interrupted(String handler, HostFunction function)
            throws Exception {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Guest.with(
                MODULE,
                List.of(host("host", function)),
                guest ->
                        outcome.set(
                                guest.handler(handler)
                                        .call(Long.MAX_VALUE, System.nanoTime() + SOON)));
        return (Outcome.Interrupted) outcome.get();
    }

    @Test
    void deadline_inALoop_interrupted() throws Exception {
        Outcome.Interrupted outcome = interrupted("spin", _ -> {});
        assertThat(outcome.cancelled()).isFalse();
        assertThat(outcome.frames()).hasSize(1);
    }

    @Test
    void deadline_inALoopOfHostCalls_interrupted() throws Exception {
        assertThat(interrupted("call_for_ever", _ -> {}).cancelled()).isFalse();
    }

    @Test
    void deadline_inASleep_interrupted() throws Exception {
        HostFunction sleeps = caller -> caller.interrupt().sleep(Long.MAX_VALUE);
        assertThat(interrupted("once", sleeps).cancelled()).isFalse();
    }

    @Test
    void deadline_inAWaitForSomethingElse_interrupted() throws Exception {
        HostFunction waits = caller -> caller.interrupt().await(() -> false, Long.MAX_VALUE);
        assertThat(interrupted("once", waits).cancelled()).isFalse();
    }

    /// Without the unpark this would hang.
    @Test
    void await_anotherThreadDoesIt_true() throws Exception {
        AtomicReference<Boolean> happened = new AtomicReference<>();
        assertThat(
                        once(caller -> {
                            AtomicBoolean done = new AtomicBoolean();
                            Thread guest = Thread.currentThread();
                            Thread.ofPlatform()
                                    .start(() -> {
                                        done.set(true);
                                        LockSupport.unpark(guest);
                                    });
                            happened.set(caller.interrupt().await(done::get, Long.MAX_VALUE));
                        }))
                .isInstanceOf(Outcome.Returned.class);
        assertThat(happened.get()).isTrue();
    }

    @Test
    void await_nothingHappensInTime_false() throws Exception {
        AtomicReference<Boolean> happened = new AtomicReference<>();
        assertThat(once(caller -> happened.set(caller.interrupt().await(() -> false, 1))))
                .isInstanceOf(Outcome.Returned.class);
        assertThat(happened.get()).isFalse();
    }

    @Test
    void await_ofAnInterruptedThread_waitsAndStaysInterrupted() throws Exception {
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        once(caller -> {
            Thread.currentThread().interrupt();
            caller.interrupt().await(() -> false, 1);
            interrupted.set(Thread.interrupted());
        });
        assertThat(interrupted.get()).isTrue();
    }

    private static Outcome once(HostFunction function) throws Exception {
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Guest.with(
                MODULE,
                List.of(host("host", function)),
                guest ->
                        outcome.set(
                                guest.handler("once")
                                        .call(
                                                Long.MAX_VALUE,
                                                System.nanoTime() + TimeUnit.MINUTES.toNanos(1))));
        return outcome.get();
    }

    @Test
    void deadline_noticedByAHostFunction_interrupted() throws Exception {
        HostFunction checks =
                caller -> {
                    Interrupt interrupt = caller.interrupt();
                    while (interrupt.remainingNanos(System.nanoTime()) > 0) {
                        Thread.onSpinWait();
                    }
                    interrupt.check(System.nanoTime());
                };
        assertThat(interrupted("once", checks).cancelled()).isFalse();
    }

    @Test
    void deadline_inTheStartFunction_interrupted() throws Exception {
        String spins = "(module (func $s (loop (br 0))) (start $s))";
        Guest.with(
                spins,
                List.of(),
                StoreLimits.DEFAULT,
                guest -> {
                    Outcome outcome =
                            guest.store.instantiate(
                                    guest.linker,
                                    guest.module,
                                    Long.MAX_VALUE,
                                    System.nanoTime() + SOON);
                    assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
                });
    }

    /// Growing, filling and copying are single instructions, and long ones.
    @Test
    void deadline_inBulkOperations_interrupted() throws Exception {
        String fills =
                """
                (module (memory (export "memory") 1000)
                  (func (export "f")
                    (loop (memory.fill (i32.const 0) (i32.const 1) (i32.const 65536000)) (br 0))))
                """;
        Guest.with(
                fills,
                guest -> {
                    Outcome outcome =
                            guest.handler("f").call(Long.MAX_VALUE, System.nanoTime() + SOON);
                    assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
                });
    }

    @Test
    void cancel_inALoop_interruptedAndNoCallAfter() throws Exception {
        Guest.with(
                MODULE,
                List.of(host("host", InterruptTest::cancelFromAnotherThread)),
                guest -> {
                    Outcome outcome =
                            guest.handler("call_for_ever").call(Long.MAX_VALUE, Guest.later());
                    assertThat(((Outcome.Interrupted) outcome).cancelled()).isTrue();
                    assertThat(guest.store.interrupt().cancelled()).isTrue();
                    assertThat(guest.call("once"))
                            .isEqualTo(new Outcome.Interrupted(true, List.of()));
                    assertThat(guest.store.fuelUsed()).isZero();
                });
    }

    private static void cancelFromAnotherThread(Caller caller) {
        Interrupt interrupt = caller.interrupt();
        new Thread(interrupt::cancel).start();
    }

    @Test
    void cancel_inASleep_interrupted() throws Exception {
        HostImport sleeps =
                host(
                        "host",
                        caller -> {
                            cancelFromAnotherThread(caller);
                            caller.interrupt().sleep(Long.MAX_VALUE);
                        });
        Guest.with(
                MODULE,
                List.of(sleeps),
                guest -> {
                    Outcome outcome = guest.call("once");
                    assertThat(((Outcome.Interrupted) outcome).cancelled()).isTrue();
                });
    }

    @Test
    void cancel_beforeInstantiation_noInstance() throws Exception {
        Guest.with(
                MODULE,
                List.of(host("host", _ -> {})),
                StoreLimits.DEFAULT,
                guest -> {
                    guest.store.interrupt().cancel();
                    assertThat(guest.instantiate())
                            .isEqualTo(new Outcome.Interrupted(true, List.of()));
                });
    }

    @Test
    void sleep_shorterThanTheDeadline_returns() throws Exception {
        HostImport sleeps =
                host(
                        "host",
                        caller -> {
                            long start = System.nanoTime();
                            caller.interrupt().sleep(1_000_000);
                            caller.interrupt().sleep(0);
                            caller.interrupt().sleep(Long.MIN_VALUE);
                            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_000_000);
                        });
        Guest.with(
                MODULE,
                List.of(sleeps),
                guest -> assertThat(guest.call("once")).isEqualTo(new Outcome.Returned(0)));
    }

    /// An interrupted thread doesn't park: without care it would spin, and forget the interrupt.
    @Test
    void sleep_onAnInterruptedThread_sleepsAndKeepsTheInterrupt() throws Exception {
        HostImport sleeps =
                host(
                        "host",
                        caller -> {
                            Thread.currentThread().interrupt();
                            caller.interrupt().sleep(1_000_000);
                            assertThat(Thread.interrupted()).isTrue();
                        });
        Guest.with(
                MODULE,
                List.of(sleeps),
                guest -> assertThat(guest.call("once")).isEqualTo(new Outcome.Returned(0)));
    }

    @Test
    void check_overOrNot() {
        Interrupt interrupt = new Interrupt(Thread.currentThread());
        interrupt.deadline(1_000);
        assertThat(interrupt.deadlineNanos()).isEqualTo(1_000);
        assertThat(interrupt.remainingNanos(400)).isEqualTo(600);
        assertThat(interrupt.over(999)).isFalse();
        interrupt.check(999);
        assertThat(interrupt.over(1_000)).isTrue();
        assertThatThrownBy(() -> interrupt.check(1_000)).isInstanceOf(GuestInterrupted.class);
        interrupt.cancel();
        assertThat(interrupt.over(0)).isTrue();
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Outcome;
import org.junit.jupiter.api.Test;

class WasiFunctionTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<String> heard = new ArrayList<>();
    private final WasiListener listener =
            new WasiListener() {
                @Override
                public void enter(WasiFunction function, Caller caller) {
                    heard.add("enter " + function);
                }

                @Override
                public void leave(WasiFunction function, Caller caller, WasiCall call) {
                    boolean arguments = !function.type().params().isEmpty();
                    heard.add(
                            "leave %s(%s) %s"
                                    .formatted(
                                            function,
                                            arguments ? caller.i32(0) : "",
                                            call.errno()));
                }
            };
    private final WasiContext.Builder context = WasiContext.builder().listener(listener);

    @Test
    void call_answered_heardOnceEachWithItsArguments() throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("fd_tell", 2, 0)).isEqualTo(Errno.SPIPE);
                    assertThat(guest.call("sched_yield")).isEqualTo(Errno.SUCCESS);
                });

        assertThat(heard)
                .containsExactly(
                        "enter fd_tell",
                        "leave fd_tell(2) SPIPE",
                        "enter sched_yield",
                        "leave sched_yield() SUCCESS");
    }

    @Test
    void call_badPointer_heardAsAFault() throws Exception {
        Guest.run(
                context,
                guest -> assertThat(guest.call("fd_tell", 2, Guest.MEMORY)).isEqualTo(Errno.FAULT));

        assertThat(heard).containsExactly("enter fd_tell", "leave fd_tell(2) FAULT");
    }

    @Test
    void call_exit_heardAsASuccess() throws Exception {
        Guest.run(
                context,
                guest ->
                        assertThat(guest.outcome(LONG, "proc_exit", 7))
                                .isEqualTo(new Outcome.Exited(7)));

        assertThat(heard).containsExactly("enter proc_exit", "leave proc_exit(7) SUCCESS");
    }

    @Test
    void call_cancelledWhileAsleep_heardAsCanceled() throws Exception {
        WasiListener cancelling =
                new WasiListener() {
                    @Override
                    public void enter(WasiFunction function, Caller caller) {
                        listener.enter(function, caller);
                        caller.interrupt().cancel();
                    }

                    @Override
                    public void leave(WasiFunction function, Caller caller, WasiCall call) {
                        listener.leave(function, caller, call);
                    }
                };
        Guest.run(
                WasiContext.builder().listener(cancelling),
                guest -> {
                    guest.memory(memory -> {
                        memory.putInt(16, 1);
                        memory.putLong(24, Long.MAX_VALUE);
                    });
                    assertThat(guest.outcome(LONG, "poll_oneoff", 0, 100, 1, 200))
                            .isInstanceOf(Outcome.Interrupted.class);
                });

        assertThat(heard).containsExactly("enter poll_oneoff", "leave poll_oneoff(0) CANCELED");
    }

    @Test
    void call_listenerRefuses_functionDoesNotRun() throws Exception {
        IllegalStateException refusal = new IllegalStateException("refused");
        Captured stdout = new Captured();
        WasiListener refusing =
                new WasiListener() {
                    @Override
                    public void enter(WasiFunction function, Caller caller) {
                        throw refusal;
                    }

                    @Override
                    public void leave(WasiFunction function, Caller caller, WasiCall call) {
                        heard.add("leave");
                    }
                };
        Guest.run(
                WasiContext.builder().listener(refusing).stdout(stdout),
                guest -> {
                    guest.putInts(100, 0, 5);
                    assertThat(guest.outcome(LONG, "fd_write", 1, 100, 1, 200))
                            .isEqualTo(new Outcome.HostFailed(refusal));
                });

        assertThat(stdout.size()).isZero();
        assertThat(heard).isEmpty();
    }

    @Test
    void call_ourBug_endsTheCallAsAHostFailure() throws Exception {
        IllegalStateException bug = new IllegalStateException("bug");
        OutputSink broken =
                (_, _, _) -> {
                    throw bug;
                };
        Guest.run(
                context.stdout(broken),
                guest -> {
                    guest.putInts(100, 0, 5);
                    assertThat(guest.outcome(LONG, "fd_write", 1, 100, 1, 200))
                            .isEqualTo(new Outcome.HostFailed(bug));
                });

        assertThat(heard).containsExactly("enter fd_write", "leave fd_write(1) IO");
    }
}

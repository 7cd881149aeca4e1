package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class GuestThreadTest {
    @Test
    void current_onAGuestThread_itself() throws Exception {
        assertThat(Guest.onThread(() -> GuestThread.current() == Thread.currentThread())).isTrue();
        assertThat(Guest.onThread(() -> Thread.currentThread().isVirtual())).isFalse();
        assertThat(Guest.onThread(() -> Thread.currentThread().isDaemon())).isTrue();
    }

    @Test
    void current_onAnother_refused() {
        assertThatIllegalStateException().isThrownBy(GuestThread::current);
    }

    /// The engine's 512 KiB and as much again for a host function are well within its stack.
    @Test
    void stack_atTheDepthOfTheEnginesLimit_hasRoom() throws Exception {
        String wat =
                """
                (module (import "env" "host" (func $host)) (global $n (mut i32) (i32.const 0))
                  (func $f (export "f")
                    (global.set $n (i32.add (global.get $n) (i32.const 1)))
                    (if (i32.eq (global.get $n) (i32.const 8000)) (then (call $host)))
                    (call $f)))
                """;
        int[] depth = new int[1];
        HostImport deep = Guest.host("host", _ -> depth[0] = recurse(5_000));
        Guest.with(
                wat,
                List.of(deep),
                guest -> {
                    assertThat(((Outcome.Trapped) guest.call("f")).code())
                            .isEqualTo(TrapCode.STACK_OVERFLOW);
                    assertThat(depth[0]).isEqualTo(5_000);
                });
    }

    private static int recurse(int depth) {
        return depth == 0 ? 0 : recurse(depth - 1) + 1;
    }
}

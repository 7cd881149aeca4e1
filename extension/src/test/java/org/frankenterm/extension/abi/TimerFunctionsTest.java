package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real timers of ten milliseconds and more; what is waited for is what they do, not how long it
/// takes.
@Timeout(60)
class TimerFunctionsTest {
    private static final String TICK = "(i32.const 0) (i32.const 4)";
    private static final String NAME = Guests.data(0, "tick");

    @TempDir Path folder;

    /// Waits for a message that a guest logs.
    private static void waitFor(TestHost host, String message, int times)
            throws InterruptedException {
        while (Collections.frequency(host.messages(), message) < times) {
            if (Thread.interrupted()) {
                throw new InterruptedException(message + " was not said");
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void timeout_due_handlerCalledOnceWithItsEvent() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(call $number (call $set_timeout (i32.const 1) %s))".formatted(TICK),
                            Guests.handler(
                                    "tick",
                                    """
                                    (call $show (call $event_name))
                                    (call $show (call $event_payload))
                                    (call $number (i32.const 77))
                                    """),
                            NAME));

            host.run();
            waitFor(host, "77", 1);
            host.run();
            waitFor(host, "77", 2);

            assertThat(host.messages())
                    .containsExactly(
                            "1",
                            "5:timer",
                            "24:{\"id\":1,\"repeats\":false}",
                            "77",
                            "2",
                            "5:timer",
                            "24:{\"id\":2,\"repeats\":false}",
                            "77");
            assertThat(host.calls("ft_set_timeout").getFirst().arguments()).isEqualTo("1 ms, tick");
        }
    }

    @Test
    void interval_cleared_neverCalledAgain() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(global.set $id (call $set_interval (i32.const 10) %s))"
                                    .formatted(TICK),
                            "(global $id (mut i32) (i32.const 0)) (global $n (mut i32) (i32.const 0))",
                            Guests.handler(
                                    "tick",
                                    """
                                    (global.set $n (i32.add (global.get $n) (i32.const 1)))
                                    (call $number (global.get $n))
                                    (if (i32.eq (global.get $n) (i32.const 3)) (then
                                      (call $number (call $clear_timer (global.get $id)))
                                      (call $number (call $clear_timer (global.get $id)))
                                      (drop (call $set_timeout (i32.const 50)
                                        (i32.const 8) (i32.const 4)))))
                                    """),
                            Guests.handler("last", "(call $number (i32.const 77))"),
                            NAME,
                            Guests.data(8, "last")));

            host.run();
            waitFor(host, "77", 1);

            assertThat(host.messages()).containsExactly("1", "2", "3", "0", "-1", "77");
        }
    }

    @Test
    void timers_moreThanSixtyFour_limitWithASentence() throws Exception {
        String set = "(drop (call $set_timeout (i32.const 1000000) %s))\n".formatted(TICK);
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            set.repeat(64)
                                    + """
                                    (call $number (call $set_interval (i32.const 10) %s))
                                    (call $show (call $last_error))
                                    """
                                            .formatted(TICK),
                            Guests.handler("tick", ""),
                            NAME));

            host.run();

            assertThat(host.messages()).containsExactly("-4", "26:64 timers are live already");
        }
    }

    @Test
    void timers_duringEntry_setAndCalled() throws Exception {
        for (String entry : List.of("_initialize", "_start")) {
            try (TestHost host = TestHost.open(folder)) {
                host.load(
                        Guests.module(
                                Guests.handler(
                                        entry,
                                        "(drop (call $set_timeout (i32.const 10) %s))"
                                                .formatted(TICK)),
                                Guests.handler("run", ""),
                                Guests.handler("tick", "(call $number (i32.const 77))"),
                                NAME));

                host.run();
                waitFor(host, "77", 1);
            }
        }
    }

    @Test
    void timer_handlerTraps_timersGoWithTheInstanceAndItIsMadeAnew() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.module(
                            Guests.handler(
                                    "_initialize",
                                    """
                                    (call $number (i32.const 1))
                                    (drop (call $set_timeout (i32.const 10) %s))
                                    """
                                            .formatted(TICK)),
                            Guests.handler("run", ""),
                            Guests.handler("tick", "(call $number (i32.const 2)) unreachable"),
                            NAME));

            host.run();
            waitFor(host, "2", 3); // nothing was fired meanwhile

            assertThat(host.messages().subList(0, 6)).containsExactly("1", "2", "1", "2", "1", "2");
        }
    }

    @Test
    void calls_ofATimer_auditedUnderItsEvent() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            "(drop (call $set_timeout (i32.const 10) %s))".formatted(TICK),
                            Guests.handler("tick", "(call $number (i32.const 77))"),
                            NAME));

            host.run();
            waitFor(host, "77", 1);
            while (host.calls("ft_log").isEmpty()) { // said first, noted then
                Thread.onSpinWait();
            }

            assertThat(host.calls("ft_log")).extracting(AuditEntry::event).containsOnly("timer");
            assertThat(host.calls("ft_log").getFirst().call()).isEqualTo(2);
        }
    }
}

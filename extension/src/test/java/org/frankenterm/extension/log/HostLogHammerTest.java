package org.frankenterm.extension.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.testing.Crowd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Guests and the host that log on many threads, to a sink that fails now and then.
@Timeout(60)
class HostLogHammerTest {
    private static final int EACH = 5_000;
    private static final int FAILS_EVERY = 7;
    private static final Instant BEGIN = Instant.parse("2026-11-22T10:11:12Z");

    private final AtomicLong ticks = new AtomicLong();
    private final AtomicInteger inside = new AtomicInteger();
    private final List<String> lines = new ArrayList<>();
    private int taken;
    private boolean overlapped;

    /// A millisecond later each time.
    private final InstantSource clock = () -> BEGIN.plusMillis(ticks.getAndIncrement());

    private void write(String line) throws IOException {
        overlapped |= inside.incrementAndGet() != 1;
        try {
            taken++;
            if (taken % FAILS_EVERY == 0) {
                throw new IOException("broken pipe");
            }
            lines.add(line);
        } finally {
            inside.decrementAndGet();
        }
    }

    private static String time(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    @Test
    void log_fromManyThreads_oneAtATimeInOrderAndLossesCounted() throws Exception {
        HostLog log = HostLog.open(LogFilter.parse("debug"), clock, this::write);
        Crowd.run(thread -> {
            String name = "ext" + thread;
            Logger guest = log.guest(name);
            Logger host = log.hostCalls(name);
            for (int i = 0; i < EACH; i++) {
                guest.log(LogLevel.INFO, "said " + i);
                host.log(LogLevel.DEBUG, "called " + i);
                host.log(LogLevel.TRACE, "not wanted");
            }
        });

        int all = 2 * EACH * Crowd.THREADS;
        assertThat(overlapped).isFalse();
        assertThat(log.linesLost()).isEqualTo(all / FAILS_EVERY);
        assertThat(lines)
                .hasSize(all - all / FAILS_EVERY)
                .isSortedAccordingTo((one, other) -> time(one).compareTo(time(other)));
        assertThat(ticks).hasValue(all);
        for (int thread = 0; thread < Crowd.THREADS; thread++) {
            assertThat(numbers("[ext" + thread + "] said ")).isSorted();
        }
    }

    private List<Integer> numbers(String mark) {
        return lines.stream()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()))
                .map(Integer::valueOf)
                .toList();
    }
}

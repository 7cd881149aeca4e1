package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.wasi.GuestFiles.At;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollFunctionsTest {
    private static final long IN = 4096;
    private static final long OUT = 32_768;
    private static final long COUNT = 900;
    private static final int REALTIME = 0;
    private static final int MONOTONIC = 1;
    private static final int ABSOLUTE = 1;
    private static final long HOUR = 3_600_000_000_000L;
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final FakeTime time = new FakeTime();
    private final WasiContext.Builder context =
            WasiContext.builder().clocks(time.realtime(), time::monotonic);
    private int subscriptions;

    private void clock(Guest guest, long userdata, int clock, long timeout, int flags)
            throws Exception {
        long at = next();
        guest.memory(memory -> {
            memory.putLong(at, userdata);
            memory.putLong(at + 8, 0);
            memory.putInt(at + 16, clock);
            memory.putLong(at + 24, timeout);
            memory.putLong(at + 32, -1);
            memory.putShort(at + 40, (short) flags);
        });
    }

    private void descriptor(Guest guest, long userdata, int type, long descriptor)
            throws Exception {
        long at = next();
        guest.memory(memory -> {
            memory.putLong(at, userdata);
            memory.putLong(at + 8, type);
            memory.putInt(at + 16, (int) descriptor);
        });
    }

    private long next() {
        return IN + 48L * subscriptions++;
    }

    private Errno poll(Guest guest) throws Exception {
        return guest.call("poll_oneoff", IN, OUT, subscriptions, COUNT);
    }

    /// Each event as `userdata type errno bytes flags`.
    private static List<String> events(Guest guest) throws Exception {
        List<String> events = new ArrayList<>();
        guest.memory(memory -> {
            for (int i = 0; i < memory.getInt(COUNT); i++) {
                long at = OUT + 32L * i;
                events.add(
                        "%x %s %s %d %d"
                                .formatted(
                                        memory.getLong(at),
                                        EventType.of(memory.getByte(at + 10)),
                                        Guest.errno(memory.getShort(at + 8)),
                                        memory.getLong(at + 16),
                                        memory.getShort(at + 24)));
            }
        });
        return events;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 1", "1, 1"})
    void poll_clockThatIsDue_eventWithTheGuestsValue(int clock, int flags) throws Exception {
        Guest.run(
                context,
                guest -> {
                    guest.put(OUT, "x".repeat(33));
                    clock(guest, 0xFEDC_BA98_7654_3210L, clock, 0, flags);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest)).containsExactly("fedcba9876543210 CLOCK SUCCESS 0 0");
                    assertThat(guest.text(OUT + 32, 1)).isEqualTo("x");
                });
    }

    @Test
    void poll_absoluteMomentPassed_readyOthersNot() throws Exception {
        Guest.run(
                context,
                guest -> {
                    time.pass(5_000_000);
                    clock(guest, 1, MONOTONIC, 1_004_000_000L, ABSOLUTE);
                    clock(guest, 2, MONOTONIC, 1_009_000_000L, ABSOLUTE);
                    clock(guest, 3, REALTIME, 1_700_000_000_128_000_000L, ABSOLUTE);
                    clock(guest, 4, REALTIME, -1, ABSOLUTE);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest))
                            .containsExactly("1 CLOCK SUCCESS 0 0", "3 CLOCK SUCCESS 0 0");
                });
    }

    @Test
    void poll_shortSleepOnSystemClocks_endsWithTheEarliest() throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    clock(guest, 1, MONOTONIC, HOUR, 0);
                    clock(guest, 2, MONOTONIC, 2_000_000, 0);
                    clock(guest, 3, REALTIME, HOUR, 0);
                    assertThat(guest.call("clock_time_get", MONOTONIC, 0, 0))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("clock_time_get", MONOTONIC, 0, 8))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest)).containsExactly("2 CLOCK SUCCESS 0 0");
                    assertThat(guest.number(8) - guest.number(0)).isGreaterThanOrEqualTo(2_000_000);
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {HOUR, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void poll_sleepPastTheDeadline_endsTheCall(long timeout) throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    clock(guest, 1, MONOTONIC, timeout, 0);
                    assertThat(guest.outcome(AT_ONCE, "poll_oneoff", IN, OUT, 1, COUNT))
                            .isInstanceOfSatisfying(
                                    Outcome.Interrupted.class,
                                    end -> assertThat(end.cancelled()).isFalse());
                });
    }

    @Test
    void poll_cancelledMeanwhile_endsTheCall() throws Exception {
        WasiListener canceller =
                new WasiListener() {
                    @Override
                    public void enter(WasiFunction function, Caller caller) {
                        Thread.ofPlatform().start(caller.interrupt()::cancel);
                    }

                    @Override
                    public void leave(WasiFunction function, Caller caller, WasiCall call) {}
                };
        Guest.run(
                WasiContext.builder().listener(canceller),
                guest -> {
                    clock(guest, 1, MONOTONIC, HOUR, 0);
                    Duration limit = Duration.ofMinutes(1);
                    assertThat(guest.outcome(limit, "poll_oneoff", IN, OUT, 1, COUNT))
                            .isInstanceOfSatisfying(
                                    Outcome.Interrupted.class,
                                    end -> assertThat(end.cancelled()).isTrue());
                });
    }

    @Test
    void poll_standardStreams_readyBeforeAnyClock() throws Exception {
        Guest.run(
                context,
                guest -> {
                    clock(guest, 1, MONOTONIC, HOUR, 0);
                    descriptor(guest, 2, 1, 0);
                    descriptor(guest, 3, 2, 1);
                    descriptor(guest, 4, 2, 2);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest))
                            .containsExactly(
                                    "2 FD_READ SUCCESS 0 1",
                                    "3 FD_WRITE SUCCESS 0 0",
                                    "4 FD_WRITE SUCCESS 0 0");
                });
    }

    @Test
    void poll_wrongDescriptors_errorInTheirEvents() throws Exception {
        Guest.run(
                context,
                guest -> {
                    descriptor(guest, 1, 1, 1);
                    descriptor(guest, 2, 2, 0);
                    descriptor(guest, 3, 1, 3);
                    descriptor(guest, 4, 2, 0xFFFF_FFFFL);
                    assertThat(guest.call("fd_fdstat_set_rights", 1, 0, 0))
                            .isEqualTo(Errno.SUCCESS);
                    descriptor(guest, 5, 2, 1);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest))
                            .containsExactly(
                                    "1 FD_READ BADF 0 0",
                                    "2 FD_WRITE BADF 0 0",
                                    "3 FD_READ BADF 0 0",
                                    "4 FD_WRITE BADF 0 0",
                                    "5 FD_WRITE NOTCAPABLE 0 0");
                });
    }

    @Test
    void poll_unknownClock_errorInItsEvent() throws Exception {
        Guest.run(
                context,
                guest -> {
                    clock(guest, 1, MONOTONIC, HOUR, 0);
                    clock(guest, 2, 2, HOUR, 0);
                    clock(guest, 3, -1, HOUR, ABSOLUTE);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest))
                            .containsExactly("2 CLOCK INVAL 0 0", "3 CLOCK INVAL 0 0");
                });
    }

    @Test
    void poll_malformed_invalid() throws Exception {
        Guest.run(
                context,
                guest -> {
                    descriptor(guest, 1, 3, 0);
                    assertThat(poll(guest)).isEqualTo(Errno.INVAL);
                    subscriptions = 0;
                    descriptor(guest, 1, 255, 0);
                    assertThat(poll(guest)).isEqualTo(Errno.INVAL);
                    subscriptions = 0;
                    clock(guest, 1, MONOTONIC, 0, 2);
                    assertThat(poll(guest)).isEqualTo(Errno.INVAL);
                });
    }

    @Test
    void poll_eventsOverTheSubscriptions_allReported() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (int i = 1; i <= 4; i++) {
                        clock(guest, i, MONOTONIC, 0, 0);
                    }
                    assertThat(guest.call("poll_oneoff", IN, IN, 4, COUNT))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isEqualTo(4);
                    for (int i = 1; i <= 4; i++) {
                        assertThat(guest.number(IN + 32L * (i - 1))).isEqualTo(i);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 385, 0x1000_0000, 0xFFFF_FFFFL})
    void poll_noneOrTooMany_invalid(long count) throws Exception {
        Guest.run(
                context,
                guest ->
                        assertThat(guest.call("poll_oneoff", IN, OUT, count, COUNT))
                                .isEqualTo(Errno.INVAL));
    }

    @Test
    void poll_asManyAsAllowed_allReady() throws Exception {
        Guest.run(
                context,
                guest -> {
                    for (int i = 0; i < PollFunctions.maxSubscriptions(context.build()); i++) {
                        clock(guest, i, MONOTONIC, 0, 0);
                    }
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(COUNT)).isEqualTo(384);
                });
    }

    @Test
    void poll_arraysPastTheEnd_fault() throws Exception {
        Guest.run(
                context,
                guest -> {
                    assertThat(guest.call("poll_oneoff", Guest.MEMORY - 95, OUT, 2, COUNT))
                            .isEqualTo(Errno.FAULT);
                    assertThat(guest.call("poll_oneoff", IN, Guest.MEMORY - 63, 2, COUNT))
                            .isEqualTo(Errno.FAULT);
                });
    }

    @Test
    void poll_filesStreamsAndAClock_tellsThoseThatAreReady(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("file"), "0123456789");
        Guest.run(
                () -> context.preopen(Granted.writable(folder)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    long file = files.opened(At.root("file"), OpenArguments.everything(0));
                    long reading = files.opened(At.root("file"), OpenArguments.READ);
                    files.read(file, 4);
                    descriptor(guest, 1, 1, file);
                    descriptor(guest, 2, 2, file);
                    descriptor(guest, 3, 1, GuestFiles.ROOT);
                    descriptor(guest, 4, 1, reading);
                    descriptor(guest, 5, 1, 0);
                    clock(guest, 6, MONOTONIC, HOUR, 0);
                    descriptor(guest, 7, 1, 99);
                    assertThat(poll(guest)).isEqualTo(Errno.SUCCESS);
                    assertThat(events(guest))
                            .containsExactly(
                                    "1 FD_READ SUCCESS 6 0",
                                    "2 FD_WRITE SUCCESS 0 0",
                                    "3 FD_READ BADF 0 0",
                                    "4 FD_READ NOTCAPABLE 0 0",
                                    "5 FD_READ SUCCESS 0 1",
                                    "7 FD_READ BADF 0 0");
                });
    }
}

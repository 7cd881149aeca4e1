package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.OutOfFuel;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every limit, wherever guest code runs, on the first instance and on the one made after it. Each
/// message says which limit, what it is set to, and the line to change.
@Timeout(60)
class LimitsTest {
    @TempDir private Path folder;

    /// Two events: the second one meets an instance made anew.
    private List<CallOutcome> twice(HostFixture fixture) throws InterruptedException {
        return List.of(fixture.outcome(), served(fixture));
    }

    /// On a busy machine the first guest may not be back yet when the second event comes.
    private CallOutcome served(HostFixture fixture) throws InterruptedException {
        CallOutcome outcome = fixture.outcome();
        while (outcome instanceof CallOutcome.Skipped) {
            outcome = fixture.outcome();
        }
        return outcome;
    }

    @ParameterizedTest
    @EnumSource
    void endlessLoop_itself_timedOutInGuestCode(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder)) {
            fixture.load("guest", place.does(GuestText.LOOP));
            assertThat(twice(fixture)).allSatisfy(outcome -> timedOutIn("guest code", outcome));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sleepOfAnHour_itself_timedOutInPoll(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder)) {
            fixture.load("guest", place.does(GuestText.SLEEP));
            assertThat(twice(fixture)).allSatisfy(outcome -> timedOutIn("poll_oneoff", outcome));
        }
    }

    private static void timedOutIn(String where, CallOutcome outcome) {
        assertThat(outcome).isInstanceOf(TimedOut.class);
        assertThat(((TimedOut) outcome).where()).isEqualTo(where);
        assertThat(outcome.message())
                .contains("timed out in " + where + ": it took the whole 300 ms a call may take")
                .endsWith("raise max_wall_time_secs under [limits] in extension.toml");
    }

    @ParameterizedTest
    @EnumSource
    void fuel_usedUp_reportedWithWhatWasUsed(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load(
                    "guest",
                    HostFixture.HOOK + "[limits]\nfuel_per_call = 1000000\n",
                    place.does(GuestText.LOOP));
            for (int i = 0; i < 2; i++) {
                HandlerReport report = fixture.fireOne();
                assertThat(report.fuel()).isEqualTo(1_000_000);
                assertThat(report.outcome()).isInstanceOf(OutOfFuel.class);
                assertThat(report.outcome().message())
                        .endsWith(
                                "out of fuel: all 1,000,000 units were used; raise fuel_per_call under [limits] in extension.toml");
            }
        }
    }

    /// What one call leaves is no part of what the next one has, nor is what it took missing.
    @Test
    void fuel_mostOfItUsedByEachCall_everyCallHasAllOfIt() throws InterruptedException {
        String count =
                """
                (module (func (export "on_event") (local $i i32)
                  (loop (br_if 0 (i32.lt_u
                    (local.tee $i (i32.add (local.get $i) (i32.const 1)))
                    (i32.const 100000))))))
                """;
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", HostFixture.HOOK + "[limits]\nfuel_per_call = 1000000\n", count);
            long first = fixture.fireOne().fuel();
            assertThat(first).isBetween(500_000L, 999_999L);
            for (int i = 0; i < 3; i++) {
                HandlerReport report = fixture.fireOne();
                assertThat(report.outcome()).isEqualTo(new CallOutcome.Completed());
                assertThat(report.fuel()).isEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void recursion_endless_trapped(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", place.does(GuestText.RECURSE));
            assertThat(twice(fixture))
                    .allSatisfy(outcome -> {
                        assertThat(outcome).isInstanceOf(Trapped.class);
                        assertThat(((Trapped) outcome).code()).isEqualTo("STACK_OVERFLOW");
                        assertThat(((Trapped) outcome).backtrace()).hasSizeBetween(1, 20);
                    });
        }
    }

    /// In a start section without host calls nobody can look at the memory, so no hint there.
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "START_SECTION")
    void memory_grownToItsLimit_trapNamesIt(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load(
                    "guest",
                    HostFixture.HOOK + "[limits]\nmax_memory_bytes = 2097152\n",
                    place.does(GuestText.GROW_MEMORY));
            assertThat(twice(fixture))
                    .allSatisfy(outcome ->
                            assertThat(outcome.message())
                                    .endsWith(
                                            "it has 2 MiB of the 2 MiB of memory it may have, if it needs more raise max_memory_bytes under [limits] in extension.toml"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void table_grownToItsLimit_stopped(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", place.does(GuestText.GROW_TABLE));
            assertThat(twice(fixture))
                    .allSatisfy(outcome ->
                            assertThat(((Trapped) outcome).code()).isEqualTo("UNREACHABLE"));
        }
    }

    @Test
    void memory_hugeFromTheBeginning_refusedWithBothSizes() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load(
                    "guest",
                    "(module (memory (export \"memory\") 65536) (func (export \"on_event\")))");
            assertThat(twice(fixture))
                    .extracting(CallOutcome::message)
                    .containsOnly(
                            "starting the extension: the module begins with 4 GiB of memory and may have 64 MiB; raise max_memory_bytes under [limits] in extension.toml");
        }
    }

    @Test
    void tables_moreThanAStoreHas_messageNotAboutMemory() throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load(
                    "guest",
                    "(module " + "(table 1 funcref)".repeat(5) + "(func (export \"on_event\")))");
            assertThat(fixture.outcome().message())
                    .startsWith("starting the extension: ")
                    .contains("table")
                    .doesNotContain("memory");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hostCalls_overAMillion_stopped(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", place.does(GuestText.CALL_THE_HOST));
            assertThat(twice(fixture))
                    .allSatisfy(outcome ->
                            assertThat(outcome.message())
                                    .endsWith(
                                            "the guest trapped: more than 1,000,000 host calls in one call; do less in each event"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void output_flood_boundedAndDropsSaid(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", place.does(GuestText.FLOOD_STDOUT));
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            List<String> said = fixture.logOf("guest");
            assertThat(said.stream().mapToLong(String::length).sum()).isLessThan(1L << 20);
            assertThat(said.getLast())
                    .matches(
                            "[0-9,.]+ (bytes|KiB|MiB) of output dropped: a call may print 1 MiB to each stream, 8 KiB a line");
        }
    }

    @ParameterizedTest
    @EnumSource
    void logLines_flood_boundedAndDropsSaid(Place place) throws InterruptedException {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", place.does(GuestText.FLOOD_LOG));
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            List<String> said = fixture.logOf("guest");
            assertThat(said).hasSizeBetween(1_001, 5_000).startsWith("said by the guest");
            assertThat(said.getLast())
                    .matches(
                            "[0-9,]+ log lines dropped: an extension may write 1,000 at once and 200 a second");
        }
    }

    @Test
    void timeOut_oneOfSeveralHandlers_othersKeepTheirReports() throws InterruptedException {
        try (HostFixture fixture = HostFixture.hurried(folder)) {
            fixture.load(
                    "guest",
                    HostFixture.HOOK.replace("on_event", "on_first")
                            + HostFixture.HOOK
                            + HostFixture.HOOK.replace("on_event", "on_last"),
                    GuestText.module(
                            """
                            (func (export "on_first") (result i32) (i32.const 7))
                            (func (export "on_event") (loop $again (br $again)))
                            (func (export "on_last") (result i32) (i32.const 8))
                            """));
            assertThat(fixture.fire().handlers())
                    .extracting(HandlerReport::outcome)
                    .hasSize(3)
                    .startsWith(new CallOutcome.Failed(7))
                    .element(1)
                    .isInstanceOf(TimedOut.class);
        }
    }
}

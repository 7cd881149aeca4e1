package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Exited;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How an instance begins, how long it lives and what it remembers.
class EntryTest {
    /// A handler that fails with the count of entries, so that it is seen without ending anything.
    private static final String COUNT =
            """
            (func $enter (global.set $count (i32.add (global.get $count) (i32.const 1))))
            (func (export "on_event") (result i32) (global.get $count))
            """;

    @TempDir private Path folder;
    private HostFixture fixture;

    @BeforeEach
    void open() {
        fixture = HostFixture.in(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private CallOutcome again() throws InterruptedException {
        return fixture.outcome();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_initialize", "_start"})
    void entry_manyEvents_calledOnce(String entry) throws InterruptedException {
        fixture.load(
                "guest",
                GuestText.module(COUNT + "(func (export \"" + entry + "\") (call $enter))"));
        assertThat(again()).isEqualTo(new Failed(1));
        assertThat(again()).isEqualTo(new Failed(1));
    }

    @Test
    void entry_both_initializeAlone() throws InterruptedException {
        fixture.load(
                "guest",
                GuestText.module(
                        COUNT
                                + "(func (export \"_initialize\") (call $enter))"
                                + "(func (export \"_start\") (call $enter) (call $enter))"));
        assertThat(again()).isEqualTo(new Failed(1));
    }

    @Test
    void entry_none_handlerCalled() throws InterruptedException {
        fixture.load("guest", GuestText.module(COUNT));
        assertThat(again()).isEqualTo(new Completed());
    }

    @Test
    void entry_beforeFirstEvent_notCalled() {
        fixture.load("guest", Place.START_SECTION.does(GuestText.LOG));
        assertThat(fixture.logOf("guest")).isEmpty();
    }

    @Test
    void startSection_itself_runsBeforeEntry() throws InterruptedException {
        fixture.load(
                "guest",
                GuestText.module(
                        COUNT
                                + "(start $enter)"
                                + "(func (export \"_initialize\")"
                                + "  (if (global.get $count) (then (call $enter))))"));
        assertThat(again()).isEqualTo(new Failed(2));
    }

    @Test
    void start_exitsWithZero_success() throws InterruptedException {
        fixture.load("guest", Place.START.does(GuestText.exit(0)));
        assertThat(again()).isEqualTo(new Completed());
    }

    @ParameterizedTest
    @CsvSource({"START, 3", "INITIALIZE, 3", "INITIALIZE, 0", "START_SECTION, 0", "HANDLER, 0"})
    void exit_elsewhereOrOtherwise_failure(Place place, int status) throws InterruptedException {
        fixture.load("guest", place.does(GuestText.exit(status)));
        assertThat(again()).isEqualTo(new Exited(status));
        assertThat(again()).isEqualTo(new Exited(status));
        assertThat(again().message())
                .isEqualTo("the guest exited with status " + status + " instead of returning");
    }

    @ParameterizedTest
    @CsvSource({
        "_initialize, (result i32) (i32.const 0), ()->i32",
        "_start, (result i32) (i32.const 0), ()->i32",
        "_start, (param i32), (i32)->()"
    })
    void entry_wrongType_refusedAtLoad(String entry, String function, String type) {
        String wat = GuestText.module(COUNT + "(func (export \"" + entry + "\") " + function + ")");
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> fixture.load("guest", wat))
                .withMessageEndingWith(
                        "its function \"%s\" has type %s; it must be ()->()".formatted(entry, type))
                .returns(ErrorCode.INVALID_HANDLER, ExtensionException::code);
    }

    @Test
    void failedResult_itself_costsTheCallAlone() throws InterruptedException {
        fixture.load(
                "guest",
                GuestText.module(
                        COUNT.replace(
                                "(global.get $count))", "(call $enter) (global.get $count))")));
        assertThat(again()).isEqualTo(new Failed(1));
        assertThat(again()).isEqualTo(new Failed(2));
        assertThat(again()).isEqualTo(new Failed(3));
    }

    /// What ends an instance, each in a handler that counts first and does it at the second event.
    enum End {
        TRAP("unreachable"),
        EXIT("(call $exit (i32.const 1))"),
        RECURSION("(call $recurse)"),
        FUEL("(loop $again (br $again))");

        private final String how;

        End(String how) {
            this.how = how;
        }
    }

    @ParameterizedTest
    @EnumSource
    void instance_endedBadly_madeAnewForNextEvent(End end) throws InterruptedException {
        fixture.load(
                "guest",
                HostFixture.HOOK + "[limits]\nfuel_per_call = 1000000\n",
                GuestText.module(
                        """
                        (func (export "on_event") (result i32)
                          (global.set $count (i32.add (global.get $count) (i32.const 1)))
                          (if (i32.eq (global.get $count) (i32.const 2)) (then %s))
                          (global.get $count))
                        """
                                .formatted(end.how)));
        assertThat(again()).isEqualTo(new Failed(1));
        assertThat(again()).isNotInstanceOfAny(Completed.class, Failed.class);
        assertThat(again()).isEqualTo(new Failed(1));
    }

    @Test
    void start_failed_otherHandlersOfTheEventSkipped() throws InterruptedException {
        fixture.load(
                "guest",
                HostFixture.HOOK + HostFixture.HOOK.replace("on_event", "on_other"),
                GuestText.module(
                        """
                        (func (export "_initialize") unreachable)
                        (func (export "on_event"))
                        (func (export "on_other"))
                        """));
        assertThat(fixture.fire().handlers())
                .extracting(report -> report.outcome().message())
                .containsExactly(
                        "in _initialize: the guest trapped: `unreachable` instruction executed",
                        "the extension could not be started");
    }
}

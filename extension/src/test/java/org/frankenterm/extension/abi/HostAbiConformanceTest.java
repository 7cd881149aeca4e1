package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every function of the ABI in every situation: not granted, granted, given hostile text, after
/// its deadline, while the guest is started. What pointers do is in [PointerSweepTest].
class HostAbiConformanceTest {
    private final FakeTerminal terminal = new FakeTerminal();
    private TestServer server;

    @TempDir Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = TestServer.saying("HTTP/1.1 204 No Content\n\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static List<AbiFunction> functions() {
        return HostModule.functions();
    }

    /// Texts that want to be something else.
    private static Stream<byte[]> hostile() {
        return Stream.concat(
                Stream.of(
                                "\u0000",
                                "\u001b]0;owned\u0007\u001b[2J",
                                "a\r\nb\tc",
                                "\u202egnp.exe\u2066",
                                "\u2028\u2029\u200b\ufeff",
                                "\udb40\udc41",
                                "{\"a\":1,\"a\":2}",
                                "../../etc/passwd",
                                "%s%n%x$(id)`id`",
                                "x".repeat(8000))
                        .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                Stream.of(
                        new byte[] {-1},
                        new byte[] {(byte) 0xc0, (byte) 0x80},
                        new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                        new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                        new byte[] {'a', (byte) 0xe2, (byte) 0x82}));
    }

    private TestHost open() {
        return TestHost.open(
                folder, TestHost.Setup.DEFAULT.with(terminal.services()).with("colour", "red"));
    }

    private HandlerReport run(TestHost host, String wat, String... grants) throws Exception {
        host.load(Guests.asking("guest", permissions(), "run"), wat, grants);
        return host.run();
    }

    /// Everything that can be asked for and leads out of no test.
    private String permissions() {
        return """
        network = ["127.0.0.1:%d"]
        environment = ["colour"]
        pane_access = true
        pane_keys = true
        pane_input = "control"
        config = ["*"]
        notifications = true
        """
                .formatted(server.port());
    }

    private static AuditEntry only(TestHost host, AbiFunction function) {
        assertThat(host.calls(function.name())).hasSize(1);
        return host.calls(function.name()).getFirst();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_requestedAndNotGranted_guardedOnesDeniedWithTheGrant(AbiFunction function)
            throws Exception {
        String wat =
                GeneratedCall.sensible(function, server.url("/"))
                        .module("(func (export \"run\") CALL)");
        try (TestHost host = open()) {
            assertThat(run(host, wat).actions()).hasSizeLessThan(2);

            AuditEntry call = only(host, function);
            assertThat(call.outcome() == AuditOutcome.DENIED)
                    .as(call.toString())
                    .isEqualTo(function.permission().isPresent());
            function.permission()
                    .map(PermissionKey::text)
                    .ifPresent(key -> assertThat(call.reason()).contains("--grant ", key));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_granted_worksOrSaysWhyNot(AbiFunction function) throws Exception {
        String wat =
                GeneratedCall.sensible(function, server.url("/"))
                        .module("(func (export \"run\") CALL)");
        try (TestHost host = open()) {
            assertThat(run(host, wat, "all").outcome().completed()).isTrue();

            AuditEntry call = only(host, function);
            assertThat(call.result()).as(call.toString()).isGreaterThanOrEqualTo(-1);
            assertThat(call.outcome()).as(call.toString()).isEqualTo(AuditOutcome.OK);
            assertThat(call.duration()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_hostileText_anErrorCodeAndNothingRaw(AbiFunction function) throws Exception {
        for (byte[] text : hostile().toList()) {
            String wat = GeneratedCall.with(function, text).module("(func (export \"run\") CALL)");
            try (TestHost host = open()) {
                HandlerReport report = run(host, wat, "all");

                assertThat(report.outcome().completed()).as(report.toString()).isTrue();
                assertThat(only(host, function).result())
                        .isGreaterThanOrEqualTo(ResultCode.NOT_OFFERED);
                assertThat(host.everything() + terminal.notices)
                        .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n]]");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_afterTheDeadline_endsTheCallAndDoesNothing(AbiFunction function)
            throws Exception {
        String wat =
                GeneratedCall.sensible(function, server.url("/"))
                        .module(
                                """
                                (func (export "run")
                                  (call $log (i32.const 2) (i32.const 0) (i32.const 0)) CALL)
                                """);
        List<AuditEntry> calls = outOfTime(wat, Duration.ofMillis(250));

        assertThat(calls.getLast())
                .returns(function.name(), AuditEntry::function)
                .returns(AuditOutcome.ERROR, AuditEntry::outcome)
                .returns("the call's time is over, or it was cancelled", AuditEntry::reason);
    }

    /// Runs a guest whose first host call takes longer than it may. A machine that is so busy that
    /// the first isn't even begun in time gets another chance, with twice the time.
    private List<AuditEntry> outOfTime(String wat, Duration limit) throws Exception {
        try (TestHost host =
                TestHost.open(
                        folder,
                        TestHost.Setup.DEFAULT
                                .with(terminal.services())
                                .within(limit, () -> passes(limit)))) {
            HandlerReport report = run(host, wat, "all");

            assertThat(report.outcome()).isInstanceOf(CallOutcome.TimedOut.class);
            assertThat(report.actions()).isEmpty();
            List<AuditEntry> calls = List.copyOf(host.calls());
            boolean begun = calls.size() > 1;
            return begun || limit.toSeconds() > 8 ? calls : outOfTime(wat, limit.multipliedBy(2));
        }
    }

    /// The first host call takes longer than the guest's may: nothing is waited for but the clock.
    private static void passes(Duration limit) {
        long end = System.nanoTime() + limit.toNanos() * 11 / 10;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Timeout(60)
    void function_fromATimer_worksAsInAHandler(AbiFunction function) throws Exception {
        String wat =
                GeneratedCall.sensible(function, server.url("/"))
                        .module(
                                """
                                (func (export "_initialize")
                                  (drop (call $set_timeout
                                    (i32.const 10) (i32.const 16) (i32.const 4))))
                                (func (export "tick") CALL)
                                (func (export "run"))
                                """);
        try (TestHost host = open()) {
            assertThat(run(host, wat, "all").outcome().completed()).isTrue();

            assertThat(fromTimer(host, function))
                    .returns("timer", AuditEntry::event)
                    .returns(AuditOutcome.OK, AuditEntry::outcome);
        }
    }

    private static AuditEntry fromTimer(TestHost host, AbiFunction function) {
        while (true) {
            for (AuditEntry call : host.calls(function.name())) {
                if (call.event().equals("timer")) {
                    return call;
                }
            }
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_duringEntry_worksAsInAHandler(AbiFunction function) throws Exception {
        duringEntry(function, "(func (export \"_initialize\") CALL)");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void function_inAStartFunction_worksAsInAHandler(AbiFunction function) throws Exception {
        duringEntry(function, "(func $begin CALL) (start $begin)");
    }

    private void duringEntry(AbiFunction function, String fields) throws Exception {
        String wat =
                GeneratedCall.sensible(function, server.url("/"))
                        .module(fields + "(func (export \"run\"))");
        try (TestHost host = open()) {
            HandlerReport report = run(host, wat, "all");

            assertThat(report.outcome().completed()).as(report.toString()).isTrue();
            assertThat(only(host, function))
                    .returns(0L, AuditEntry::call)
                    .returns("", AuditEntry::event)
                    .returns(AuditOutcome.OK, AuditEntry::outcome);
        }
    }
}

package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFunctionsTest {
    private static final TestHost.Setup SETUP =
            TestHost.Setup.DEFAULT
                    .with("GREETING", "grüß dich")
                    .with("EMPTY", "")
                    .with("TOKEN", "s3cret")
                    .with("HUGE", "x".repeat((16 << 20) + 1));

    private static final List<String> REQUESTED = List.of("GREETING", "EMPTY", "UNSET", "HUGE");

    @TempDir Path folder;

    @Test
    void variable_granted_lengthAndValue() throws Exception {
        try (TestHost host = asking("GREETING", "all")) {
            assertThat(host.messages()).startsWith("11:grüß dich");
            AuditEntry call = host.calls("ft_get_env").getFirst();
            assertThat(call.outcome()).isEqualTo(AuditOutcome.OK);
            assertThat(call.arguments()).isEqualTo("GREETING, 11 bytes");
            assertThat(call.result()).isEqualTo(11);
        }
    }

    @Test
    void variable_empty_isZeroAndNotAbsent() throws Exception {
        try (TestHost host = asking("EMPTY", "all")) {
            assertThat(host.messages()).startsWith("0:", "0:");
        }
    }

    @Test
    void variable_notSet_isAbsentWithASentence() throws Exception {
        try (TestHost host = asking("UNSET", "all")) {
            assertThat(host.messages())
                    .startsWith("-1", "39:environment variable \"UNSET\" is not set");
            assertThat(host.calls("ft_get_env").getFirst().outcome()).isEqualTo(AuditOutcome.OK);
        }
    }

    @Test
    void variable_notRequested_isDeniedAndNamesTheManifestLine() throws Exception {
        try (TestHost host = asking("TOKEN", "all")) {
            assertThat(host.messages().getFirst()).isEqualTo("-1");
            assertThat(host.messages().get(1))
                    .contains("add \"TOKEN\" to environment under [permissions] in extension.toml");
            AuditEntry call = host.calls("ft_get_env").getFirst();
            assertThat(call.outcome()).isEqualTo(AuditOutcome.DENIED);
            assertThat(call.arguments()).isEqualTo("TOKEN");
            assertThat(call.reason()).contains("add \"TOKEN\" to environment");
            assertThat(call.result()).isEqualTo(-1);
        }
    }

    @Test
    void variable_requestedAndNotGranted_isDeniedAndNamesTheGrant() throws Exception {
        try (TestHost host = asking("GREETING")) {
            assertThat(host.messages().getFirst()).isEqualTo("-1");
            assertThat(host.messages().get(1)).contains("--grant environment=GREETING");
            assertThat(host.calls("ft_get_env").getFirst().outcome())
                    .isEqualTo(AuditOutcome.DENIED);
        }
    }

    @Test
    void variable_deniedAndNotSet_cannotBeTold() throws Exception {
        try (TestHost host = asking("TOKEN", "all");
                TestHost other = asking("NOTOKEN", "all")) {
            assertThat(other.messages().stream().map(m -> m.replace("NOTOKEN", "TOKEN")))
                    .map(m -> m.replaceFirst("^[0-9]+:", ""))
                    .isEqualTo(
                            host.messages().stream()
                                    .map(m -> m.replaceFirst("^[0-9]+:", ""))
                                    .toList());
        }
    }

    @Test
    void variable_tooLargeForTheBuffer_isALimit() throws Exception {
        try (TestHost host = asking("HUGE", "all")) {
            assertThat(host.messages().getFirst()).isEqualTo("-4");
            assertThat(host.messages().get(1)).contains("don't fit the return buffer of 16 MiB");
            assertThat(host.calls("ft_get_env").getFirst().outcome()).isEqualTo(AuditOutcome.ERROR);
        }
    }

    @Test
    void name_longerThanAnyone_isInvalid() throws Exception {
        try (TestHost host = asking("N".repeat(1025), "all")) {
            assertThat(host.messages().getFirst()).isEqualTo("-3");
            assertThat(host.messages().get(1)).contains("too long");
        }
    }

    @Test
    void name_notUtf8_isInvalidAndShownEscaped() throws Exception {
        try (TestHost host = TestHost.open(folder, SETUP)) {
            host.load(
                    Guests.running(
                            "(call $show (call $env (i32.const 0) (i32.const 3)))",
                            Guests.data(0, new byte[] {'A', (byte) 0xc3, 0x1b})));

            host.run();

            assertThat(host.messages()).containsExactly("-3");
            assertThat(host.calls("ft_get_env").getFirst().arguments()).isEqualTo("A\uFFFD\\u{1b}");
        }
    }

    @Test
    void buffer_afterAFailure_isEmpty() throws Exception {
        try (TestHost host = TestHost.open(folder, SETUP)) {
            host.load(
                    Guests.manifest("guest", REQUESTED, "run"),
                    Guests.running(
                            """
                            (drop (call $env (i32.const 0) (i32.const 8)))
                            (drop (call $env (i32.const 65535) (i32.const 8)))
                            (call $number (call $read (i32.const 100) (i32.const 100)))
                            (drop (call $env (i32.const 0) (i32.const 8)))
                            (drop (call $env (i32.const 8) (i32.const 5)))
                            (call $number (call $read (i32.const 100) (i32.const 100)))
                            """,
                            Guests.data(0, "GREETINGTOKEN")),
                    "all");

            host.run();

            assertThat(host.messages()).containsExactly("0", "0");
        }
    }

    @Test
    void report_deniedCalls_counted() throws Exception {
        try (TestHost host = TestHost.open(folder, SETUP)) {
            host.load(
                    Guests.running(
                            "(drop (call $env (i32.const 0) (i32.const 5)))",
                            Guests.data(0, "TOKEN")));

            HandlerReport report = host.run();

            assertThat(report.hostCalls()).isEqualTo(1);
            assertThat(report.deniedCalls()).isEqualTo(1);
        }
    }

    @Test
    void value_any_neverInAuditOrLog() throws Exception {
        try (TestHost host = TestHost.open(folder, SETUP.with("PASSWORD", "hunter2"))) {
            host.load(
                    Guests.manifest("guest", List.of("PASSWORD"), "run"),
                    Guests.running(
                            "(drop (call $env (i32.const 0) (i32.const 8)))",
                            Guests.data(0, "PASSWORD")),
                    "all");

            host.run();

            assertThat(host.calls().getFirst().result()).isEqualTo(7);
            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }

    /// Asks for a variable, then for the last error.
    private TestHost asking(String name, String... grants) throws Exception {
        TestHost host = TestHost.open(folder, SETUP);
        host.load(
                Guests.manifest("guest", REQUESTED, "run"),
                Guests.running(
                        """
                        (call $show (call $env (i32.const 0) (i32.const %d)))
                        (call $show (call $last_error))
                        """
                                .formatted(name.length()),
                        Guests.data(0, name)),
                grants);
        assertThat(host.run().outcome().completed()).isTrue();
        return host;
    }
}

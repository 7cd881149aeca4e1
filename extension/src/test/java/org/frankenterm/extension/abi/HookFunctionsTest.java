package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HookFunctionsTest {
    /// Hears `test` alone.
    private static final String MANIFEST =
            """
            [extension]
            name = "guest"
            [[hooks]]
            event = "test"
            handler = "run"
            """;

    private static final String BELL = "(i32.const 0) (i32.const 4)";
    private static final String HEAR = "(i32.const 8) (i32.const 4)";
    private static final String REGISTER =
            "(call $register_hook %s (i32.const 0) %s)".formatted(BELL, HEAR);
    private static final String NAMES = Guests.data(0, "bell    hear");
    private static final String HEARS = Guests.handler("hear", "(call $show (call $event_name))");

    @TempDir Path folder;

    private static List<String> handlers(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::handler).toList();
    }

    @Test
    void hook_registered_hearsFromTheNextEventOn() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running("(call $number %s)".formatted(REGISTER), HEARS, NAMES));

            assertThat(host.fire("bell").handlers()).isEmpty();
            host.fire("test");
            assertThat(handlers(host.fire("bell"))).containsExactly("hear");

            assertThat(host.messages()).containsExactly("2", "4:bell"); // 1 is the manifest's
            assertThat(host.calls("ft_register_hook").getFirst().arguments())
                    .isEqualTo("bell -> hear, priority 0");
        }
    }

    @Test
    void hook_unregistered_hearsNothingMore() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running(
                            """
                            (local $id i32)
                            (local.set $id %s)
                            (call $number (call $unregister_hook (local.get $id)))
                            (call $number (call $unregister_hook (local.get $id)))
                            """
                                    .formatted(REGISTER),
                            HEARS,
                            NAMES));

            host.fire("test");

            assertThat(host.fire("bell").handlers()).isEmpty();
            assertThat(host.messages()).containsExactly("0", "-1");
        }
    }

    @Test
    void unregister_theManifestsHook_absentAndItStays() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running("(call $number (call $unregister_hook (i32.const 1)))"));

            host.fire("test");
            host.fire("test");

            assertThat(host.messages()).containsExactly("-1", "-1");
        }
    }

    /// The event is on its way to both handlers when the first takes the second's hook away.
    @Test
    void unregister_whileTheEventIsOnItsWay_notCalledAnyMore() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running(
                            """
                            (if (i32.eqz (global.get $id))
                              (then (global.set $id (call $register_hook (i32.const 16)
                                (i32.const 4) (i32.const 5) %s)))
                              (else (call $number (call $unregister_hook (global.get $id)))))
                            """
                                    .formatted(HEAR),
                            "(global $id (mut i32) (i32.const 0))",
                            HEARS,
                            NAMES,
                            Guests.data(16, "test")));

            host.fire("test");
            List<HandlerReport> second = host.fire("test").handlers();

            assertThat(second.get(1).outcome())
                    .isEqualTo(new Skipped("it isn't registered any more"));
            assertThat(handlers(host.fire("test"))).containsExactly("run");
            assertThat(host.messages().getFirst()).isEqualTo("0");
        }
    }

    @Test
    void hook_itsInstanceGone_goneWithIt() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running("(drop %s) unreachable".formatted(REGISTER), HEARS, NAMES));

            host.fire("test");

            assertThat(host.fire("bell").handlers()).isEmpty();
        }
    }

    @Test
    void hooks_moreThan256WithTheManifests_limitWithASentence() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running(
                            "(drop %s)\n".formatted(REGISTER).repeat(255)
                                    + "(call $number %s) (call $show (call $last_error))"
                                            .formatted(REGISTER),
                            HEARS,
                            NAMES));

            host.fire("test");

            assertThat(host.messages())
                    .containsExactly(
                            "-4",
                            "67:the extension has 256 hooks already, those of its manifest included");
            assertThat(host.fire("bell").handlers()).hasSize(255);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b l", "*.bell", "bell.", "a..b", "x:y:z", ":bell", "be\u001bll"})
    void pattern_none_invalidWithASentence(String pattern) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    MANIFEST,
                    Guests.running(
                            """
                            (call $number (call $register_hook (i32.const 64) (i32.const %d)
                              (i32.const 0) %s))
                            (call $show (call $last_error))
                            """
                                    .formatted(Guests.length(pattern), HEAR),
                            HEARS,
                            NAMES,
                            Guests.data(64, pattern)));

            host.fire("test");

            assertThat(host.messages().getFirst()).isEqualTo("-3");
            assertThat(host.messages().get(1))
                    .contains("is no event: name one")
                    .doesNotContain("\u001b");
        }
    }
}

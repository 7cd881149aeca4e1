package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.frankenterm.extension.HostServices;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFunctionsTest {
    private static final int VALUE = 1024;
    private static final String EVERY_KEY = "config = [\"*\"]";
    private static final String LAST_ERROR = "(call $show (call $last_error))";

    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir Path folder;

    private static String set(String key, String json) {
        return Guests.running(
                "(call $number "
                        + Guests.call("$set_config", 0, key, VALUE, json)
                        + ")"
                        + LAST_ERROR,
                Guests.data(0, key),
                Guests.data(VALUE, json));
    }

    private static String get(String key) {
        return Guests.running(
                "(call $show (call $get_config (i32.const 0) (i32.const %d)))"
                                .formatted(Guests.length(key))
                        + LAST_ERROR,
                Guests.data(0, key));
    }

    private TestHost open() {
        return TestHost.open(folder, TestHost.Setup.DEFAULT.with(terminal.services()));
    }

    private List<String> messages(TestHost host, String wat) throws Exception {
        host.load(Guests.asking("guest", EVERY_KEY, "run"), wat, "all");
        HandlerReport report = host.run();
        assertThat(report.outcome().completed()).as(report.toString()).isTrue();
        return host.messages();
    }

    @Test
    void set_granted_reportedAndApplied() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", "config = [\"window.*\"]", "run"),
                    set("window.opacity", "{\"a\": 0.9}"),
                    "all");

            assertThat(host.run().actions())
                    .containsExactly(new Action.SetConfig("window.opacity", "{\"a\": 0.9}"));
            assertThat(host.messages()).containsExactly("0", "0:");
            assertThat(terminal.settings).containsEntry("window.opacity", "{\"a\": 0.9}");
        }
    }

    @Test
    void set_recorded_keyAndSizeAndNoValue() throws Exception {
        try (TestHost host = open()) {
            messages(host, set("colour", "\"hunter2\""));

            assertThat(host.calls("ft_set_config").getFirst())
                    .returns("colour, 9 bytes", AuditEntry::arguments)
                    .returns(AuditOutcome.OK, AuditEntry::outcome);
            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }

    @Test
    void set_notGranted_denied() throws Exception {
        try (TestHost host = open()) {
            host.load(
                    Guests.asking("guest", "config = [\"window.*\"]", "run"),
                    set("colour", "1"),
                    "all");

            assertThat(host.run().actions()).isEmpty();
            assertThat(host.messages().getFirst()).isEqualTo("-2");
            assertThat(host.messages().getLast())
                    .contains("add \"colour\" to config under [permissions]");
            assertThat(terminal.settings).containsEntry("colour", "\"red\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extensions.guest.enabled",
                "audit.folder",
                "security",
                "SECURITY.level",
                "shell.path",
                "defaultShell"
            })
    void set_whatNoExtensionMay_deniedWhateverIsGrantedAndOffered(String key) throws Exception {
        terminal.settings.put(key, "1");
        try (TestHost host = open()) {
            assertThat(messages(host, set(key, "2"))).first().isEqualTo("-2");
            assertThat(host.messages().getLast()).endsWith("can't be set by any extension");
            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void set_keyTheHostKeeps_denied() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, set("unknown", "2")))
                    .containsExactly("-2", "46:\"unknown\" is no key that this host lets be set");
            assertThat(host.calls("ft_set_config").getFirst().outcome())
                    .isEqualTo(AuditOutcome.DENIED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour|''",
                "colour|{",
                "colour|1 2",
                "colour|{\"a\":1,\"a\":2}",
                "colour|nan",
                "a b|1",
                "a..b|1"
            })
    void set_malformed_invalid(String key, String json) throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, set(key, json))).first().isEqualTo("-3");
            assertThat(terminal.applied).isEmpty();
        }
    }

    @Test
    void set_nestedTooDeep_invalid() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, set("colour", "[".repeat(65) + "]".repeat(65))))
                    .first()
                    .isEqualTo("-3");
            assertThat(host.messages().getLast()).contains("nested more than 64 levels deep");
        }
    }

    @Test
    void set_flood_tenAtOnceThenALimit() throws Exception {
        try (TestHost host = open()) {
            String once = Guests.call("$set_config", 0, "colour", VALUE, "1");
            List<String> results =
                    messages(
                            host,
                            Guests.running(
                                    ("(call $number " + once + ")").repeat(200),
                                    Guests.data(0, "colour"),
                                    Guests.data(VALUE, "1")));

            assertThat(results.subList(0, 10)).containsOnly("0");
            assertThat(results).contains("-4").hasSize(200);
            assertThat(terminal.applied).hasSizeLessThan(100);
        }
    }

    @Test
    void get_shown_isJson() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, get("colour"))).containsExactly("5:\"red\"", "0:");
            assertThat(host.calls("ft_get_config").getFirst().arguments())
                    .isEqualTo("colour, 5 bytes");
            assertThat(host.calls("ft_get_config").toString()).doesNotContain("red");
        }
    }

    @Test
    void get_unknown_isAbsent() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, get("nothing")))
                    .containsExactly("-1", "40:\"nothing\" is no key that this host shows");
        }
    }

    @Test
    void get_secretByItsName_isAbsentEvenIfTheHostShowsIt() throws Exception {
        try (TestHost host = open()) {
            assertThat(messages(host, get("api_token"))).first().isEqualTo("-1");
            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }

    @Test
    void functions_noConfiguration_notOffered() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.asking("guest", EVERY_KEY, "run"), set("colour", "1"), "all");
            host.load(Guests.asking("other", EVERY_KEY, "run"), get("colour"), "all");
            host.fire("test");

            assertThat(host.messages())
                    .contains("-6", "40:this host has no settings for extensions");
        }
    }

    @Test
    void set_configurationWithoutASink_notOffered() throws Exception {
        HostServices services = terminal.services();
        HostServices readOnly =
                HostServices.none()
                        .withConfiguration(Objects.requireNonNull(services.configuration()));
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.with(readOnly))) {
            assertThat(messages(host, set("colour", "1"))).first().isEqualTo("-6");
        }
    }

    @Test
    void functions_hostThrows_failedWithoutItsWords() throws Exception {
        Configuration failing =
                new Configuration() {
                    @Override
                    public Optional<String> value(String key) {
                        throw new IllegalStateException("hunter2");
                    }

                    @Override
                    public boolean settable(String key) {
                        throw new IllegalStateException("hunter2");
                    }
                };
        HostServices services = terminal.services().withConfiguration(failing);
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.with(services))) {
            host.load(Guests.asking("guest", EVERY_KEY, "run"), get("colour"), "all");
            host.load(Guests.asking("other", EVERY_KEY, "run"), set("colour", "1"), "all");

            assertThat(host.fire("test").completed()).isTrue();
            assertThat(host.messages())
                    .containsOnly(
                            "-5", "58:the host's configuration failed with IllegalStateException");
            assertThat(host.everything()).doesNotContain("hunter2");
        }
    }
}

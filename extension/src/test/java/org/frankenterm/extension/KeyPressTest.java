package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.frankenterm.extension.HostServices.UserKey;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys, from the press to the handler.
@Timeout(60)
class KeyPressTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final String SHOWS =
            "(call $show (call $event_name)) (call $show (call $event_payload))";

    @TempDir Path folder;

    private static String manifest(String name, String... combos) {
        StringBuilder text =
                new StringBuilder(Guests.manifest(name, "run"))
                        .append("[permissions]\npane_keys = true\n");
        for (String combo : combos) {
            text.append("[[keybindings]]\nkey = \"%s\"\nhandler = \"key\"\n".formatted(combo));
        }
        return text.toString();
    }

    private static List<HandlerReport> press(TestHost host, String combo) throws Exception {
        return host.host().press(combo, LONG).orElseThrow().handlers();
    }

    private static boolean toThePane(TestHost host, String combo) throws Exception {
        return host.host().press(combo, LONG).isEmpty();
    }

    private static String registering(String combo) {
        return Guests.module(
                Guests.handler(
                        "run",
                        """
                        (call $number (call $register_key (i32.const 0) (i32.const %d)
                          (i32.const 64) (i32.const 3)))
                        (call $show (call $last_error))
                        """
                                .formatted(Guests.length(combo))),
                Guests.handler("off", "(call $number (call $unregister_key (i32.const 2)))"),
                Guests.handler("trap", "unreachable"),
                Guests.handler("key", SHOWS),
                Guests.data(0, combo),
                Guests.data(64, "key"));
    }

    @Test
    void key_ofAManifest_itsHandlerCalledWithItsEvent() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    manifest("guest", "ctrl+shift+g"),
                    Guests.running("", Guests.handler("key", SHOWS)));

            assertThat(press(host, "Shift + Ctrl + G"))
                    .singleElement()
                    .returns(new Completed(), HandlerReport::outcome)
                    .returns("key", HandlerReport::handler)
                    .returns("guest", HandlerReport::extension);

            assertThat(host.messages().getFirst()).isEqualTo("10:keybinding");
            assertThat(host.messages().get(1))
                    .endsWith("{\"combo\":\"ctrl+shift+g\",\"key\":\"g\",\"handler\":\"key\"}");
            assertThat(toThePane(host, "ctrl+g")).isTrue();
        }
    }

    @Test
    void key_boundTwice_firstLoadedGetsItAndTheNextWhenThatIsClosed() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            String module = Guests.running("", Guests.handler("key", ""));
            Extension first = host.load(manifest("first", "f5"), module);
            host.load(manifest("second", "f5"), module);

            assertThat(press(host, "f5").getFirst().extension()).isEqualTo("first");
            first.close();
            assertThat(press(host, "f5").getFirst().extension()).isEqualTo("second");
        }
    }

    @Test
    void key_boundByTheUser_goesBeforeWhatExtensionsBind() throws Exception {
        HostServices user =
                HostServices.none()
                        .withKeys(
                                List.of(
                                        UserKey.own("ctrl+t"),
                                        UserKey.calling("f5", "second", "other")));
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.with(user))) {
            String handlers = Guests.handler("key", "") + Guests.handler("other", "");
            host.load(manifest("first", "ctrl+t", "f5"), Guests.running("", handlers));
            host.load(manifest("second", "f6"), Guests.running("", handlers));

            assertThat(toThePane(host, "ctrl+t")).isTrue();
            assertThat(press(host, "f5"))
                    .singleElement()
                    .returns("second", HandlerReport::extension)
                    .returns("other", HandlerReport::handler);
        }
    }

    @Test
    void key_ofTheUserThatIsNone_refusedWhenTheHostOpens() {
        HostServices user = HostServices.none().withKeys(List.of(UserKey.own("ctrl+escpae")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestHost.open(folder, TestHost.Setup.DEFAULT.with(user)))
                .withMessageContaining("escape");
    }

    @Test
    void key_bareLetterWithoutPaneKeys_goesToThePane() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            Extension guest =
                    host.load(
                            manifest("guest", "x"), Guests.running("", Guests.handler("key", "")));

            assertThat(toThePane(host, "x")).isTrue();
            host.host().regrant(guest, List.of("pane_keys"));
            assertThat(press(host, "x")).hasSize(1);
            host.host().regrant(guest, List.of("none"));
            assertThat(toThePane(host, "x")).isTrue();
        }
    }

    @Test
    void key_bareLetterAtAPasswordPrompt_goesToThePane() throws Exception {
        FakeTerminal terminal = new FakeTerminal();
        try (TestHost host =
                TestHost.open(folder, TestHost.Setup.DEFAULT.with(terminal.services()))) {
            host.load(
                    manifest("guest", "x", "ctrl+g"),
                    Guests.running("", Guests.handler("key", "")),
                    "pane_keys");

            assertThat(press(host, "x")).hasSize(1);
            terminal.echo(3, false);
            assertThat(toThePane(host, "x")).isTrue();
            assertThat(press(host, "ctrl+g")).hasSize(1);
        }
    }

    @Test
    void key_registeredByTheGuest_calledUntilItsInstanceIsGone() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    """
                    [extension]
                    name = "guest"
                    [[hooks]]
                    event = "on"
                    handler = "run"
                    [[hooks]]
                    event = "off"
                    handler = "off"
                    [[hooks]]
                    event = "trap"
                    handler = "trap"
                    """,
                    registering("alt+3"));

            assertThat(toThePane(host, "alt+3")).isTrue();
            host.fire("on");
            assertThat(press(host, "alt+3")).hasSize(1);
            host.fire("trap");
            assertThat(toThePane(host, "alt+3")).isTrue();
            host.fire("on");
            host.fire("off");
            assertThat(toThePane(host, "alt+3")).isTrue();

            assertThat(host.messages())
                    .startsWith("1", "0:", "10:keybinding")
                    .endsWith("2", "0:", "0");
        }
    }

    @Test
    void key_registeredAsABareLetterWithoutPaneKeys_denied() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(registering("x"));

            host.run();

            assertThat(host.messages().getFirst()).isEqualTo("-2");
            assertThat(host.messages().get(1)).contains("pane_keys");
            assertThat(toThePane(host, "x")).isTrue();
        }
    }

    @Test
    void key_registeredAsNoCombination_invalidWithTheReason() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(registering("ctrl+escpae"));

            host.run();

            assertThat(host.messages().getFirst()).isEqualTo("-3");
            assertThat(host.messages().get(1)).contains("escape");
        }
    }

    @Test
    void keys_moreThan64WithTheManifests_limit() throws Exception {
        String register =
                "(drop (call $register_key (i32.const 0) (i32.const 2) (i32.const 64) (i32.const 3)))\n";
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    manifest("guest", "f5"),
                    Guests.running(
                            register.repeat(63)
                                    + register.replace("drop", "call $number")
                                    + "(call $show (call $last_error))",
                            Guests.handler("key", ""),
                            Guests.data(0, "f6"),
                            Guests.data(64, "key")));

            host.run();

            assertThat(host.messages().getFirst()).isEqualTo("-4");
            assertThat(host.messages().get(1)).contains("64 keybindings already");
        }
    }

    @Test
    void press_noCombination_refused() {
        try (TestHost host = TestHost.open(folder)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> host.host().press("ctrl+", LONG))
                    .withMessageContaining("key");
        }
    }
}

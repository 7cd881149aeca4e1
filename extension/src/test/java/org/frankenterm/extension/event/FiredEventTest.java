package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.event.EventView.Visible;
import org.frankenterm.extension.event.EventView.Withheld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiredEventTest {
    @Test
    void seen_everythingAllowed_theEventItself() {
        Event event = new Event("config.reload", "{ \"path\" : \"/é\" }");
        assertThat(EventView.of(event, Policies.granted()))
                .isEqualTo(new Visible(event, false, false, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'pane_id':1,'title':'t','cwd':'/'} | {'pane_id':1}",
                "{'title':'t'}                       | {}",
                // what the catalogue doesn't have
                "{'pane_id':1,'password':'p'}        | {'pane_id':1}",
                "{'Pane_id':1,'pane_id ':2}          | {}",
                // under a name that is free, but something else
                "{'pane_id':'secret'}                | {}",
                "{'pane_id':{'title':'t'},'tab_id':2} | {'tab_id':2}",
                "{'pane_id':[1],'tab_id':-1}         | {}",
                "{'focused':null,'window_id':1.5}    | {}",
            })
    void seen_fieldsOfAnEvent_onlyWhatIsDescribedAndFree(String payload, String left) {
        assertThat(payloadSeen("pane.focus", payload.replace('\'', '"')))
                .isEqualTo(left.replace('\'', '"'));
    }

    @Test
    void seen_fieldsInLists_removedThere() {
        String payload =
                """
                {"tabs":[{"tab_id":1,"title":"secret"},{"tab_id":2,"x":{"title":"secret"}},"secret",
                [{"title":"secret"}],{"tab_id":3}],"path":"/é\\u0001"}\
                """;
        assertThat(payloadSeen("session.save", payload))
                .isEqualTo(
                        "{\"tabs\":[{\"tab_id\":1},{\"tab_id\":2},{\"tab_id\":3}],\"path\":\"/é\\u0001\"}");
    }

    /// What is left is written without escapes that weren't there, or it would be over the limit.
    @Test
    void seen_mebibyteOfLettersWithMoreBytes_stillFits() {
        String letters = "é".repeat((Event.MAX_PAYLOAD_BYTES - 40) / 2);
        String payload = "{\"x\":1,\"path\":\"" + letters + "\\b\"}";
        assertThat(payload.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(Event.MAX_PAYLOAD_BYTES - 40, Event.MAX_PAYLOAD_BYTES);

        assertThat(payloadSeen("config.reload", payload))
                .isEqualTo("{\"path\":\"" + letters + "\\b\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"tabs\":[{\"title\":\"a\",\"title\":\"b\"}]}",
                "{\"title\":\"a\",\"\\u0074itle\":\"b\"}",
                "[]",
                "",
                "{\"a\":\"\\ud800\"}",
            })
    void of_hostilePayload_refused(String payload) {
        assertThat(refusal("pane.focus", payload))
                .startsWith("can't fire pane.focus: its payload is no JSON object: ");
    }

    @Test
    void of_nestedTooDeep_refused() {
        String deep = "{\"tabs\":" + "[".repeat(64) + "]".repeat(64) + "}";
        assertThat(refusal("session.save", deep)).contains("more than 64 levels deep");
        assertThat(refusal("git:x", deep)).contains("more than 64 levels deep");
    }

    @Test
    void of_customEvent_anyObjectOfAtMost64KiB() {
        String most = "{\"a\":\"" + "x".repeat(FiredEvent.MAX_CUSTOM_BYTES - 8) + "\"}";
        assertThat(payloadSeen("git:branch", most)).isSameAs(most);
        assertThat(payloadSeen("git:branch", "{\"title\":[1]}")).isEqualTo("{\"title\":[1]}");
        assertThat(refusal("git:branch", most + " "))
                .isEqualTo(
                        "can't fire git:branch: the payload of a custom event has at most 64 KiB,"
                                + " this one has 65,537 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timer", "keybinding"})
    void of_whatHasAnOwner_refused(String name) {
        assertThat(refusal(name, "{}"))
                .isEqualTo("can't fire " + name + ": only its owner's handler is called with it");
    }

    @Test
    void owned_itsHandler_seesIt() {
        FiredEvent timer = FiredEvent.owned(EventType.TIMER, "{\"id\":7}");
        assertThat(timer.event()).isEqualTo(new Event("timer", "{\"id\":7}"));
        assertThat(timer.seenBy(Policies.granted())).isInstanceOf(Visible.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FiredEvent.owned(EventType.BELL, "{}"))
                .withMessage("bell has no owner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"echo\":false",
                "\"echo\":null",
                "\"echo\":\"true\"",
                "\"echo\":1",
                "\"Echo\":true",
                "\"key\":\"a\""
            })
    void passwordPrompt_echoNotSaidToBeOn_nobodyHears(String echo) {
        for (String name : new String[] {"key.pressed", "pane.output"}) {
            Event event = new Event(name, "{\"pane_id\":1,\"text\":\"s3cret\"," + echo + "}");
            assertThat(EventView.of(event, Policies.granted("pane_access", "pane_keys")))
                    .isInstanceOfSatisfying(
                            Withheld.class,
                            withheld ->
                                    assertThat(withheld.why().reason())
                                            .contains(
                                                    "doesn't show what is typed", "\"echo\": true")
                                            .doesNotContain("s3cret"));
        }
    }

    @Test
    void passwordPrompt_echoOn_heardWithTheGrant() {
        Event event = new Event("key.pressed", "{\"pane_id\":1,\"key\":\"a\",\"echo\":true}");
        assertThat(EventView.of(event, Policies.granted("pane_keys")))
                .isEqualTo(new Visible(event, true, false, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "pane.focus   | {'focused':true,'title':'a'}    | true  | true  | -",
                "pane.focus   | {'focused':false}               | true  | false | -",
                "pane.focus   | {'focused':'true'}              | true  | false | -",
                "window.focus | {'focused':true}                | false | false | -",
                "git:branch   | {'focused':true,'title':'main'} | false | false | main",
                "git:branch   | {'title':'main','text':'t'}     | false | false | t",
                "git:branch   | {'title':1}                     | false | false | -",
                "my.own       | {'text':'t'}                    | false | false | t",
            })
    void seen_whatFiltersLookAt(
            String name, String payload, boolean pane, boolean focused, String subject) {
        assertThat(EventView.of(new Event(name, payload.replace('\'', '"')), Policies.granted()))
                .isInstanceOfSatisfying(
                        Visible.class,
                        seen -> {
                            assertThat(seen.aboutPane()).isEqualTo(pane);
                            assertThat(seen.focused()).isEqualTo(focused);
                            assertThat(seen.subject()).isEqualTo(subject);
                        });
    }

    private static String payloadSeen(String name, String payload) {
        return EventView.of(new Event(name, payload), Policies.granted()) instanceof Visible seen
                ? seen.event().payload()
                : "withheld";
    }

    private static String refusal(String name, String payload) {
        ExtensionException refused =
                catchThrowableOfType(
                        ExtensionException.class, () -> FiredEvent.of(new Event(name, payload)));
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_EVENT);
        return refused.message();
    }
}

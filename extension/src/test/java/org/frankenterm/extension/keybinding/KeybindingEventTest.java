package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.extension.api.Event;
import org.junit.jupiter.api.Test;

class KeybindingEventTest {
    @Test
    void of_aPress_comboKeyAndHandler() {
        assertThat(
                        KeybindingEvent.of(
                                Bindings.combo("Option+3"),
                                Bindings.handler(Bindings.GIT, "switch_tab")))
                .isEqualTo(
                        new Event(
                                "keybinding",
                                "{\"combo\":\"alt+3\",\"key\":\"3\",\"handler\":\"switch_tab\"}"));
    }

    @Test
    void of_anyNames_jsonInPrintableAscii() {
        assertThat(
                        KeybindingEvent.of(
                                        Bindings.combo("ctrl+é"),
                                        Bindings.handler(Bindings.GIT, "\"\n\uD800"))
                                .payload())
                .isEqualTo(
                        "{\"combo\":\"ctrl+\\u00e9\",\"key\":\"\\u00e9\",\"handler\":\"\\\"\\n\\ud800\"}");
        assertThat(
                        KeybindingEvent.of(
                                        Bindings.combo("ctrl+\\"),
                                        Bindings.handler(Bindings.GIT, "f"))
                                .payload())
                .startsWith("{\"combo\":\"ctrl+\\\\\",");
    }
}

package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.Test;

class PaneOutputTest {
    private static FiredEvent output(int pane, String text) {
        return FiredEvent.of(
                new Event("pane.output", "{\"pane_id\":%d,\"text\":\"%s\"}".formatted(pane, text)));
    }

    private static JsonObject payload(FiredEvent event) throws Exception {
        return JsonReader.parseObject(event.event().payload());
    }

    @Test
    void merged_twoOfOnePane_textsOneAfterTheOtherAndTheirCount() throws Exception {
        FiredEvent merged = output(3, "new").mergedWith(output(3, "old "));
        assertThat(merged.event().payload())
                .isEqualTo("{\"pane_id\":3,\"text\":\"old new\",\"merged\":2}");
        FiredEvent third = output(3, "est").mergedWith(merged);
        assertThat(payload(third).string("text")).hasValue("old newest");
        assertThat(third.event().payload()).contains("\"merged\":3");
        assertThat(third.mergeKey()).isEqualTo(merged.mergeKey());
    }

    @Test
    void merged_otherFields_thoseOfTheNewer() throws Exception {
        FiredEvent older =
                FiredEvent.of(
                        new Event(
                                "pane.output",
                                "{\"pane_id\":1,\"focused\":true,\"text\":\"a\",\"gone\":1}"));
        FiredEvent newer =
                FiredEvent.of(
                        new Event(
                                "pane.output", "{\"pane_id\":1,\"focused\":false,\"text\":\"b\"}"));
        assertThat(newer.mergedWith(older).event().payload())
                .isEqualTo("{\"pane_id\":1,\"focused\":false,\"text\":\"ab\",\"merged\":2}");
    }

    @Test
    void merged_tooMuchText_itsEndIsKeptOnACharacter() throws Exception {
        String emoji = "\ud83d\ude00";
        FiredEvent merged = output(1, "x");
        for (int i = 0; i < 20; i++) {
            merged = output(1, emoji.repeat(2_000)).mergedWith(merged);
        }
        String text = payload(merged).string("text").orElseThrow();
        assertThat(text).hasSize(PaneOutput.MAX_TEXT_CHARS).startsWith(emoji).endsWith(emoji);
        assertThat(merged.event().payload().length()).isLessThan(Event.MAX_PAYLOAD_BYTES);
    }

    @Test
    void key_otherPaneEventOrCauses_another() {
        assertThat(output(1, "a").mergeKey()).isEqualTo(output(1, "b").mergeKey()).isPresent();
        assertThat(output(1, "a").mergeKey()).isNotEqualTo(output(2, "a").mergeKey());
        assertThat(FiredEvent.of(Event.of("pane.output")).mergeKey()).isEmpty();
        assertThat(FiredEvent.of(new Event("bell", "{\"pane_id\":1}")).mergeKey()).isEmpty();
        Event caused = new Event("pane.output", "{\"pane_id\":1}", List.of(new ExtensionId("git")));
        assertThat(FiredEvent.of(caused).mergeKey()).isNotEqualTo(output(1, "a").mergeKey());
    }

    @Test
    void nameKey_fired_nameAndCauses() {
        assertThat(FiredEvent.of(Event.of("bell")).nameKey())
                .isEqualTo(FiredEvent.of(new Event("bell", "{\"a\":1}")).nameKey())
                .isPresent();
        assertThat(FiredEvent.owned(Event.of("timer")).nameKey()).isEmpty();
    }

    @Test
    void merged_noTextAtAll_newest() {
        FiredEvent older = FiredEvent.of(new Event("pane.output", "{\"pane_id\":1,\"text\":7}"));
        FiredEvent newer = FiredEvent.of(new Event("pane.output", "{\"pane_id\":1}"));
        assertThat(newer.mergedWith(older).event().payload())
                .isEqualTo("{\"pane_id\":1,\"merged\":2}");
    }
}

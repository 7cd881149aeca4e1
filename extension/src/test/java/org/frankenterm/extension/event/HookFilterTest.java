package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.EventView.Visible;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookFilterTest {
    private static final Event EVENT = Event.of("bell");

    @ParameterizedTest
    @CsvSource({
        "true, true, true, true",
        "true, true, false, false",
        "true, false, false, true",
        "false, true, false, true",
    })
    void panes_focused_onlyThoseEventsAndWhatIsAboutNoPane(
            boolean focusedOnly, boolean aboutPane, boolean focused, boolean wanted) {
        HookFilter filter = HookFilter.of(focusedOnly, null);
        assertThat(filter.problem(new Visible(EVENT, aboutPane, focused, null)).isEmpty())
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"error, 1 error, true", "error, fine, false", "error, -, false", "-, -, true"})
    void match_textOrTitle_foundInIt(
            @Nullable String match, @Nullable String subject, boolean wanted) {
        HookFilter filter = HookFilter.of(false, match);
        assertThat(filter.problem(new Visible(EVENT, true, false, subject)).isEmpty())
                .isEqualTo(wanted);
    }

    /// A hook that runs or not must not tell what was taken out.
    @Test
    void match_titleThatMayNotBeSeen_isNotLookedAt() {
        Event event = new Event("pane.focus", "{\"pane_id\":1,\"title\":\"bank\"}");
        HookFilter filter = HookFilter.of(false, "bank");

        assertThat(problem(filter, event))
                .contains(
                        "the hook's match looks at a text or title, and the payload has none that the extension may see");
        assertThat(problem(filter, event, "pane_access")).isEmpty();
    }

    private static Optional<String> problem(HookFilter filter, Event event, String... granted) {
        return EventView.of(event, Policies.granted(granted)) instanceof Visible seen
                ? filter.problem(seen)
                : Optional.of("withheld");
    }
}

package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.EventView.Visible;
import org.frankenterm.extension.event.EventView.Withheld;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.PermissionKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who hears which event, and sees what of it: every event under every permission, against a table
/// that is written here a second time.
class EventSightConformanceTest {
    /// Every permission there is, one at a time.
    private static final List<String> EACH =
            List.of(
                    "filesystem_read=/tmp",
                    "filesystem_write=/tmp",
                    "environment=HOME",
                    "network",
                    "network=example.com",
                    "pane_access",
                    "pane_keys",
                    "pane_input=control",
                    "config=window.*",
                    "notifications");

    /// What is free; what `pane_access` adds is behind the bar. `–` is an event that isn't heard.
    private static String row(EventType type) {
        return switch (type) {
            case CONFIG_RELOAD -> "path changed |";
            case PANE_FOCUS -> "pane_id focused tab_id window_id previous_pane_id | title cwd";
            case PANE_CREATED -> "pane_id focused tab_id window_id columns rows domain | title cwd";
            case PANE_CLOSED -> "pane_id focused tab_id window_id | exit_status";
            case PANE_OUTPUT -> "– | pane_id focused tab_id window_id echo text merged";
            case PANE_TITLE_CHANGED -> "– | pane_id focused tab_id window_id title previous_title";
            case PANE_RESIZED -> "pane_id focused tab_id window_id columns rows |";
            case TAB_CREATED -> "tab_id window_id position | title";
            case TAB_CLOSED -> "tab_id window_id |";
            case WINDOW_FOCUS -> "window_id focused pane_id |";
            case KEY_PRESSED -> "– |";
            case SESSION_SAVE, SESSION_RESTORE ->
                    "path tabs tabs.tab_id tabs.window_id tabs.position | tabs.title";
            case STATUS_UPDATE -> "window_id columns pane_id | title cwd";
            case BELL -> "pane_id focused tab_id window_id |";
            case EXTENSION_LOADED -> "name version |";
            case TIMER -> "id repeats |";
            case KEYBINDING -> "combo key handler pane_id |";
        };
    }

    private static final Set<String> KEY_FIELDS =
            words("pane_id focused tab_id window_id echo key modifiers text");

    @Test
    void permissions_allAreTried() {
        assertThat(EACH.stream().map(word -> word.replaceFirst("=.*", "")))
                .containsAll(PermissionKey.texts());
    }

    @ParameterizedTest
    @EnumSource
    void event_noGrants_whatIsFree(EventType type) throws JsonProblem {
        assertThat(seen(type)).isEqualTo(free(type));
    }

    @ParameterizedTest
    @EnumSource
    void event_eachPermissionAlone_whatThatAddsAndNothingElse(EventType type) throws JsonProblem {
        for (String permission : EACH) {
            Set<String> expected = free(type);
            if (permission.equals("pane_access")) {
                expected.addAll(words(row(type).split("\\|", -1)[1]));
            } else if (permission.equals("pane_keys") && type == EventType.KEY_PRESSED) {
                expected.addAll(KEY_FIELDS);
            }
            assertThat(seen(type, permission))
                    .as("%s with %s", type, permission)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void event_everyPermissionButItsOwn_notHeard(EventType type) throws JsonProblem {
        if (type.heardWith().permission().isEmpty()) {
            return;
        }
        String own = type.heardWith().permission().get().text();
        String[] others = EACH.stream().filter(word -> !word.equals(own)).toArray(String[]::new);
        assertThat(seen(type, others)).isEmpty();
        assertThat(fired(type).seenBy(Policies.granted(others)))
                .isInstanceOfSatisfying(
                        Withheld.class,
                        withheld -> assertThat(withheld.why().reason()).contains(own));
    }

    @ParameterizedTest
    @EnumSource
    void event_everyPermission_allOfItUnchanged(EventType type) {
        FiredEvent fired = fired(type);
        assertThat(fired.seenBy(Policies.granted(EACH.toArray(String[]::new))))
                .isInstanceOfSatisfying(
                        Visible.class, seen -> assertThat(seen.event()).isSameAs(fired.event()));
    }

    /// Granted, but not requested, is nothing.
    @ParameterizedTest
    @EnumSource
    void event_grantedButNotRequested_whatIsFree(EventType type) throws JsonProblem {
        AccessPolicy all = Policies.granted(EACH.toArray(String[]::new));
        AccessPolicy none = Policies.granted();
        assertThat(seen(type, new AccessPolicy(none.requested(), all.granted(), "/home/me")))
                .isEqualTo(free(type));
        assertThat(seen(type, new AccessPolicy(all.requested(), none.granted(), "/home/me")))
                .isEqualTo(free(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "k*", "key.*", "key.pressed", "**"})
    void keys_anyPatternWithoutTheGrant_notSeen(String pattern) throws JsonProblem {
        boolean listens = new EventPattern(pattern).matches("key.pressed");
        assertThat(listens).isEqualTo(!pattern.equals("k*"));
        assertThat(seen(EventType.KEY_PRESSED)).isEmpty();
        assertThat(seen(EventType.KEY_PRESSED, "pane_access")).isEmpty();
    }

    @Test
    void everything_noGrants_neverATextATitleAFolderOrAKey() throws JsonProblem {
        Set<String> seen = new TreeSet<>();
        for (EventType type : EventType.values()) {
            if (new EventPattern("*").matches(type.text())) {
                seen.addAll(seen(type));
            }
        }
        assertThat(seen)
                .isNotEmpty()
                .noneMatch(field -> field.contains("text") || field.contains("title"))
                .noneMatch(field -> field.contains("cwd") || field.contains("key"))
                .doesNotContain("modifiers", "combo");
    }

    private static FiredEvent fired(EventType type) {
        String payload = EventSamples.of(type);
        return type.owned()
                ? FiredEvent.owned(type, payload)
                : FiredEvent.of(new Event(type.text(), payload));
    }

    private static Set<String> seen(EventType type, String... granted) throws JsonProblem {
        return seen(type, Policies.granted(granted));
    }

    private static Set<String> seen(EventType type, AccessPolicy policy) throws JsonProblem {
        Set<String> names = new TreeSet<>();
        if (fired(type).seenBy(policy) instanceof Visible visible) {
            collect("", JsonReader.parseObject(visible.event().payload()), names);
        }
        return names;
    }

    private static void collect(String prefix, JsonObject object, Set<String> names) {
        object.fields()
                .forEach((name, value) -> {
                    names.add(prefix + name);
                    if (value instanceof JsonArray(List<Json> elements)) {
                        for (Json element : elements) {
                            if (element instanceof JsonObject inner) {
                                collect(prefix + name + ".", inner, names);
                            }
                        }
                    }
                });
    }

    private static Set<String> free(EventType type) {
        return words(row(type).split("\\|", -1)[0]);
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>(Arrays.asList(text.strip().split(" +")));
        words.removeAll(Set.of("", "–"));
        return new TreeSet<>(words);
    }
}

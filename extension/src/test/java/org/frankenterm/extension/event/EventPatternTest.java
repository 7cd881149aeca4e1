package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {
    @ParameterizedTest
    @CsvSource({
        // exact
        "config.reload, config.reload, true",
        "config.reload, config.reloaded, false",
        "config.reload, config, false",
        "bell, bell, true",
        "bell, Bell, false",
        // everything below a prefix, and not the prefix
        "pane.*, pane.focus, true",
        "pane.*, pane.title_changed, true",
        "pane.*, pane, false",
        "pane.*, pane., false",
        "pane.*, panel.focus, false",
        // what only its maker knows is heard by its exact name
        "a.b.c, a.b.c, true",
        "a.b.*, a.b.c, false",
        "pane.*, pane.password, false",
        "*, a.b.c, false",
        "*, *, false",
        "pane.*, pane.*, false",
        // what belongs to one handler is nobody else's
        "*, timer, false",
        "timer, timer, false",
        "keybinding, keybinding, false",
        // what a user means who names a function
        "**, bell, true",
        "**, key.pressed, true",
        "**, a.b.c, true",
        "**, git:branch, true",
        "**, timer, false",
        // a star elsewhere is a letter of a name that no event has
        "k*, key.pressed, false",
        "key.*, key.pressed, true",
        "key*, key.pressed, false",
        // everything of the host
        "*, bell, true",
        "*, config.reload, true",
        // custom events are nobody's by accident
        "*, git:branch, false",
        "config.*, config.x:reload, false",
        "git.*, git.x:branch, false",
        "config.reload, config.reload:x, false",
        // custom events by name, the extension's in any case
        "git:branch, git:branch, true",
        "GIT:branch, git:branch, true",
        "git:branch, git:Branch, false",
        "git:*, git:branch, true",
        "git:*, got:branch, false",
        "git:head.*, git:head.moved, true",
        "git:head.*, git:branch, false",
        "git:branch, branch, false",
        "git:*, git, false"
    })
    void matches_patternAndName_asTheTableSays(String pattern, String name, boolean expected) {
        assertThat(new EventPattern(pattern).matches(name)).isEqualTo(expected);
    }
}

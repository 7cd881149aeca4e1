package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HookReaderTest {
    @Test
    void arrayOfTables_everyKey() {
        assertThat(
                        hooks(
                                """
                                [[hooks]]
                                event = "config.reload"
                                handler = "on_reload"

                                [[hooks]]
                                event = "pane.*"
                                handler = "on_pane"
                                priority = -5
                                panes = "focused"
                                match = "error|warning"
                                """))
                .containsExactly(
                        new HookDeclaration(
                                "config.reload",
                                "on_reload",
                                0,
                                PaneScope.ALL,
                                null,
                                new Place(3, 1)),
                        new HookDeclaration(
                                "pane.*",
                                "on_pane",
                                -5,
                                PaneScope.FOCUSED,
                                "error|warning",
                                new Place(7, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[hooks]\n\"config.reload\" = \"f\"",
                "[hooks]\nconfig.reload = \"f\"",
                "[hooks.config]\nreload = \"f\"",
                "[hooks]\non_config_reload = \"f\"",
                "[hooks]\n\"on_config_reload\" = \"f\"",
                "[[hooks]]\nevent = \"config.reload\"\nhandler = \"f\"",
                "[[hooks]]\nevent = \"config.reload\"\nhandler = \"f\"\npanes = \"all\"\npriority = 0",
            })
    void everyForm_sameHook(String toml) {
        assertThat(hooks(toml))
                .singleElement()
                .usingRecursiveComparison()
                .ignoringFields("place")
                .isEqualTo(
                        new HookDeclaration(
                                "config.reload", "f", 0, PaneScope.ALL, null, Place.START));
    }

    @Test
    void inlineTables_likeArrayOfTables() {
        Manifest manifest =
                Toml.accepted(
                        Toml.read(
                                """
                                hooks = [{event = "bell", handler = "f"}, {event = "*", handler = "g"}]
                                [extension]
                                name = "x"
                                """));
        assertThat(manifest.hooks()).extracting(HookDeclaration::handler).containsExactly("f", "g");
    }

    @Test
    void table_severalForms_inOrder() {
        assertThat(
                        hooks(
                                """
                                [hooks]
                                "tab.created" = "a"
                                pane.focus = "b"
                                pane.closed = "c"
                                on_bell = "d"
                                "git:*" = "e"
                                """))
                .extracting(hook -> hook.event() + "=" + hook.handler())
                .containsExactly(
                        "tab.created=a", "pane.focus=b", "pane.closed=c", "bell=d", "git:*=e");
    }

    @Test
    void hooks_emptyArray_none() {
        assertThat(Toml.accepted(Toml.read("hooks = []\n[extension]\nname = \"x\"\n")).hooks())
                .isEmpty();
    }

    @Test
    void arrayOfTables_keysMissing_eachReported() {
        assertThat(Toml.problems("[[hooks]]\n"))
                .containsExactly(
                        "3:1: error: a hook needs event: add event = \"…\" to [[hooks]]",
                        "3:1: error: a hook needs handler: add handler = \"…\" to [[hooks]]");
    }

    @ParameterizedTest
    @CsvSource({
        "'event = 1', '\"event\" in [[hooks]] must be text in quotes, not a whole number'",
        "'event = \"k*\"', 'such as \"config.reload\", \"pane.*\" or \"*\"; \"k*\" is none'",
        "'event = \"\"', '\"\" is none'",
        "'handler = \"\"', 'must not be empty'",
        "'handler = true', 'not true or false'",
        "'priority = 1.5', '\"priority\" in [[hooks]] must be a whole number, not a fraction'",
        "'priority = \"1\"', 'must be a whole number, not text'",
        "'priority = 2147483648', 'from -2147483648 to 2147483647'",
        "'priority = -2147483649', 'from -2147483648 to 2147483647'",
        "'panes = \"some\"', '\"focused\" or \"all\", not \"some\"'",
        "'panes = true', 'must be text in quotes'",
        "'match = [\"a\"]', 'must be text in quotes, not a list'",
    })
    void arrayOfTables_badValue_errorAtItsLine(String line, String why) {
        String toml = "[[hooks]]\n" + line + "\n";
        toml += line.startsWith("event") ? "" : "event = \"bell\"\n";
        toml += line.startsWith("handler") ? "" : "handler = \"f\"\n";
        assertThat(Toml.problems(toml))
                .singleElement()
                .asString()
                .startsWith("4:1: error: ")
                .contains(why);
    }

    @ParameterizedTest
    @CsvSource({"priority, 2147483647", "priority, -2147483648"})
    void priority_endsOfItsRange_accepted(String key, int value) {
        assertThat(
                        hooks(
                                        "[[hooks]]\nevent = \"bell\"\nhandler = \"f\"\n"
                                                + key
                                                + " = "
                                                + value)
                                .getFirst()
                                .priority())
                .isEqualTo(value);
    }

    @Test
    void match_countedInCodePoints() {
        String hook = "[[hooks]]\nevent = \"pane.output\"\nhandler = \"f\"\nmatch = \"%s\"\n";
        assertThat(hooks(hook.formatted("😀".repeat(256)))).hasSize(1);
        assertThat(Toml.problems(hook.formatted("😀".repeat(257))))
                .containsExactly(
                        "6:1: error: \"match\" in [[hooks]] must be at most 256 characters long");
    }

    @ParameterizedTest
    @CsvSource({
        "(, is no regular expression as RE2 has it: missing closing ): (",
        "(?=x), is no regular expression as RE2 has it: ",
        "((x{1000}){1000}){1000}, is too large: counted repetitions",
        "(x{100}){100}, is too large: counted repetitions",
    })
    void match_noPatternOrTooLarge_errorAtItsPlace(String match, String why) {
        assertThat(
                        Toml.problems(
                                "[[hooks]]\nevent = \"pane.output\"\nhandler = \"f\"\nmatch = '%s'\n"
                                        .formatted(match)))
                .singleElement()
                .asString()
                .startsWith("6:1: error: \"match\" in [[hooks]] " + why);
    }

    /// The attack: each of them costs time that no limit of the guest's counts.
    @Test
    void match_moreThan32Hooks_error() {
        String hook = "[[hooks]]\nevent = \"pane.output\"\nhandler = \"f%d\"\nmatch = \"x\"\n";
        StringBuilder toml = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            toml.append(hook.formatted(i));
        }
        assertThat(hooks(toml.toString())).hasSize(32);
        assertThat(Toml.problems(toml.append(hook.formatted(32)).toString()))
                .containsExactly(
                        "3:1: error: an extension has at most 32 hooks with match, this one has 33;"
                                + " one pattern can say a|b");
    }

    @Test
    void match_eventWithoutTextOrTitle_warned() {
        assertThat(Toml.problems("[[hooks]]\nevent = \"bell\"\nhandler = \"f\"\nmatch = \"x\"\n"))
                .containsExactly(
                        "6:1: warning: \"match\" in [[hooks]] never matches: bell has neither text nor title");
    }

    @Test
    void panes_eventAboutNoPane_warned() {
        assertThat(
                        Toml.problems(
                                "[[hooks]]\nevent = \"config.reload\"\nhandler = \"f\"\npanes = \"focused\"\n"))
                .containsExactly(
                        "6:1: warning: \"panes\" in [[hooks]] has no effect: config.reload is about no pane");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timer", "keybinding", "vault.opened"})
    void event_thatTheHostDoesNotFire_warned(String event) {
        assertThat(Toml.problems("[hooks]\n\"%s\" = \"f\"\n".formatted(event)))
                .singleElement()
                .asString()
                .contains("which is no event of this host");
    }

    @Test
    void handler_countedInBytes() {
        String hook = "[hooks]\nbell = \"%s\"\n";
        assertThat(hooks(hook.formatted("ä".repeat(512)))).hasSize(1);
        assertThat(Toml.problems(hook.formatted("ä".repeat(512) + "a")))
                .containsExactly("4:1: error: \"bell\" in [hooks] must be at most 1024 bytes long");
    }

    @Test
    void key_unknown_warnedWithTheNearest() {
        assertThat(Toml.problems("[[hooks]]\nevent = \"bell\"\nhandler = \"f\"\npriorty = 1\n"))
                .containsExactly(
                        "6:1: warning: unknown key \"priorty\" in [[hooks]]; did you mean priority?");
    }

    @Test
    void alias_unknown_errorNamesTheNearest() {
        assertThat(Toml.problems("[hooks]\non_config_reloaded = \"f\"\n"))
                .containsExactly(
                        "4:1: error: \"on_config_reloaded\" in [hooks] names no event: did you mean on_config_reload?");
        assertThat(Toml.problems("[hooks]\non_color_scheme_change = \"f\"\n"))
                .singleElement()
                .asString()
                .contains("error", "names no event");
    }

    @Test
    void alias_extensionWhoseNameLooksLikeOne_customEvent() {
        assertThat(hooks("[hooks]\n\"on_call:page\" = \"f\"\n").getFirst().event())
                .isEqualTo("on_call:page");
    }

    @Test
    void event_nobodyFires_warnedWithTheNearest() {
        assertThat(Toml.problems("[hooks]\n\"config.reloaded\" = \"f\"\n"))
                .containsExactly(
                        "4:1: warning: \"config.reloaded\" in [hooks] names \"config.reloaded\", which is no event of"
                                + " this host; did you mean config.reload?");
    }

    @ParameterizedTest
    @CsvSource({
        "'hooks = \"f\"', text",
        "'hooks = true', true or false",
        "'hooks = 1', a whole number",
        "'hooks = 1979-05-27', a date or time",
    })
    void hooks_neitherTableNorArray_error(String line, String type) {
        assertThat(Toml.read(line + "\n[extension]\nname = \"x\"\n").report())
                .containsExactly(
                        "extension.toml:1:1: error: \"hooks\" must be [[hooks]] with event and handler, or a table, not "
                                + type);
    }

    @Test
    void array_itemIsNoTable_error() {
        assertThat(Toml.read("hooks = [\n  \"f\",\n  1]\n[extension]\nname = \"x\"\n").report())
                .containsExactly(
                        "extension.toml:2:3: error: [[hooks]] must hold tables; this item is text",
                        "extension.toml:3:3: error: [[hooks]] must hold tables; this item is a whole number");
    }

    @Test
    void table_valueIsNoText_error() {
        assertThat(Toml.problems("[hooks]\nbell = 1\npane.focus = [\"f\"]\n"))
                .containsExactly(
                        "4:1: error: \"bell\" in [hooks] must be text in quotes, not a whole number",
                        "5:1: error: \"focus\" in [hooks] must be text in quotes, not a list");
    }

    @Test
    void sameHookTwice_warned() {
        assertThat(Toml.problems("[hooks]\non_bell = \"f\"\nbell = \"f\"\n"))
                .containsExactly(
                        "5:1: warning: the handler \"f\" is hooked to \"bell\" twice, and will run twice");
    }

    @Test
    void hooks_moreThan256_error() {
        assertThat(hooks(many(256))).hasSize(256);
        assertThat(Toml.problems(many(257)))
                .containsExactly(
                        "3:1: error: an extension has at most 256 hooks, this one has 257");
    }

    @Test
    void handler_hostileText_sanitised() {
        assertThat(Toml.readAfterHead("[hooks]\n\"a\\u001b[2J\\n\\u202e\" = \"f\"\n").report())
                .singleElement()
                .asString()
                .doesNotContain("\u001b", "\n", "\u202e");
    }

    private static String many(int count) {
        StringBuilder toml = new StringBuilder();
        for (int i = 0; i < count; i++) {
            toml.append("[[hooks]]\nevent = \"bell\"\nhandler = \"f").append(i).append("\"\n");
        }
        return toml.toString();
    }

    private static List<HookDeclaration> hooks(String toml) {
        return Toml.manifest(toml).hooks();
    }
}

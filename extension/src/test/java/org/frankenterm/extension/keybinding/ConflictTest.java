package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.frankenterm.extension.keybinding.Bindings.GIT;
import static org.frankenterm.extension.keybinding.Bindings.TODO;
import static org.frankenterm.extension.keybinding.Bindings.combo;
import static org.frankenterm.extension.keybinding.Bindings.declared;
import static org.frankenterm.extension.keybinding.Bindings.handler;
import static org.frankenterm.extension.keybinding.Bindings.registered;
import static org.frankenterm.extension.keybinding.Bindings.users;

import org.frankenterm.extension.text.Sanitizer;
import org.junit.jupiter.api.Test;

class ConflictTest {
    private final Binding described =
            Binding.ofManifest(combo("ctrl+t"), handler(GIT, "f"), "Shows branches");

    @Test
    void words_loserToTheUser() {
        assertThat(words(users("ctrl+t", TODO, "add"), described))
                .isEqualTo(
                        "ctrl+t of git (\"Shows branches\") does nothing: you have bound it to todo (\"add\")");
        assertThat(words(Binding.ofUser(combo("ctrl+t"), new Target.Pane()), described))
                .isEqualTo(
                        "ctrl+t of git (\"Shows branches\") does nothing: you have bound it to the pane");
    }

    @Test
    void words_loserToTheTerminal() {
        assertThat(words(Binding.ofHost(combo("ctrl+t"), "new_tab"), declared(GIT, "ctrl+t", "f")))
                .isEqualTo(
                        "ctrl+t of git (\"f\") does nothing: the terminal has it for the command \"new_tab\"");
    }

    @Test
    void words_loserToAnotherExtension() {
        assertThat(words(declared(TODO, "ctrl+t", "add"), described))
                .isEqualTo(
                        "ctrl+t of git (\"Shows branches\") does nothing: the extension todo binds it and was"
                                + " installed before");
        assertThat(words(declared(TODO, "ctrl+t", "add"), registered(GIT, "ctrl+t", 1)))
                .isEqualTo(
                        "ctrl+t of git (\"on_key\") does nothing: the extension todo has it in its manifest");
        assertThat(words(registered(TODO, "ctrl+t", 1), registered(GIT, "ctrl+t", 1)))
                .isEqualTo(
                        "ctrl+t of git (\"on_key\") does nothing: the extension todo was first to register it");
    }

    @Test
    void words_loserToItself() {
        assertThat(words(described, registered(GIT, "ctrl+t", 1)))
                .isEqualTo(
                        "ctrl+t of git (\"on_key\") does nothing: the extension has bound it to \"f\"");
    }

    @Test
    void words_usersSecondBinding() {
        assertThat(
                        words(
                                Binding.ofUser(combo("f5"), new Target.Command("reload")),
                                users("f5", GIT, "f")))
                .isEqualTo(
                        "f5 for git (\"f\") in your keybindings does nothing: you have bound it to the command"
                                + " \"reload\"");
    }

    @Test
    void words_terminalsSecondBinding() {
        assertThat(words(Binding.ofHost(combo("f5"), "a"), Binding.ofHost(combo("f5"), "b")))
                .isEqualTo(
                        "f5 for the command \"b\" of the terminal does nothing: the terminal has it for the command"
                                + " \"a\"");
    }

    @Test
    void words_hostileDescriptionAndHandler_oneSafeBoundedLine() {
        String hostile = "\u001B[2J\n\u202E\uD800" + "x".repeat(10_240);
        Binding loser = Binding.ofManifest(combo("ctrl+t"), handler(GIT, "f"), hostile);
        Binding winner = Binding.ofManifest(combo("ctrl+t"), handler(TODO, hostile), hostile);

        for (String words :
                new String[] {
                    words(winner, loser),
                    words(users("ctrl+t", TODO, hostile), loser),
                    words(winner, Binding.ofGuest(combo("ctrl+t"), handler(TODO, "g"), 1))
                }) {
            assertThat(Sanitizer.line(words)).isEqualTo(words);
            assertThat(words).hasSizeLessThan(500);
        }
    }

    @Test
    void conflict_differentCombinations_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Conflict(described, declared(TODO, "ctrl+s", "f")));
    }

    private static String words(Binding winner, Binding loser) {
        return new Conflict(winner, loser).words();
    }
}

package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.keybinding.Binding;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeybindingReaderTest {
    @Test
    void arrayOfTables_everyKey() {
        assertThat(
                        Toml.manifest(
                                        """
                                        [[keybindings]]
                                        key = "Shift + Control + T"
                                        handler = "f"
                                        description = "Does it"
                                        [[keybindings]]
                                        key = "F5"
                                        handler = "g"
                                        """)
                                .keybindings())
                .containsExactly(
                        declaration("ctrl+shift+t", "f", "Does it", new Place(3, 1)),
                        declaration("f5", "g", "", new Place(7, 1)));
    }

    @Test
    void table_keyToHandler() {
        assertThat(
                        Toml.manifest(
                                        "[keybindings]\n\"ctrl+t\" = \"f\"\nF5 = \"g\"\n\"ctrl+.\" = \"h\"\n")
                                .keybindings())
                .containsExactly(
                        declaration("ctrl+t", "f", "", new Place(4, 1)),
                        declaration("f5", "g", "", new Place(5, 1)),
                        declaration("ctrl+.", "h", "", new Place(6, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'[[keybindings]]\nkey = \"F5\"', '3:1: error: a keybinding needs handler: '",
        "'[[keybindings]]\nhandler = \"f\"', '3:1: error: a keybinding needs key: '",
        "'[[keybindings]]\nkey = \"\"\nhandler = \"f\"', '4:1: error: \"key\" in [[keybindings]] can''t be \"\": it is empty: name a key'",
        "'[[keybindings]]\nkey = \"F5\"\nhandler = \"\"', '5:1: error: \"handler\" in [[keybindings]] must not be empty'",
        "'[[keybindings]]\nkey = 5\nhandler = \"f\"', '4:1: error: \"key\" in [[keybindings]] must be text in quotes'",
        "'[[keybindings]]\nkey = \"F5\"\nhandler = \"f\"\ndescription = 1', '6:1: error: \"description\" in'",
        "'[[keybindings]]\nkey = \"F5\"\nhandler = \"f\"\nkeys = 1', '6:1: warning: unknown key \"keys\" in [[keybindings]]'",
        "'[keybindings]\n\" \" = \"f\"', '4:1: error: \" \" in [keybindings] is no key combination: it is empty'",
        "'[keybindings]\nF5 = \"\"', '4:1: error: \"F5\" in [keybindings] must not be empty'",
        "'[keybindings]\nF5 = 5', '4:1: error: \"F5\" in [keybindings] must be text in quotes'",
        "'[[keybindings]]\nkey = \"crtl+t\"\nhandler = \"f\"', '4:1: error: \"key\" in [[keybindings]] can''t be \"crtl+t\": \"crtl\" (character 1) is no modifier; did you mean ctrl?'",
        "'[keybindings]\n\"ctrl+ecsape\" = \"f\"', '4:1: error: \"ctrl+ecsape\" in [keybindings] is no key combination: \"ecsape\" (character 6) is no key; did you mean escape?'",
        "'[keybindings]\nF5 = \"f\"\nf5 = \"g\"', '5:1: error: \"f5\" in [keybindings] binds f5 a second time: it is bound to \"f\" in line 4'",
        "'[keybindings]\nj = \"f\"', '4:1: error: \"j\" in [keybindings] binds j, which takes pane_keys = true under [permissions]; '",
        "'[[keybindings]]\nkey = \"Ctrl+M\"\nhandler = \"f\"\n[permissions]\npane_keys = false', '4:1: error: \"key\" in [[keybindings]] binds ctrl+m, which takes pane_keys'",
        "'[keybindings]\nctrl.t = \"f\"', '4:1: error: \"ctrl\" in [keybindings] must be text in quotes, not a table'",
    })
    void keybinding_bad_reportedAtItsPlace(String toml, String problem) {
        assertThat(Toml.problems(toml + "\n")).singleElement().asString().startsWith(problem);
    }

    @Test
    void keybindings_neitherTableNorArray_error() {
        assertThat(Toml.read("keybindings = \"F5\"\n[extension]\nname = \"x\"\n").report())
                .containsExactly(
                        "extension.toml:1:1: error: \"keybindings\" must be [[keybindings]] with key and handler, or a"
                                + " table, not text");
    }

    @Test
    void keybindings_moreThan64_error() {
        assertThat(Toml.manifest(many(64)).keybindings()).hasSize(64);
        assertThat(Toml.problems(many(65)))
                .containsExactly("3:1: error: \"keybindings\" must be at most 64, there are 65");
    }

    @Test
    void bareKey_paneKeysRequested_read() {
        assertThat(
                        Toml.manifest(
                                        """
                                        [keybindings]
                                        J = "f"
                                        "shift+tab" = "g"
                                        [permissions]
                                        pane_keys = true
                                        """)
                                .keybindings())
                .containsExactly(
                        declaration("j", "f", "", new Place(4, 1)),
                        declaration("shift+tab", "g", "", new Place(5, 1)));
    }

    @Test
    void binding_ofAnExtension_asInTheManifest() {
        ExtensionId git = new ExtensionId("git");

        assertThat(declaration("f5", "g", "Does it", new Place(1, 1)).binding(git))
                .isEqualTo(
                        Binding.ofManifest(
                                KeyCombo.parse("f5"), new Target.Handler(git, "g"), "Does it"));
    }

    @Test
    void key_hostile_messageSanitisedAndBounded() {
        assertThat(
                        Toml.problems(
                                "[keybindings]\n\"\\u001b[2J"
                                        + "k+".repeat(5_000)
                                        + "\\u202e\" = \"f\"\n"))
                .singleElement()
                .asString()
                .hasSizeLessThan(400)
                .contains("\\u{1b}")
                .matches("[ -~…]+");
    }

    private static KeybindingDeclaration declaration(
            String combo, String handler, String description, Place place) {
        return new KeybindingDeclaration(KeyCombo.parse(combo), handler, description, place);
    }

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"ctrl+" + Character.toString(0x4E00 + i) + "\" = \"f\"\n")
                .collect(Collectors.joining("", "[keybindings]\n", ""));
    }
}

package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                                        key = "ctrl+shift+t"
                                        handler = "f"
                                        description = "Does it"
                                        [[keybindings]]
                                        key = "F5"
                                        handler = "g"
                                        """)
                                .keybindings())
                .containsExactly(
                        new KeybindingDeclaration("ctrl+shift+t", "f", "Does it", new Place(3, 1)),
                        new KeybindingDeclaration("F5", "g", "", new Place(7, 1)));
    }

    @Test
    void table_keyToHandler() {
        assertThat(
                        Toml.manifest(
                                        "[keybindings]\n\"ctrl+t\" = \"f\"\nF5 = \"g\"\n\"ctrl+.\" = \"h\"\n")
                                .keybindings())
                .containsExactly(
                        new KeybindingDeclaration("ctrl+t", "f", "", new Place(4, 1)),
                        new KeybindingDeclaration("F5", "g", "", new Place(5, 1)),
                        new KeybindingDeclaration("ctrl+.", "h", "", new Place(6, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "'[[keybindings]]\nkey = \"F5\"', '3:1: error: a keybinding needs handler: '",
        "'[[keybindings]]\nhandler = \"f\"', '3:1: error: a keybinding needs key: '",
        "'[[keybindings]]\nkey = \"\"\nhandler = \"f\"', '4:1: error: \"key\" in [[keybindings]] must name a key'",
        "'[[keybindings]]\nkey = \"F5\"\nhandler = \"\"', '5:1: error: \"handler\" in [[keybindings]] must not be empty'",
        "'[[keybindings]]\nkey = 5\nhandler = \"f\"', '4:1: error: \"key\" in [[keybindings]] must be text in quotes'",
        "'[[keybindings]]\nkey = \"F5\"\nhandler = \"f\"\ndescription = 1', '6:1: error: \"description\" in'",
        "'[[keybindings]]\nkey = \"F5\"\nhandler = \"f\"\nkeys = 1', '6:1: warning: unknown key \"keys\" in [[keybindings]]'",
        "'[keybindings]\n\" \" = \"f\"', '4:1: error: \" \" in [keybindings] must name a key'",
        "'[keybindings]\nF5 = \"\"', '4:1: error: \"F5\" in [keybindings] must not be empty'",
        "'[keybindings]\nF5 = 5', '4:1: error: \"F5\" in [keybindings] must be text in quotes'",
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

    private static String many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "k" + i + " = \"f\"\n")
                .collect(Collectors.joining("", "[keybindings]\n", ""));
    }
}

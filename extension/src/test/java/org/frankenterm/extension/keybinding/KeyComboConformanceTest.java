package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.frankenterm.extension.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The grammar: every token of the terminal that extensions were first written for, and the tables
/// of `docs/writing-extensions.md`.
class KeyComboConformanceTest {
    @ParameterizedTest
    @CsvSource({
        "ctrl, ctrl",
        "control, ctrl",
        "shift, shift",
        "alt, alt",
        "opt, alt",
        "option, alt",
        "super, super",
        "cmd, super",
        "command, super",
        "meta, super",
    })
    void modifier_everyTokenOfTheOriginal_accepted(String token, String canonical) {
        assertThat(KeyCombo.parse(token + "+t")).hasToString(canonical + "+t");
        assertThat(KeyCombo.parse(" " + token.toUpperCase(Locale.ROOT) + " + T "))
                .hasToString(canonical + "+t");
    }

    /// In the original each of these is a key under its own name, or refused late, or bound as
    /// something else.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "ctrl+",
                "ctrl++",
                "ctrl++t",
                "+t",
                "crtl+t",
                "ctrl+shift",
                "shift"
            })
    void combo_notInTheGrammar_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyCombo.parse(text));
    }

    @Test
    void canonical_anyOrder_asTheOriginalHasIt() {
        assertThat(KeyCombo.parse("super+alt+shift+ctrl+a").text())
                .isEqualTo("ctrl+shift+alt+super+a");
        assertThat(KeyCombo.parse("CMD+opt+T").text()).isEqualTo("alt+super+t");
    }

    @ParameterizedTest
    @CsvSource({
        "esc, escape",
        "escape, escape",
        "Return, enter",
        "pgup, pageup",
        "Page_Down, pagedown",
        "plus, plus",
        "minus, -",
        "spacebar, space",
        "UpArrow, up",
        "kp_5, numpad5",
        "F24, f24",
    })
    void key_anyNameOfIt_oneKey(String written, String canonical) {
        assertThat(KeyCombo.parse("ctrl+" + written)).hasToString("ctrl+" + canonical);
    }

    @Test
    void document_modifiers_asInTheCode() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (Modifier modifier : Modifier.values()) {
            expected.put(modifier.text(), modifier.aliases());
        }

        assertThat(rows("modifiers")).containsExactlyEntriesOf(expected);
    }

    /// Function keys and digits of the number pad have one row each in the document.
    @Test
    void document_keys_asInTheCode() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>(KeyNames.aliases());
        for (int number = 2; number <= KeyNames.LAST_FUNCTION_KEY; number++) {
            assertThat(expected.remove("f" + number)).isEmpty();
        }
        for (int digit = 1; digit <= 9; digit++) {
            assertThat(expected.remove("numpad" + digit))
                    .containsExactly("kp" + digit, "kp_" + digit);
        }

        assertThat(rows("keys")).containsExactlyEntriesOf(expected);
    }

    @Test
    void document_lengthOfACombination_asInTheCode() throws IOException {
        assertThat(section()).contains("at most " + KeyCombo.MAX_CHARS + " characters");
        assertThat(section()).contains("at most " + Keymap.MAX_PER_EXTENSION + " keybindings");
    }

    @Test
    void document_payload_asInTheCode() throws IOException {
        Target.Handler handler = Bindings.handler(Bindings.GIT, "switch_tab");

        assertThat(section())
                .contains(KeybindingEvent.of(KeyCombo.parse("alt+3"), handler).payload());
    }

    /// The rows of a table of names: the first of each row, and the others.
    private static Map<String, List<String>> rows(String table) throws IOException {
        String text = section().replaceAll("(?s).*<!-- " + table + " -->(.*?)\n\n.*", "$1");
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Pattern.compile("(?m)^\\| (`+)(.+?)\\1[^|]*\\| ([^|]*) \\|")
                .matcher(text)
                .results()
                .forEach(row -> rows.put(row.group(2).strip(), names(row.group(3))));
        return rows;
    }

    private static List<String> names(String cell) {
        return cell.equals("–")
                ? List.of()
                : Arrays.stream(cell.split(", ")).map(name -> name.replace("`", "")).toList();
    }

    private static String section() throws IOException {
        return Repository.read("docs/writing-extensions.md")
                .replaceAll("(?s).*\n### Keybindings\n(.*?)\n### .*", "$1");
    }
}

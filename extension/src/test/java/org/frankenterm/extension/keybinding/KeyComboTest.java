package org.frankenterm.extension.keybinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyComboTest {
    @Test
    void parse_modifiersAndKey() {
        assertThat(KeyCombo.parse("ctrl+shift+t"))
                .isEqualTo(new KeyCombo(Set.of(Modifier.SHIFT, Modifier.CTRL), key("t")));
        assertThat(KeyCombo.parse("F5")).isEqualTo(new KeyCombo(Set.of(), key("f5")));
    }

    @ParameterizedTest
    @CsvSource({
        "CTRL+ESC, ctrl+escape",
        "' ctrl +\tshift + T ', ctrl+shift+t",
        "ctrl+plus, ctrl+plus",
        "ctrl+-, ctrl+-",
        "ctrl+', ctrl+'",
        "ctrl+É, ctrl+é",
        "ctrl+e\u0301, ctrl+é",
        "ctrl+Я, ctrl+я",
        "ctrl+日, ctrl+日",
        "ctrl+€, ctrl+€",
    })
    void text_ofWhatWasWritten_canonical(String written, String canonical) {
        assertThat(KeyCombo.parse(written).text()).isEqualTo(canonical);
    }

    @Test
    void parse_turkishLocale_noDifference() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr", "TR"));
            assertThat(KeyCombo.parse("SHIFT+WIN+INSERT").text()).isEqualTo("shift+super+insert");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void parse_textOfAnyCombination_thatCombination() {
        int longest = 0;
        for (Set<Modifier> modifiers : subsets()) {
            for (String name : keys()) {
                KeyCombo combo = new KeyCombo(modifiers, key(name));
                assertThat(KeyCombo.parse(combo.text())).isEqualTo(combo);
                longest = Math.max(longest, combo.text().length());
            }
        }
        assertThat(longest).isEqualTo(35); // as the doc comment of MAX_CHARS says
    }

    @Test
    void parse_randomSpelling_sameCombination() {
        long seed = 0xC0B0L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<String> keys = keys();
        for (int round = 0; round < 5_000; round++) {
            Set<Modifier> modifiers = subsets().get(random.nextInt(16));
            String name = keys.get(random.nextInt(keys.size()));
            KeyCombo combo = new KeyCombo(modifiers, key(name));
            assertThat(KeyCombo.parse(spelled(combo, random))).isEqualTo(combo);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "crtl+t | \"crtl\" (character 1) is no modifier; did you mean ctrl?",
                "ctrl+ shfit+t | \"shfit\" (character 7) is no modifier; did you mean shift?",
                "hyper+t | \"hyper\" (character 1) is no modifier; they are ctrl, shift, alt and super",
                "mod1+t | \"mod1\" (character 1) is no modifier; they are ctrl, shift, alt and super",
                "ctrl+ecsape | \"ecsape\" (character 6) is no key; did you mean escape?",
                "ctrl+retrun | \"retrun\" (character 6) is no key; did you mean return?",
                "ctrl+f25 | \"f25\" (character 6) is no key: function keys are f1 to f24",
                "ctrl+f0 | \"f0\" (character 6) is no key: function keys are f1 to f24",
                "ctrl+zzzzzz | \"zzzzzz\" (character 6) is no key; a key is one visible character, or a name such as"
                        + " escape",
                "ctrl+control+t | ctrl is there twice (characters 1 and 6)",
                "cmd+alt+win+t | super is there twice (characters 1 and 9)",
                "ctrl+ | the key is missing at character 6; the + key is called plus",
                "ctrl++ | the + key is called plus",
                "+ | the + key is called plus",
                "ctrl++t | a modifier is missing before the + at character 6",
                "+t | a modifier is missing before the + at character 1",
                "ctrl+shift | \"shift\" (character 6) is a modifier: a key has to follow it",
                "Option | \"Option\" (character 1) is a modifier: a key has to follow it",
                "t+ctrl | \"t\" (character 1) is a key: there is one, and it comes last",
                "esc+t | \"esc\" (character 1) is a key: there is one, and it comes last",
                "ctrl-t | \"ctrl-t\" (character 1) is more than one name: modifiers and one key are joined by +, and"
                        + " there are no sequences",
                "ctrl t | \"ctrl t\" (character 1) is more than one name: modifiers and one key are joined by +, and"
                        + " there are no sequences",
                "ctrl+k ctrl+s | \"k ctrl\" (character 6) is more than one name: modifiers and one key are joined by"
                        + " +, and there are no sequences",
            })
    void parse_notACombination_refusedWithTheReason(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyCombo.parse(text))
                .withMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void parse_nothing_refusedWithAnExample(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyCombo.parse(text))
                .withMessage("it is empty: name a key, such as \"ctrl+shift+t\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ctrl+t",
                "alt+enter",
                "super+tab",
                "ctrl+shift+escape",
                "f1",
                "F24",
                "shift+f5",
                "ctrl+enter",
                "ctrl+alt+m",
                "ctrl+j",
                "ctrl+h",
                "alt+shift+j",
                "ctrl+1"
            })
    void needsPaneKeys_modifierOrFunctionKey_no(String text) {
        assertThat(KeyCombo.parse(text).needsPaneKeys()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j",
                "shift+j",
                "1",
                "é",
                "-",
                "plus",
                "space",
                "escape",
                "enter",
                "tab",
                "shift+tab",
                "backspace",
                "delete",
                "up",
                "shift+left",
                "home",
                "pageup",
                "menu",
                "numpad5",
                "numpadenter",
                "f",
                "日"
            })
    void needsPaneKeys_keyThatProgramsNeed_yes(String text) {
        assertThat(KeyCombo.parse(text).needsPaneKeys()).isTrue();
    }

    /// An extension without `pane_keys` would be told of each Enter in a terminal that can't tell
    /// it from Ctrl+M, and take it away.
    @ParameterizedTest
    @ValueSource(
            strings = {"ctrl+i", "ctrl+m", "ctrl+[", "ctrl+3", "ctrl+8", "ctrl+?", "ctrl+shift+m"})
    void needsPaneKeys_byteOfABareKeyBehindCtrl_yes(String text) {
        assertThat(KeyCombo.parse(text).needsPaneKeys()).isTrue();
    }

    @Test
    void modifiers_callersSetChanged_comboUnchanged() {
        Set<Modifier> modifiers = EnumSet.of(Modifier.CTRL);
        KeyCombo combo = new KeyCombo(modifiers, key("t"));

        modifiers.add(Modifier.ALT);

        assertThat(combo).hasToString("ctrl+t").isEqualTo(KeyCombo.parse("ctrl+t"));
    }

    private static Key key(String name) {
        return Key.of(name).orElseThrow();
    }

    private static List<String> keys() {
        return Stream.concat(
                        KeyNames.aliases().keySet().stream(),
                        Stream.of("a", "z", "0", "#", "é", "ß", "я", "日", "€", "😀"))
                .toList();
    }

    private static List<Set<Modifier>> subsets() {
        List<Set<Modifier>> subsets = new ArrayList<>(List.of(Set.of()));
        for (Modifier modifier : Modifier.values()) {
            for (Set<Modifier> smaller : List.copyOf(subsets)) {
                Set<Modifier> larger = new HashSet<>(smaller);
                larger.add(modifier);
                subsets.add(larger);
            }
        }
        return subsets;
    }

    /// Any order, names, case and blanks.
    private static String spelled(KeyCombo combo, Random random) {
        List<String> names = new ArrayList<>();
        for (Modifier modifier : combo.modifiers()) {
            names.add(oneOf(modifier.text(), modifier.aliases(), random));
        }
        Collections.shuffle(names, random);
        String key = combo.key().text();
        names.add(oneOf(key, KeyNames.aliases().getOrDefault(key, List.of()), random));
        String joined = String.join(random.nextBoolean() ? " + " : "+", names);
        // ß has no capital letter that becomes ß again in every locale
        return random.nextBoolean() && !joined.contains("ß")
                ? joined.toUpperCase(Locale.ROOT)
                : joined;
    }

    private static String oneOf(String name, List<String> others, Random random) {
        int choice = random.nextInt(others.size() + 1);
        return choice == 0 ? name : others.get(choice - 1);
    }
}

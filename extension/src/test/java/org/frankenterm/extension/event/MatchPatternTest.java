package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchPatternTest {
    @ParameterizedTest
    @CsvSource({
        "error|warning, 2 warnings, true",
        "error|warning, all good, false",
        "^\\$ $, '$ ', true",
        "(?i)ERROR, an error, true",
        "'', anything, true",
        "^.$, 😀, true",
        "\\pL{3}, äöü, true",
    })
    void matches_anywhereInTheText(String pattern, String text, boolean expected) {
        assertThat(MatchPattern.of(pattern).matches(text)).isEqualTo(expected);
    }

    /// The attack: 33 characters took `java.util.regex` 15 s, and doubled with each more.
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "^(a|a?)+$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]$"})
    void matches_patternThatBacktracksElsewhere_isLinear(String pattern) {
        assertThat(MatchPattern.of(pattern).matches("a".repeat(33) + "!")).isFalse();
        assertThat(MatchPattern.of(pattern).matches("a".repeat(1 << 20) + "!")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x{1000}",
                "(x{100}){100}",
                "((x{30}){30}){30}",
                "(((x{1000}){1000}){1000}){1000}",
                "(?:(?:x{1000}){1000})?{1000}",
                "(x{1000})\\Q\\E{1000}",
                "(x{1000})(?i){1000}",
                "((((((((((((((((((((x{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}",
                "(x{999,1000}){0,1000}",
                "((x{000001000}){0000001000}){1000}",
            })
    void of_countsThatMultiply_refusedBeforeTheyTakeMemory(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchPattern.of(pattern))
                .withMessageMatching("is too large: .*|is no regular expression as RE2 has it: .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "\\b[0-9a-f]{40}\\b|\\b[0-9a-f]{64}\\b",
                "(\\d{1,3}\\.){3}\\d{1,3}",
                "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}",
                "([0-9a-f]{2}:){5}[0-9a-f]{2}",
                "[{}]+",
                "\\x{41}{3}",
            })
    void of_honestCounts_accepted(String pattern) {
        assertThat(MatchPattern.of(pattern)).hasToString(pattern);
    }

    @ParameterizedTest
    @CsvSource({
        "(, missing closing )",
        "[a, missing closing ]",
        "a**, invalid nested repetition operator",
        "\\1, invalid escape sequence",
        "(?=a), '(?='",
        "\\p{Klingon}, invalid character class range",
    })
    void of_malformed_saysWhy(String pattern, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchPattern.of(pattern))
                .withMessageStartingWith("is no regular expression as RE2 has it: ")
                .withMessageContaining(why);
    }

    @Test
    void of_hostileCharacters_sanitised() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchPattern.of("(\u001b[2J\u202e\n"))
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\u202e", "\n"));
    }

    @Test
    void of_moreThan256CodePoints_refused() {
        assertThat(MatchPattern.of("😀".repeat(256)).matches("x")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatchPattern.of("😀".repeat(257)))
                .withMessage("must be at most 256 characters long");
    }

    @Test
    void matches_longText_smallPatternSeesAllOfIt() {
        String text = " ".repeat((64 << 10) - 5) + "error";
        assertThat(MatchPattern.of("error|warning").matches(text)).isTrue();
        assertThat(MatchPattern.of("error").matches(" ".repeat(1 << 20) + "error")).isFalse();
        assertThat(MatchPattern.of("error$").matches("error".repeat(1 << 18))).isFalse();
    }

    /// Whatever the pattern: it is refused by name, or compiled to no more than it may have.
    @Test
    void of_randomPatterns_boundedOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {"x", "(", ")", "{1000}", "{2,}", "{9}", "*", "|", "[", "]", "\\Q", "\\E"};
        for (int i = 0; i < 5_000; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int n = random.nextInt(30); n >= 0; n--) {
                pattern.append(parts[random.nextInt(parts.length)]);
            }
            try {
                assertThat(MatchPattern.of(pattern.toString()).size())
                        .as("seed %d: %s", seed, pattern)
                        .isLessThanOrEqualTo(MatchPattern.MAX_SIZE);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).as("seed %d: %s", seed, pattern).hasMessageStartingWith("is ");
            }
        }
    }
}

package org.frankenterm.extension.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.frankenterm.extension.api.LogLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {
    /// The examples of env_logger's documentation and the cases of its own tests: filter, target,
    /// least level shown.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hello|hello|trace",
                "hello|hello::sub|trace",
                "hello|world|off",
                "trace|anything|trace",
                "TRACE|anything|trace",
                "info|anything|info",
                "INFO|anything|info",
                "wArN|anything|warn",
                "DeBuG|anything|debug",
                "hello=debug|hello|debug",
                "hello=DEBUG|hello|debug",
                "hello=debug|world|off",
                "hello,std::option|hello|trace",
                "hello,std::option|std::option|trace",
                "hello,std::option|std::vec|off",
                "error,hello=warn|hello|warn",
                "error,hello=warn|world|error",
                "error,hello=off|hello|off",
                "error,hello=off|world|error",
                "off|anything|off",
                "OFF|anything|off",
                "error|anything|error",
                "example|example|trace",
                "example|example::test|trace",
                "example|example::test::module::submodule|trace",
                "example|examples::and_more_examples|trace",
                "example|exampl|off",
                "example|an::example|off",
                "data=debug,hardware=debug|data|debug",
                "data=debug,hardware=debug|hardware::bus|debug",
                "info,crate1::mod1=warn|crate1::mod1|warn",
                "info,crate1::mod1=warn|crate2::mod2|info",
                "crate2=info,crate2::mod=debug,crate1::mod1=warn|crate2::mod1|debug",
                "crate2=info,crate2::mod=debug,crate1::mod1=warn|crate2|info",
                "crate2=info,crate1::mod1=warn|crate3|off",
                "info,crate1::mod1=off|crate1::mod1|off",
                "info,crate1::mod1=off|crate2::mod2|info",
                "crate1::mod1=error,crate1::mod2,crate2=debug|crate1::mod2|trace",
                "crate2=|crate2|trace"
            })
    void threshold_examplesOfEnvLogger(String filter, String target, String least) {
        assertLeast(LogFilter.parse(filter), target, least);
        assertThat(LogFilter.parse(filter).warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|x|error",
                "'     '|x|error",
                ",|x|error",
                "',   '|x|error",
                "/foo|x|error",
                "' info , a = debug '|x|info",
                "a= debug |a|debug",
                "a =debug|a|off",
                "a =debug|a b|debug",
                "warn,info|x|info",
                "a=warn,a=debug|a|debug",
                "a=debug,info,a=warn|a|warn",
                "=debug|x|debug",
                "=|x|trace",
                "=debug,warn|x|warn",
                "warn,=debug|x|debug",
                "warn,=debug,info|x|debug",
                "Hello=info|hello|off",
                "2|2fast|trace",
                "warning|x|off"
            })
    void threshold_cornersOfTheGrammar(String filter, String target, String least) {
        assertLeast(LogFilter.parse(filter), target, least);
    }

    @Test
    void parse_mistakes_areIgnoredWithAWarning() {
        LogFilter level = LogFilter.parse("crate1::mod1=noNumber,crate2=debug");
        assertLeast(level, "crate2", "debug");
        assertLeast(level, "crate1::mod1", "off");
        assertThat(level.warnings())
                .containsExactly(
                        "ignored 'crate1::mod1=noNumber' in the log filter: 'noNumber' is not a level;"
                                + " use off, error, warn, info, debug or trace");

        LogFilter equals = LogFilter.parse("crate1::mod1=warn=info,crate2=debug,crate3=error=");
        assertLeast(equals, "crate2", "debug");
        assertThat(equals.warnings())
                .containsExactly(
                        "ignored 'crate1::mod1=warn=info' in the log filter: there is more than one '='",
                        "ignored 'crate3=error=' in the log filter: there is more than one '='");

        LogFilter slashes = LogFilter.parse("debug/abc/a.c");
        assertLeast(slashes, "x", "error");
        assertThat(slashes.admits("nothing of it")).isTrue();
        assertThat(slashes.warnings()).singleElement().asString().contains("more than one '/'");
    }

    @Test
    void parse_badExpression_keepsTheDirectives() {
        LogFilter filter = LogFilter.parse("debug/a[");
        assertLeast(filter, "x", "debug");
        assertThat(filter.admits("anything")).isTrue();
        assertThat(filter.warnings())
                .singleElement()
                .asString()
                .startsWith("ignored 'a[' in the log filter: it is not a regular expression: ");
    }

    @Test
    void warnings_hostileText_isSanitisedAndShort() {
        LogFilter filter = LogFilter.parse("a=\u001B[31m" + "x".repeat(10_000) + ",/\u202E[");
        assertThat(filter.warnings()).hasSize(2);
        for (String warning : filter.warnings()) {
            assertThat(warning).doesNotContain("\u001B", "\u202E").hasSizeLessThan(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hello/foo, hello, a foo here, true",
        "hello/foo, hello, no match, false",
        "hello/foo, other, foo, false",
        "info/f.o, x, f1o, true",
        "info/f.o, x, fao, true",
        "info/f.o, x, fo, false",
        "hello=debug/foo*foo, hello, foofoo, true",
        "hello=debug/foo*foo, hello, fofoo, true",
        "hello=debug/foo*foo, hello, fooooooofoo, true",
        "hello=debug/foo*foo, hello, foo, false",
        "'error,hello=warn/[0-9]scopes', hello, a 1scopes, true",
        "'error,hello=warn/[0-9]scopes', hello, a scopes, false",
        "info/XYZ, x, XYZ Message, true",
        "info/XXX, x, XYZ Message, false",
        "info/, x, anything, true",
        "info/^a$, x, a, true",
        "info/(?i)ERR, x, an error, true"
    })
    void matches_expression_isSearchedInTheMessage(
            String filter, String target, String message, boolean expected) {
        assertThat(LogFilter.parse(filter).matches(LogLevel.ERROR, target, message))
                .isEqualTo(expected);
        assertThat(LogFilter.parse(filter).matches(LogLevel.WARN, target, message))
                .isEqualTo(expected && LogFilter.parse(filter).enabled(LogLevel.WARN, target));
    }

    @Test
    void matches_expressionThatBacktracksElsewhere_isLinear() {
        LogFilter filter = LogFilter.parse("trace/^(a+)+$");
        assertThat(filter.matches(LogLevel.INFO, "x", "a".repeat(8_192) + "!")).isFalse();
    }

    @Test
    void fromEnvironment_ourVariableWins() {
        assertLeast(LogFilter.fromEnvironment(Map.of()), "x", "info");
        assertLeast(LogFilter.fromEnvironment(Map.of("RUST_LOG", "warn")), "x", "warn");
        assertLeast(LogFilter.fromEnvironment(Map.of("FRANKENTERM_LOG", "debug")), "x", "debug");
        Map<String, String> both = Map.of("RUST_LOG", "warn", "FRANKENTERM_LOG", "trace");
        assertLeast(LogFilter.fromEnvironment(both), "x", "trace");
    }

    @Test
    void fromEnvironment_blankVariable_countsAsUnset() {
        assertLeast(LogFilter.fromEnvironment(Map.of("RUST_LOG", "")), "x", "info");
        Map<String, String> blank = Map.of("FRANKENTERM_LOG", "  ", "RUST_LOG", "warn");
        assertLeast(LogFilter.fromEnvironment(blank), "x", "warn");
    }

    @Test
    void fromEnvironment_mistake_namesTheVariable() {
        assertThat(LogFilter.fromEnvironment(Map.of("RUST_LOG", "a=b")).warnings())
                .singleElement()
                .asString()
                .startsWith("ignored 'a=b' in RUST_LOG: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "az"})
    void parse_inTurkish_isTheSame(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            assertLeast(LogFilter.parse("INFO"), "x", "info");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void threshold_randomDirectives_followTheReference() {
        long seed = 0x10CL;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            String[] items = new String[random.nextInt(6)];
            Arrays.setAll(items, i -> randomItem(random));
            LogFilter filter = LogFilter.parse(String.join(",", items));
            String target = randomTarget(random);
            assertLeast(filter, target, longestWins(items, target));
        }
    }

    /// The rule itself, for directives with distinct meanings: among those that cover the target
    /// the longest, and of equal ones the last.
    private static String longestWins(String[] items, String target) {
        String least = items.length == 0 ? "error" : "off";
        int longest = -1;
        for (String item : items) {
            int equals = item.indexOf('=');
            String prefix = equals < 0 ? "" : item.substring(0, equals);
            if (target.startsWith(prefix) && prefix.length() >= longest) {
                longest = prefix.length();
                least = item.substring(equals + 1);
            }
        }
        return least;
    }

    private static String randomItem(Random random) {
        Threshold[] levels = Threshold.values();
        String level = levels[random.nextInt(levels.length)].name().toLowerCase(Locale.ROOT);
        return random.nextInt(4) == 0 ? level : randomTarget(random) + "=" + level;
    }

    private static String randomTarget(Random random) {
        return "aab".substring(random.nextInt(2)) + "::ab".substring(0, random.nextInt(5));
    }

    /// Every level from `least` up is enabled, every one below is not.
    private static void assertLeast(LogFilter filter, String target, String least) {
        List<String> order = List.of("trace", "debug", "info", "warn", "error", "off");
        for (LogLevel level : LogLevel.values()) {
            String name = level.name().toLowerCase(Locale.ROOT);
            boolean expected = order.indexOf(name) >= order.indexOf(least);
            assertThat(filter.enabled(level, target))
                    .as("%s for %s", level, target)
                    .isEqualTo(expected);
        }
    }
}

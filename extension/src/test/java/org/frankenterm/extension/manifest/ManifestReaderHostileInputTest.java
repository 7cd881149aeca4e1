package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an attacker or a broken editor writes.
class ManifestReaderHostileInputTest {
    @Test
    void input_twoHundredKilobytesOfErrors_refusedBeforeParsing() {
        assertThat(Toml.read("=\n".repeat(100_000)).report())
                .containsExactly(
                        "extension.toml:1:1: error: a manifest has at most 10000 lines and commas, this one has more");
    }

    @Test
    void input_tenThousandSyntaxErrors_hundredReported() {
        assertThat(Toml.read("=\n".repeat(9_999)).problems())
                .hasSize(100)
                .last()
                .isEqualTo(
                        new ManifestProblem(
                                ManifestProblem.Severity.ERROR, 99, 1, "and 9900 more problems"));
    }

    @Test
    void input_thousandsOfWrongTypes_hundredReported() {
        assertThat(Toml.problems("[permissions]\nenvironment = [" + "1,".repeat(9_000) + "]\n"))
                .hasSize(100)
                .last()
                .asString()
                .endsWith("and 8901 more problems");
    }

    @Test
    void input_manyWarnings_hideNoError() {
        String unknown =
                IntStream.range(0, 500)
                        .mapToObj(i -> "k" + i + " = 1\n")
                        .collect(Collectors.joining());
        ManifestReading reading = Toml.read(unknown + "[extension]\nname = \"..\"\n");
        assertThat(reading.manifest()).isNull();
        assertThat(reading.problems())
                .hasSize(100)
                .first()
                .extracting(ManifestProblem::line)
                .isEqualTo(502);
    }

    @Test
    void input_over256KiB_refused() {
        String comment = "#" + "x".repeat(ManifestText.MAX_BYTES);
        assertThat(Toml.read(comment).report())
                .containsExactly(
                        "extension.toml:1:1: error: a manifest has at most 262144 bytes, this one has 262145");
        assertThat(Toml.readAfterHead(comment.substring(0, ManifestText.MAX_BYTES - 100)).report())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a=", "[[", "a.", "{\"\"=["})
    void nesting_deep_refusedWithoutOverflow(String opening) {
        assertThat(Toml.read("a=" + opening.repeat(260_000 / opening.length())).errors())
                .isNotEmpty();
        assertThat(Toml.read(opening.repeat(260_000 / opening.length())).errors()).isNotEmpty();
    }

    @Test
    void nesting_deepButClosed_refused() {
        assertThat(
                        Toml.readAfterHead("a = " + "[".repeat(1_000) + "]".repeat(1_000) + "\n")
                                .report())
                .singleElement()
                .asString()
                .startsWith("extension.toml:3:")
                .contains("is not TOML: Nesting is too deep");
    }

    @Test
    void array_huge_read() {
        String themes =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "\"t" + i + "\"")
                        .collect(Collectors.joining(","));
        assertThat(Toml.manifest("[assets]\nthemes = [" + themes + "]\n").themes()).hasSize(5_000);
    }

    @Test
    void key_huge_cutInTheMessage() {
        assertThat(Toml.problems("[limits]\n" + "k".repeat(200_000) + " = 1\n"))
                .singleElement()
                .asString()
                .hasSizeLessThan(300);
        assertThat(Toml.problems("[hooks]\n\"" + "!".repeat(200_000) + "\" = \"f\"\n"))
                .singleElement()
                .asString()
                .hasSizeLessThan(500);
    }

    @Test
    void syntaxError_huge_cutInTheMessage() {
        assertThat(Toml.problems("k".repeat(100_000) + " = 1\n" + "k".repeat(100_000) + " = 1\n"))
                .singleElement()
                .asString()
                .hasSizeLessThan(500);
    }

    @Test
    void byteOrderMark_ignored() {
        assertThat(Toml.accepted(Toml.read("\uFEFF[extension]\nname = \"x\"\n")).id().name())
                .isEqualTo("x");
    }

    @Test
    void byteOrderMark_notAtTheStart_error() {
        assertThat(Toml.read("[extension]\n\uFEFFname = \"x\"\n").report())
                .singleElement()
                .asString()
                .startsWith("extension.toml:2:1: error: is not TOML: ");
    }

    @Test
    void lineEnds_carriageReturnAndLineFeed_samePositions() {
        assertThat(Toml.read("[extension]\r\nname = \"x\"\r\nversion = \"1\"\r\n").report())
                .singleElement()
                .asString()
                .startsWith("extension.toml:3:1: error: version");
    }

    @Test
    void lineEnds_carriageReturnAlone_error() {
        assertThat(Toml.read("[extension]\rname = \"x\"\r").report())
                .singleElement()
                .asString()
                .startsWith("extension.toml:1:12: error: is not TOML: ")
                .doesNotContain("\r");
    }

    @ParameterizedTest
    @CsvSource({
        "'[extension]\nname = \"a\0b\"', 2",
        "'\0', 1",
        "'[extension]\nname = \"x\" # \0', 2",
    })
    void nul_error(String toml, int line) {
        assertThat(Toml.read(toml + "\n").errors())
                .first()
                .extracting(ManifestProblem::line)
                .isEqualTo(line);
    }

    @Test
    void nul_escapedInAName_refused() {
        assertThat(Toml.read("[extension]\nname = \"a\\u0000b\"\n").report())
                .singleElement()
                .asString()
                .contains("\"name\" in [extension] can't be")
                .doesNotContain("\0");
    }

    @ParameterizedTest
    @CsvSource({
        "'name = \"y\"', '3:1: error: is not TOML: '",
        "'[extension]\nversion = \"1.0.0\"', '3:1: error: is not TOML: '",
        "'[hooks]\nbell = \"f\"\nbell = \"g\"', '5:1: error: is not TOML: '",
        "'[[hooks]]\nevent = \"bell\"\nhandler = \"f\"\n[hooks]\nbell = \"g\"', '6:1: error: is not TOML: '",
        "'[permissions]\nnetwork = false\nnetwork = true', '5:1: error: is not TOML: '",
    })
    void duplicateKey_error(String rest, String problem) {
        assertThat(Toml.problems(rest + "\n"))
                .singleElement()
                .asString()
                .startsWith(problem)
                .contains("previously defined");
    }

    @Test
    void syntaxError_onlyItIsReported() {
        assertThat(Toml.problems("version = \"not closed\n[limits]\nfuel_per_call = 0\n"))
                .singleElement()
                .asString()
                .startsWith("3:22: error: is not TOML: ");
    }

    @Test
    void integer_tooLargeForALong_error() {
        assertThat(Toml.problems("[limits]\nfuel_per_call = 9223372036854775808\n"))
                .singleElement()
                .asString()
                .startsWith("4:17: error: is not TOML: Integer is too large");
    }

    @Test
    void utf8_broken_errorAtTheByte() {
        byte[] toml = "[extension]\nname = \"xx\"\n".getBytes(StandardCharsets.UTF_8);
        toml[20] = (byte) 0xff;
        assertThat(Toml.read(toml).report())
                .containsExactly("extension.toml:2:9: error: is not UTF-8: save the file as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC3, 0xE2, 0xF0})
    void utf8_cutOffAtTheEnd_error(int lead) {
        byte[] toml = "[extension]\nname = \"x\"\n#?".getBytes(StandardCharsets.UTF_8);
        toml[toml.length - 1] = (byte) lead;
        assertThat(Toml.read(toml).report())
                .containsExactly("extension.toml:3:2: error: is not UTF-8: save the file as UTF-8");
    }

    @Test
    void utf16_error() {
        assertThat(
                        Toml.read("[extension]\nname = \"x\"\n".getBytes(StandardCharsets.UTF_16))
                                .report())
                .containsExactly("extension.toml:1:1: error: is not UTF-8: save the file as UTF-8");
    }

    @Test
    void bytes_random_neverThrow() {
        Random random = new Random(1);
        String alphabet = "[]{}=\".'\\\n,ab1# \u00e4\0";
        for (int i = 0; i < 2_000; i++) {
            String toml =
                    random.ints(random.nextInt(60), 0, alphabet.length())
                            .mapToObj(at -> alphabet.substring(at, at + 1))
                            .collect(
                                    Collectors.joining(
                                            "", "[extension]\nname=\"x\"\n[hooks]\n", ""));
            ManifestReading reading = Toml.read(toml);
            assertThat(reading.manifest() == null).as(toml).isEqualTo(!reading.errors().isEmpty());
        }
    }
}

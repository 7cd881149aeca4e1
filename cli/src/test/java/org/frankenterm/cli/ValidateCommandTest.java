package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @Test
    void validate_good_saysSo() {
        Path hello = CommandLineFixture.EXAMPLES.resolve("hello-c");

        assertThat(line.run("extension", "validate", hello))
                .isEqualTo(new Result(0, hello + " is valid\n", ""));
    }

    @Test
    void validate_unknownKey_isValidWithAWarning() throws Exception {
        Path extension =
                line.extension(
                        new GuestModule().build(),
                        "[extension]\nname = \"x\"\nlicence = \"MIT\"\n");

        Result result = line.run("extension", "validate", extension);
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("extension.toml:3:1: warning: ", "license")
                .endsWith(" is valid, 1 warning\n");
    }

    @Test
    void validate_severalErrors_allAtOnce() throws Exception {
        Path extension =
                line.extension(
                        new GuestModule().build(), "[extension]\nname = 7\nversion = \"one\"\n");

        Result result = line.run("extension", "validate", extension);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out())
                .contains("extension.toml:2:", "extension.toml:3:")
                .endsWith(" is not valid: 2 errors\n");
    }

    @Test
    void validate_codeThatDoesNotCompile_status3() throws Exception {
        Path extension =
                line.extension(new GuestModule().exports("on_reload", "()->()", "41 00").build());

        Result result = line.run("extension", "validate", extension);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out()).contains("can't load the module of ").endsWith("1 error\n");
    }

    @Test
    void validate_assetsOnly_needsNoModule() throws Exception {
        Path extension =
                line.extension(
                        new byte[0],
                        "[extension]\nname = \"x\"\n[assets]\nthemes = [\"dark.toml\"]\n");
        Files.delete(extension.resolve("main.wasm"));
        Files.writeString(extension.resolve("dark.toml"), "");

        assertThat(line.run("extension", "validate", extension).status()).isZero();
    }

    @Test
    void validate_json_sameFieldsWhateverTheVerdict() throws Exception {
        Path good = CommandLineFixture.EXAMPLES.resolve("hello-c");
        Path bad = line.extension(new byte[0]);

        for (Path path : new Path[] {good, bad}) {
            String out = line.run("extension", "validate", path, "--json").out();
            assertThat(JsonReader.parseObject(out).fields())
                    .containsOnlyKeys("source", "valid", "errors", "warnings");
        }
    }

    @Test
    void validate_nothingThere_status4() {
        assertThat(line.run("extension", "validate", "nowhere").status()).isEqualTo(4);
    }
}

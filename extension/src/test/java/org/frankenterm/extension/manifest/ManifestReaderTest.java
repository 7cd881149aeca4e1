package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.permission.PermissionSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {
    @Test
    void read_everyKeyOfExtension() {
        Manifest manifest =
                Toml.accepted(
                        Toml.read(
                                """
                                [extension]
                                name = "Git-Status"
                                version = "1.2.3-rc.1+5"
                                description = "Shows it"
                                authors = ["A <a@example.com>", "B"]
                                license = "MIT"
                                homepage = "https://example.com"
                                min_frankenterm_version = "0.1.0"

                                [engine]
                                type = "wasm"
                                entry = "build/git.wasm"

                                [assets]
                                themes = ["themes/a.toml", "themes/b.toml"]
                                """));
        assertThat(manifest.id()).isEqualTo(new ExtensionId("git-status"));
        assertThat(manifest.version()).isEqualTo(new SemVer("1.2.3-rc.1+5"));
        assertThat(manifest.about())
                .isEqualTo(
                        new About(
                                "Shows it",
                                List.of("A <a@example.com>", "B"),
                                "MIT",
                                "https://example.com"));
        assertThat(manifest.minFrankentermVersion()).isEqualTo(new SemVer("0.1.0"));
        assertThat(manifest.entry()).isEqualTo("build/git.wasm");
        assertThat(manifest.themes()).containsExactly("themes/a.toml", "themes/b.toml");
    }

    @Test
    void read_nameAlone_defaults() {
        assertThat(Toml.manifest(""))
                .isEqualTo(
                        new Manifest(
                                new ExtensionId("x"),
                                new SemVer("0.0.0"),
                                new About("", List.of(), null, null),
                                null,
                                "main.wasm",
                                List.of(),
                                PermissionSet.NONE,
                                ResourceLimits.DEFAULT,
                                List.of(),
                                List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "'[assets]\nthemes = [\"a.toml\"]', ",
        "'[assets]\nthemes = []', main.wasm",
        "'[assets]\nthemes = [\"a.toml\"]\n[engine]', main.wasm",
        "'[assets]\nthemes = [\"a.toml\"]\n[hooks]\nbell = \"f\"', main.wasm",
        "'[assets]\nthemes = [\"a.toml\"]\n[keybindings]\nF5 = \"f\"', main.wasm",
    })
    void entry_assetsAlone_needsNoModule(String toml, String entry) {
        assertThat(Toml.manifest(toml + "\n").entry()).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource({
        "'name = 1', '2:1: error: \"name\" in [extension] must be text in quotes, not a whole number'",
        "'name = \"..\"', '2:1: error: \"name\" in [extension] can''t be \"..\": a name is 1 to 64 letters'",
        "'name = \".\"', '2:1: error: \"name\" in [extension] can''t be \".\": a name is'",
        "'name = \"\"', '2:1: error: \"name\" in [extension] can''t be \"\": a name is'",
        "'name = \"/abs\"', '2:1: error: \"name\" in [extension] can''t be \"/abs\": a name is'",
        "'name = \"a/../../b\"', '2:1: error: \"name\" in [extension] can''t be'",
        "'name = \"all\"', '2:1: error: \"name\" in [extension] can''t be \"all\"'",
        "'name = \"x\"\nversion = \"1.0\"', '3:1: error: version in [extension]: \"1.0\" is no version'",
        "'name = \"x\"\nversion = 1', '3:1: error: \"version\" in [extension] must be text in quotes, not a whole number'",
        "'name = \"x\"\ndescription = []', '3:1: error: \"description\" in [extension] must be text in quotes, not a list'",
        "'name = \"x\"\nauthors = \"A\"', '3:1: error: \"authors\" in [extension] must be a list of texts, not text'",
        "'name = \"x\"\nauthors = [\"A\", 1]', '3:17: error: \"authors\" in [extension] must be a list of texts; this item is'",
        "'name = \"x\"\nlicense = true', '3:1: error: \"license\" in [extension] must be text in quotes'",
        "'name = \"x\"\nhomepage = {}', '3:1: error: \"homepage\" in [extension] must be text in quotes, not a table'",
        "'name = \"x\"\nmin_frankenterm_version = \"0.1.1\"', '3:1: error: \"min_frankenterm_version\" in [extension] asks for FrankenTerm 0.1.1 or newer, this is 0.1.0: update FrankenTerm'",
        "'name = \"x\"\nmin_frankenterm_version = \"1\"', '3:1: error: min_frankenterm_version in [extension]: \"1\" is no version'",
        "'name = \"x\"\ndescripton = \"a\"', '3:1: warning: unknown key \"descripton\" in [extension]; did you mean description?'",
        "'', '1:1: error: [extension] needs a name: add name = \"…\"'",
    })
    void extension_bad_reportedAtItsPlace(String lines, String problem) {
        assertThat(Toml.read("[extension]\n" + lines + "\n").report())
                .singleElement()
                .asString()
                .startsWith("extension.toml:" + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "'type = \"lua\"', '4:1: error: \"type\" in [engine] is \"lua\", which is not supported, WASM only: write \"wasm\"'",
        "'type = \"both\"', '4:1: error: \"type\" in [engine] is \"both\", which is not supported, WASM only'",
        "'type = \"WASM\"', '4:1: error: \"type\" in [engine] must be \"wasm\", not \"WASM\"'",
        "'type = \"native\"', '4:1: error: \"type\" in [engine] must be \"wasm\", not \"native\"'",
        "'type = 1', '4:1: error: \"type\" in [engine] must be text in quotes'",
        "'entry = \"../main.wasm\"', '4:1: error: \"entry\" in [engine] must not hold an empty, \".\" or \"..\" component'",
        "'entry = \"/main.wasm\"', '4:1: error: \"entry\" in [engine] must be relative'",
        "'entry = ''a\\b.wasm''', '4:1: error: \"entry\" in [engine] must not hold a backslash'",
        "'entry = \"\"', '4:1: error: \"entry\" in [engine] must not be empty'",
        "'entry = true', '4:1: error: \"entry\" in [engine] must be text in quotes'",
        "'entri = \"a\"', '4:1: warning: unknown key \"entri\" in [engine]; did you mean entry?'",
    })
    void engine_bad_reportedAtItsPlace(String line, String problem) {
        assertThat(Toml.problems("[engine]\n" + line + "\n"))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void assets_bad_reportedAtItsPlace() {
        assertThat(Toml.problems("[assets]\nthemes = [\"../a\", 1]\ntheme = 1\n"))
                .containsExactly(
                        "4:11: error: the theme \"../a\" must not hold an empty, \".\" or \"..\" component",
                        "4:19: error: \"themes\" in [assets] must be a list of texts; this item is a whole number",
                        "5:1: warning: unknown key \"theme\" in [assets]; did you mean themes?");
    }

    @Test
    void read_noExtensionTable_error() {
        assertThat(Toml.read("").report())
                .containsExactly(
                        "extension.toml:1:1: error: a manifest needs [extension] with a name");
        assertThat(Toml.read("extension = \"x\"\n").report())
                .containsExactly(
                        "extension.toml:1:1: error: \"extension\" must be a table: write [extension], not text");
        assertThat(Toml.read("[[extension]]\nname = \"x\"\n").report())
                .containsExactly(
                        "extension.toml:1:1: error: \"extension\" must be a table: write [extension], not a list");
    }

    @Test
    void table_unknown_warnedWithTheNearest() {
        ManifestReading reading = Toml.readAfterHead("[permission]\n[zzzzzzzz]\n");
        assertThat(reading.report())
                .containsExactly(
                        "extension.toml:3:1: warning: unknown key \"permission\"; did you mean permissions?",
                        "extension.toml:4:1: warning: unknown key \"zzzzzzzz\"");
        assertThat(Toml.usable(reading).id()).isEqualTo(new ExtensionId("x"));
        assertThat(reading.warnings()).hasSize(2);
        assertThat(reading.errors()).isEmpty();
    }

    @Test
    void read_problemsEverywhere_allAtOnceErrorsFirst() {
        ManifestReading reading =
                Toml.read(
                        """
                        extra = 1
                        [extension]
                        name = ".."
                        [engine]
                        type = "lua"
                        [permissions]
                        environment = ["*"]
                        [limits]
                        fuel_per_call = 0
                        [hooks]
                        bell = ""
                        [keybindings]
                        F5 = 1
                        """);
        assertThat(reading.manifest()).isNull();
        assertThat(reading.errors())
                .extracting(ManifestProblem::line)
                .containsExactly(3, 5, 7, 9, 11, 13);
        assertThat(reading.warnings()).extracting(ManifestProblem::line).containsExactly(1);
        assertThat(reading.problems().getLast()).isEqualTo(reading.warnings().getFirst());
    }

    @Test
    void source_hostileText_sanitised() {
        ManifestReading reading =
                new ManifestReader(Toml.HOST, ResourceLimits.MAXIMUM)
                        .read(new byte[0], "a\u001b[2J\n.toml");
        assertThat(reading.report().getFirst()).doesNotContain("\u001b", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "0.0.9", "0.1.0-rc.1"})
    void minimum_hostIsNewEnough_accepted(String minimum) {
        assertThat(
                        Toml.manifest("min_frankenterm_version = \"" + minimum + "\"\n")
                                .minFrankentermVersion())
                .isEqualTo(new SemVer(minimum));
    }
}

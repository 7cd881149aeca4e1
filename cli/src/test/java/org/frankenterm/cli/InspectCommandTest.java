package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");

    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @Test
    void inspect_extension_showsWhatItIsAndWants() {
        Result result = line.run("extension", "inspect", HELLO);

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("hello-c 0.1.0\nLogs a greeting")
                .contains("functions, entry _initialize\n", "limits  64 MiB of memory")
                .containsPattern("EVENT +HANDLER +PRIORITY\nconfig.reload +on_reload +0\n")
                .contains("ASKS TO\n  read the environment variable HOME\n")
                .contains("IMPORTS\n", "  env.ft_log (i32,i32,i32)->()\n")
                .contains("EXPORTS\n", "  on_reload ()->()\n");
    }

    @Test
    void inspect_choosyHook_saysWhatItWants() throws Exception {
        byte[] module = new GuestModule().exports("on_output", "()->()", "").build();
        Path extension =
                line.extension(
                        module,
                        """
                        [extension]
                        name = "choosy"
                        [[hooks]]
                        event = "bell"
                        handler = "on_output"
                        [[hooks]]
                        event = "pane.output"
                        handler = "on_output"
                        panes = "focused"
                        match = "error|failed"
                        [permissions]
                        pane_access = true
                        """);

        assertThat(line.run("extension", "inspect", extension).out().replaceAll("[ \n]+", " "))
                .contains("PRIORITY ONLY")
                .contains("on_output 0 the focused pane, text matching \"error|failed\"");
        assertThat(line.run("extension", "inspect", extension, "--json").out())
                .contains("\"panes\":\"all\",\"match\":\"\"")
                .contains("\"panes\":\"focused\",\"match\":\"error|failed\"");
    }

    @Test
    void inspect_json_isOneDocument() throws Exception {
        Result result = line.run("extension", "inspect", HELLO, "--json");

        assertThat(result.out()).hasLineCount(1);
        assertThat(JsonReader.parseObject(result.out()).fields())
                .containsOnlyKeys(
                        "source",
                        "valid",
                        "name",
                        "version",
                        "description",
                        "hooks",
                        "permissions",
                        "limits",
                        "package",
                        "module",
                        "errors",
                        "warnings");
    }

    @Test
    void inspect_moduleAlone_showsItsFunctions() {
        Result result = line.run("extension", "inspect", HELLO.resolve("hello.wasm"));

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("hello 0.0.0\n").contains("  on_reload ()->()\n");
    }

    @Test
    void inspect_brokenManifest_status3AndTheErrors() throws Exception {
        Path extension = line.extension(new byte[0], "[extension]\nnam = \"x\"\n");

        Result result = line.run("extension", "inspect", extension);
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out()).contains("ERRORS\n", "WARNINGS\n", "extension.toml:2:1");
    }

    @Test
    void inspect_nothingThere_status4() {
        assertThat(line.run("extension", "inspect", "nowhere").status()).isEqualTo(4);
    }
}

package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJsonTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");
    private static final Path TOUR = CommandLineFixture.EXAMPLES.resolve("std-tour");

    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @Test
    void run_json_oneDocumentOnStdout() throws Exception {
        Result result = line.reload(HELLO, "--json", "--repeat", 2);

        assertThat(result.out()).endsWith("\n").hasLineCount(1);
        JsonObject document = JsonReader.parseObject(result.out());
        assertThat(document.fields())
                .containsOnlyKeys(
                        "extension",
                        "event",
                        "repeat",
                        "completed",
                        "dry_run",
                        "notices",
                        "handlers",
                        "firings",
                        "denied");
        assertThat(document.fields().get("firings"))
                .isInstanceOfSatisfying(
                        JsonArray.class, firings -> assertThat(firings.elements()).hasSize(2));
        assertThat(result.err()).contains("Hello");
    }

    @Test
    void run_jsonOfATrap_hasItsNameAndBacktrace() throws Exception {
        Result result = line.run("ext", "run", TOUR, "--event", "bell", "--json");

        assertThat(result.status()).isEqualTo(1);
        JsonReader.parseObject(result.out());
        assertThat(result.out())
                .contains(
                        "\"completed\":false",
                        "\"trap\":\"UNREACHABLE\",\"backtrace\":[\"function");
    }

    @Test
    void run_jsonOfManyFirings_totalsOnly() {
        assertThat(line.reload(HELLO, "--json", "--repeat", 11).out())
                .contains("\"calls\":11,\"failed\":0", "\"firings\":[]", "\"times\":11");
    }

    @Test
    void run_jsonRefused_errorOnBothStreams() throws Exception {
        Result result = line.reload(Path.of("nowhere"), "--json");

        assertThat(result.status()).isEqualTo(4);
        assertThat(JsonReader.parseObject(result.out()).fields()).containsOnlyKeys("error");
        assertThat(result.out()).contains("\"code\":\"NOT_FOUND\"");
        assertThat(result.err()).isEqualTo("frankenterm: there is no file or folder nowhere\n");
    }
}

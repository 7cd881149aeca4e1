package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrankentermIT {
    @TempDir private Path folder;

    /// The only test that starts the checkout's own launcher, which builds what it starts.
    @Test
    void checkout_firstCommandOfTheReadme_showsLogsCallsAndASummary() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("FRANKENTERM_AOT", "off");
        String command =
                "RUST_LOG=frankenterm_scripting=debug ./frankenterm extension run examples/hello-rust --event config.reload --grant all";

        Result result =
                Installation.execute(
                        Installation.PROJECT, environment, List.of("sh", "-c", command));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("Hello from Rust!", "HOME=" + environment.get("HOME"))
                .containsPattern("DEBUG .* ft_log\\(INFO, 16 bytes\\) -> 0, [0-9.]+ .?s\n")
                .containsPattern(
                        "DEBUG .* ft_get_env\\(HOME, \\d+ bytes\\) -> \\d+, [0-9.]+ .?s\n");
        assertThat(result.out())
                .startsWith("hello-rust: config.reload\n")
                .containsPattern("1  on_reload  completed ");
    }

    /// Without a locale Java can't spell such a path; installations in containers often have none.
    @ParameterizedTest
    @ValueSource(strings = {"", "C", "POSIX", "C.UTF-8"})
    void run_pathBeyondAscii_foundInAnyLocale(String locale) throws Exception {
        Installation installation = new Installation(folder);
        Path examples = installation.root.resolve("examples");
        Files.move(examples.resolve("hello-c"), examples.resolve("grüße"));
        installation.environment.put("LC_ALL", locale);

        Result result =
                installation.run("extension", "run", "examples/grüße", "--event", "config.reload");

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("Hello from C!");
    }

    @Test
    void version_loadsNoLibraryAndNoParser() throws Exception {
        Path log = folder.resolve("classes");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "--module-path",
                        Path.of("target", "modules").toAbsolutePath().toString(),
                        "-m",
                        "org.frankenterm.cli/org.frankenterm.cli.Main",
                        "--version");

        Result result = Installation.execute(folder, Map.of(), command);
        assertThat(result).isEqualTo(new Result(0, "frankenterm 0.1.0\nWasmtime 48.0.8\n", ""));
        assertThat(Files.readString(log))
                .contains("org.frankenterm.cli.Main ")
                .doesNotContain(
                        " picocli.",
                        " tools.jackson.",
                        " org.tomlj.",
                        " org.frankenterm.wasmtime.",
                        " org.frankenterm.extension.");
    }

    @Test
    void run_guestThatStoresAndRequestsNothing_loadsNeitherDatabaseNorClient() throws Exception {
        Path log = folder.resolve("classes");
        Installation installation = new Installation(folder);
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "--enable-native-access=org.frankenterm.wasmtime",
                        "--module-path",
                        installation.root.resolve("modules").toString(),
                        "-m",
                        "org.frankenterm.cli/org.frankenterm.cli.Main",
                        "extension",
                        "run",
                        "examples/hello-c",
                        "--event",
                        "config.reload");

        Result result = Installation.execute(installation.root, installation.environment, command);

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(Files.readString(log))
                .contains(
                        " org.frankenterm.extension.storage.Storage ",
                        " org.frankenterm.extension.http.UserAgent ")
                .doesNotContain(" org.sqlite.", " org.apache.hc.", " org.slf4j.");
    }

    @Test
    void installation_isTheSameProgram() throws Exception {
        Installation installation = new Installation(folder);

        assertThat(installation.run("--version").out()).startsWith("frankenterm ");
        assertThat(installation.run("doctor").status()).isZero();
        assertThat(installation.run("extention").status()).isEqualTo(2);
    }
}

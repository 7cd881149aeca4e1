package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.Json.JsonString;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs of the official test suite of WASI, `WebAssembly/wasi-testsuite`, by the command
/// that users run. The folder of its branch `prod/testsuite-base` is given as
/// `-Dwasi.testsuite=FOLDER`.
class WasiTestsuiteIT {
    private static final String FOLDER = System.getProperty("wasi.testsuite", "");

    private static final Pattern MODULE = Pattern.compile("/testsuite/wasm32-wasip1/[^/]+\\.wasm$");

    /// As many as the suite has for preview 1; fewer means that they were not found.
    private static final int PROGRAMS = 72;

    @TempDir private Path folder;

    /// A program and what is expected of it.
    ///
    /// @param module the file
    /// @param given what its `.json` says; empty if it has none
    private record Program(Path module, JsonObject given) {
        static Program of(Path module) {
            Path json = Path.of(module.toString().replaceFirst("\\.wasm$", ".json"));
            try {
                return new Program(
                        module,
                        Files.exists(json)
                                ? JsonReader.parseObject(Files.readString(json))
                                : JsonReader.parseObject("{}"));
            } catch (Exception e) {
                throw new AssertionError("reading " + json, e);
            }
        }

        /// Which collection it is from, such as `rust`.
        String collection() {
            return module.getName(module.getNameCount() - 4).toString();
        }

        String name() {
            return module.getFileName().toString().replaceFirst("\\.wasm$", "");
        }

        private static String text(Json value) {
            return ((JsonString) value).value();
        }

        /// The arguments of the launcher. The program's folder is a copy, because programs write.
        List<String> command(Path temporary) throws IOException {
            List<String> command = new ArrayList<>(List.of("wasi"));
            if (given.fields().get("root") instanceof JsonString(String root)) {
                Path copy = temporary.resolve(name());
                copy(module.resolveSibling(root), copy);
                command.addAll(List.of("--dir", copy + "::/"));
            }
            if (given.fields().get("env") instanceof JsonObject(Map<String, Json> variables)) {
                variables.forEach((name, value) ->
                        command.addAll(List.of("--env", name + "=" + text(value))));
            }
            command.addAll(List.of(module.toString(), "--"));
            if (given.fields().get("args") instanceof JsonArray(List<Json> arguments)) {
                arguments.forEach(argument -> command.add(text(argument)));
            }
            return command;
        }

        /// What is wrong with a run; empty if it went as expected.
        String problem(Result result) {
            String expected =
                    given.fields().get("exit_code") instanceof JsonNumber(String status)
                            ? status
                            : "0";
            if (result.status() != Integer.parseInt(expected)) {
                return "status " + result.status() + " and not " + expected + ": " + result.err();
            }
            return given.fields().get("stdout") instanceof JsonString(String out)
                            && !out.equals(result.out())
                    ? "another output: " + result.out()
                    : "";
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static List<Program> programs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(FOLDER, "tests"))) {
            return files.filter(file -> MODULE.matcher(file.toString()).find())
                    .sorted()
                    .map(Program::of)
                    .toList();
        }
    }

    @Test
    void program_each_endsAsTheSuiteSays() throws Exception {
        assumeTrue(
                !FOLDER.isEmpty(),
                "the official suite is not here; its folder is given as -Dwasi.testsuite=FOLDER");
        Installation installation = new Installation(folder);
        Path roots = Files.createDirectory(folder.resolve("roots"));
        StringBuilder table = new StringBuilder();
        List<String> problems = new ArrayList<>();
        List<Program> programs = programs();
        for (Program program : programs) {
            Path root = Files.createDirectories(roots.resolve(program.collection()));
            List<String> command = program.command(root);
            String problem = program.problem(installation.run(command.toArray(String[]::new)));
            String line =
                    "%-14s  %-40s  %s%n"
                            .formatted(
                                    program.collection(),
                                    program.name(),
                                    problem.isEmpty() ? "passes" : problem);
            table.append(line);
            if (!problem.isEmpty()) {
                problems.add(line);
            }
        }
        System.out.printf(
                "%s%d of %d pass%n", table, programs.size() - problems.size(), programs.size());
        assertThat(problems).isEmpty();
        assertThat(programs).hasSize(PROGRAMS);
    }
}

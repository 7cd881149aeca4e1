package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.Json.JsonArray;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// Holds `docs/cli.md` to what the commands print. With `-Ddocs.write=true` the help texts are
/// written anew.
class DocumentationTest {
    private static final Path FILE = Path.of("..", "docs", "cli.md");

    private static final Pattern HELP =
            Pattern.compile("```text\n\\$ frankenterm (.*)\n([^`]*)```\n");

    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```\n", Pattern.DOTALL);

    private static final Path EXAMPLES = CommandLineFixture.EXAMPLES;

    @TempDir private Path folder;
    private CommandLineFixture line;
    private String text;

    @BeforeEach
    void setUp() throws IOException {
        line = new CommandLineFixture(folder);
        text = Files.readString(FILE);
    }

    @Test
    void help_ofEveryCommand_isAsPrinted() throws IOException {
        String expected =
                HELP.matcher(text)
                        .replaceAll(block -> Matcher.quoteReplacement(printed(block.group(1))));
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(FILE, expected);
            return;
        }

        assertThat(text)
                .as("docs/cli.md; if the help is right, run this test with -Ddocs.write=true")
                .isEqualTo(expected);
        assertThat(HELP.matcher(text).results().map(block -> block.group(1)))
                .containsExactlyInAnyOrderElementsOf(commands());
    }

    private String printed(String arguments) {
        return "```text\n$ frankenterm %s\n%s```\n"
                .formatted(arguments, line.run((Object[]) arguments.split(" ")).out());
    }

    /// The arguments that ask each command for its help.
    private static List<String> commands() {
        List<String> commands = new ArrayList<>();
        collect(Commands.of(new CommandLineFixture(Path.of("")).invocation()), "", commands);
        return commands;
    }

    private static void collect(CommandLine command, String name, List<String> commands) {
        commands.add(name + "--help");
        for (CommandLine subcommand : new ArrayList<>(command.getSubcommands().values())) {
            String path = name + subcommand.getCommandName() + " ";
            if (!commands.contains(path + "--help")) {
                collect(subcommand, path, commands);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void status_each_isInTheTable(ExitStatus status) {
        assertThat(text).contains("\n| " + status.number() + " | ");
    }

    @Test
    void json_examples_haveTheFieldsThatArePrinted() throws Exception {
        List<JsonObject> examples = new ArrayList<>();
        for (MatchResult block : JSON.matcher(text).results().toList()) {
            examples.add(JsonReader.parseObject(block.group(1)));
        }
        Path hello = EXAMPLES.resolve("hello-c");
        JsonObject trapped =
                json(
                        line.run(
                                "ext",
                                "run",
                                EXAMPLES.resolve("std-tour"),
                                "--event",
                                "bell",
                                "--json"));
        Path made = folder.resolve("made.ftx");
        JsonObject denied = json(line.reload(hello, "--json"));

        assertThat(examples.stream().map(DocumentationTest::fields))
                .containsExactly(
                        fields(trapped),
                        fields(first(denied, "denied")),
                        fields(replayed(hello)),
                        fields(json(line.run("ext", "inspect", hello, "--json"))),
                        fields(
                                packageOf(
                                        json(line.run("ext", "inspect", packed(hello), "--json")))),
                        fields(installed(hello)),
                        fields(json(line.run("ext", "fire", "config.reload", "--json"))),
                        fields(json(line.run("ext", "validate", hello, "--json"))),
                        fields(json(line.run("ext", "cache", "stat", "--json"))),
                        fields(json(line.run("ext", "cache", "verify", "--json"))),
                        fields(json(line.run("ext", "cache", "clear", "--json"))),
                        fields(json(line.run("ext", "pack", hello, "-o", made, "--json"))),
                        fields(json(line.run("doctor", "--json"))),
                        fields(json(line.run("ext", "inspect", "nowhere", "--json"))));
    }

    private JsonObject replayed(Path extension) throws JsonProblem {
        Path file = folder.resolve("run.ftrec");
        line.reload(extension, "--record", file);
        return json(line.run("ext", "replay", file, "--json"));
    }

    private JsonObject installed(Path extension) throws JsonProblem {
        line.run("ext", "install", extension);
        return json(line.run("ext", "list", "--json"));
    }

    private Path packed(Path extension) {
        Path file = folder.resolve("packed.ftx");
        line.run("ext", "pack", extension, "-o", file);
        return file;
    }

    private static Json packageOf(JsonObject inspection) {
        return Objects.requireNonNull(inspection.fields().get("package"));
    }

    private static JsonObject json(Result result) throws JsonProblem {
        return JsonReader.parseObject(result.out());
    }

    private static JsonObject first(JsonObject object, String field) {
        if (object.fields().get(field) instanceof JsonArray(List<Json> elements)
                && elements.getFirst() instanceof JsonObject first) {
            return first;
        }
        throw new AssertionError("no objects in " + field);
    }

    /// The names of all fields, with what they are in: `module.bytes`.
    private static Set<String> fields(Json value) {
        Set<String> fields = new TreeSet<>();
        addFields(value, "", fields);
        return fields;
    }

    private static void addFields(Json value, String prefix, Set<String> fields) {
        if (value instanceof JsonObject object) {
            object.fields()
                    .forEach((name, field) -> {
                        fields.add(prefix + name);
                        addFields(field, prefix + name + ".", fields);
                    });
        } else if (value instanceof JsonArray array) {
            array.elements().forEach(element -> addFields(element, prefix, fields));
        }
    }
}

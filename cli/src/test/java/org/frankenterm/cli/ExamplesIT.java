package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example runs, with and without its grants, and says what its source says.
class ExamplesIT {
    private static final Path EXAMPLES = Installation.PROJECT.resolve("examples");

    /// Their modules are not committed: one is built here, the other needs a compiler of its own.
    private static final List<String> WITHOUT_MODULE = List.of("hello-go", "hello-tinygo");

    private static final Pattern EVENT = Pattern.compile("event = \"(.*)\"");

    @TempDir private static Path folder;
    private static Installation installation;

    /// What a guest logs.
    private record Words(String always, String granted, String denied) {}

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            return files.filter(file -> file.endsWith("extension.toml"))
                    .map(file -> EXAMPLES.relativize(file.getParent()).toString())
                    .filter(example -> !WITHOUT_MODULE.contains(example))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void examples_areFound() throws IOException {
        assertThat(examples())
                .contains(
                        "hello-rust", "hello-c", "hello-java", "hello-tinygo/reactor", "std-tour");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_twice_withAndWithoutGrants(String example) throws Exception {
        check("examples/" + example, words(example));
    }

    @Test
    void helloGo_builtHere_twice_withAndWithoutGrants() throws Exception {
        assumeTrue(onPath("go"), "go is not on the PATH");
        Path copy = Files.createDirectory(folder.resolve("hello-go"));
        for (String file : List.of("extension.toml", "go.mod", "main.go")) {
            Files.copy(EXAMPLES.resolve("hello-go").resolve(file), copy.resolve(file));
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(Map.of("GOOS", "wasip1", "GOARCH", "wasm", "GOTOOLCHAIN", "local"));
        Result built =
                Installation.execute(
                        copy,
                        environment,
                        List.of("go", "build", "-buildmode=c-shared", "-o", "main.wasm", "."));
        assertThat(built.err()).isEmpty();

        check(copy.toString(), words("hello-go"));
    }

    private static void check(String path, Words words) throws Exception {
        Result granted = fire(path, "--grant", "all");
        assertThat(granted.err()).contains(words.always(), words.granted());

        Result denied = fire(path);
        assertThat(denied.err())
                .contains(words.always(), words.denied())
                .doesNotContain("=" + installation.home);
    }

    /// Fires the event of an extension's first hook at it twice.
    private static Result fire(String path, String... grants) throws Exception {
        String manifest =
                Files.readString(installation.root.resolve(path).resolve("extension.toml"));
        Matcher event = EVENT.matcher(manifest);
        assertThat(event.find()).isTrue();
        List<String> arguments =
                new ArrayList<>(List.of("extension", "run", path, "--event", event.group(1)));
        Path recording = installation.home.resolve("run.ftrec");
        arguments.addAll(List.of("--repeat", "2", "--record", recording.toString()));
        arguments.addAll(List.of(grants));

        Result result = installation.run(arguments.toArray(String[]::new));
        assertThat(result.status()).as("%s%n%s", result.out(), result.err()).isZero();
        assertThat(result.out()).contains("fired 2 times").containsPattern("(?m)^2 .* completed ");
        replay(recording, result);
        return result;
    }

    /// The recorded run says the same again, without what it was granted.
    private static void replay(Path recording, Result recorded) throws Exception {
        Result replayed = installation.run("extension", "replay", recording.toString());

        assertThat(replayed.status()).as("%s%n%s", replayed.out(), replayed.err()).isZero();
        assertThat(said(replayed)).isEqualTo(said(recorded));
    }

    /// What the guest logged, without the time.
    private static List<String> said(Result result) {
        return result.err()
                .lines()
                .filter(line -> line.contains(" frankenterm_scripting::"))
                .map(line -> line.substring(line.indexOf(' ')))
                .toList();
    }

    private static Words words(String example) {
        String home = installation.home.toString();
        String form = example.substring(example.indexOf('/') + 1);
        return switch (example.replaceFirst("/.*", "")) {
            case "std-tour" ->
                    new Words(
                            "call 2 to standard output",
                            "env Ok(\"" + home + "\")",
                            "env Err(NotPresent)");
            case "constructors" ->
                    new Words(
                            form.equals("wrapped") ? "ctors=2 calls=2" : "ctors=1 calls=2",
                            "wasi HOME=" + home,
                            "wasi HOME=(unset)");
            case "embed" ->
                    new Words(
                            "opacity is 1.0",
                            "opacity is 0.8",
                            "refused: setting \"window.opacity\"");
            case "event-fields" -> new Words("event config.reload", "payload {}", "payload {}");
            default -> new Words("Hello from ", "HOME=" + home, "HOME is not set or not permitted");
        };
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @Test
    void stdTour_panic_status1AndABacktrace() throws Exception {
        Result result =
                installation.run("extension", "run", "examples/std-tour", "--event", "bell");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("panicked at src/lib.rs", "boom");
        assertThat(result.out())
                .contains("on_panic: the guest trapped: `unreachable` instruction executed")
                .containsPattern("\n  in .* at 0x[0-9a-f]+\n");
    }
}

package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands that the README files show do what they promise, typed as they stand.
class DocumentedCommandsIT {
    /// A command, with an environment before it, over as many lines as it takes.
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^((?:[A-Z_]+=\\S+ )*\\./frankenterm (?:[^\\\\\n]|\\\\\n)*)$");

    /// Its module has to be built first.
    private static final String WITHOUT_MODULE = "examples/hello-tinygo ";

    @TempDir private static Path folder;
    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    static List<String> commands() throws IOException {
        try (Stream<Path> files = Files.walk(Installation.PROJECT.resolve("examples"))) {
            Path readme = Installation.PROJECT.resolve("README.md");
            return Stream.concat(Stream.of(readme), files)
                    .filter(file -> file.endsWith("README.md") && Files.exists(file))
                    .flatMap(DocumentedCommandsIT::commands)
                    .filter(command -> !command.contains(WITHOUT_MODULE))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Stream<String> commands(Path file) {
        try {
            return COMMAND
                    .matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_asItStands_succeeds(String command) throws Exception {
        Result result = installation.shell(command);

        boolean panics = command.contains("--event bell");
        assertThat(result.status()).as(result.err()).isEqualTo(panics ? 1 : 0);
        assertThat(result.out()).isNotEmpty();
    }

    @Test
    void commands_areFound() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(10);
    }
}

package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrankentermTest {
    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void version_ours_andWasmtimes(String option) {
        assertThat(line.run(option))
                .isEqualTo(new Result(0, "frankenterm 0.1.0\nWasmtime 48.0.8\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "ext list --json", "ext cache stat --json"})
    void result_cantBeWritten_saidAndStatus3(String arguments) {
        assertThat(line.runUnread(arguments.split(" ")))
                .isEqualTo(
                        new Result(
                                3,
                                "",
                                "frankenterm: not all of the result could be written to standard output\n"));
    }

    @Test
    void noArguments_help_andWhatIsNotThere() {
        Result result = line.run();

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("Usage: frankenterm")
                .contains(
                        "extension, ext",
                        "doctor",
                        "The terminal itself is not part of this release");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "extension --help",
                "ext -h",
                "extension run --help",
                "extension inspect -h",
                "extension validate --help",
                "doctor --help"
            })
    void help_everyCommand_onStdout(String arguments) {
        Result result = line.run((Object[]) arguments.split(" "));

        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Usage: frankenterm").doesNotContain("\u001b");
        assertThat(result.out().lines())
                .allSatisfy(text -> assertThat(text.length()).isLessThan(81));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void help_terminal_hasColour() {
        line.terminal = true;
        line.environment.put("TERM", "xterm");

        assertThat(line.run("--help").out()).contains("\u001b[");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    extention run           | frankenterm: unknown command "extention"; did you mean extension?
                    --vesion                | frankenterm: unknown option "--vesion"; did you mean --version?
                    extension               | frankenterm extension: a command is missing: install or list or show or grant or revoke or enable or disable or upgrade or rollback or remove or fire or run or replay or inspect or validate or pack or audit or logs or cache or storage
                    extension cache         | frankenterm extension cache: a command is missing: stat or verify or clear
                    extension vlidate x     | frankenterm extension: unknown command "vlidate"; did you mean validate?
                    extension burn x        | frankenterm extension: unknown command "burn"
                    extension run           | frankenterm extension run: PATH is missing
                    extension run x         | frankenterm extension run: --event NAME is missing
                    extension run x --event | frankenterm extension run: --event NAME is missing
                    extension run --evnt=x  | frankenterm extension run: unknown option "--evnt"; did you mean --event?
                    extension run x y --event z       | frankenterm extension run: unknown argument "y"
                    ext run x --event a --event b     | frankenterm extension run: --event is given more than once
                    ext run x --event a --repeat many | frankenterm extension run: --repeat N takes a whole number, not "many"
                    ext run x --event a --repeat 0    | frankenterm extension run: --repeat takes a number from 1 to 1,000,000
                    extension inspect       | frankenterm extension inspect: PATH is missing
                    extension validate a b  | frankenterm extension validate: unknown argument "b"
                    doctor now              | frankenterm doctor: unknown argument "now"
                    """)
    void arguments_thatMakeNoSense_status2AndWhereToRead(String arguments, String message) {
        Result result = line.run((Object[]) arguments.split(" "));

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        String command = message.substring(0, message.indexOf(':'));
        assertThat(result.err()).isEqualTo(message + "\nsee: " + command + " --help\n");
    }

    @Test
    void arguments_withControlCharacters_areSanitised() {
        assertThat(line.run("\u001b[31mred").err())
                .startsWith("frankenterm: unknown command \"\\u{1b}[31mred\"\n");
    }

    @Test
    void argumentFile_isNotExpanded() {
        assertThat(line.run("@" + folder).err()).contains("unknown command \"@");
    }

    @Test
    void mistakeOfOurs_status70AndNoStackTrace() {
        Result result = failing(Map.of());

        assertThat(result.status()).isEqualTo(70);
        assertThat(result.err())
                .startsWith("frankenterm: the command failed because of a mistake in this program")
                .contains("report it", "frankenterm --version", "FRANKENTERM_DEBUG=1")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void mistakeOfOurs_debugging_showsTheStackTrace() {
        assertThat(failing(Map.of("FRANKENTERM_DEBUG", "1")).err())
                .contains("java.lang.IllegalStateException: broken", "\tat ");
    }

    /// Runs a command whose results can't be written, which nothing expects.
    private static Result failing(Map<String, String> environment) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream broken =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        throw new IllegalStateException("broken");
                    }
                };
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status =
                Frankenterm.run(
                        new String[] {"--version"},
                        new Streams(broken, errors, false, false),
                        environment);
        return new Result(status, "", err.toString(StandardCharsets.UTF_8));
    }
}

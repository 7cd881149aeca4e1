package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y", "yes\nno\n", " YES \r\n"})
    void ask_yes_isYes(String answer) throws IOException {
        assertThat(asked(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "yess\n", "\nyes\n"})
    void ask_anythingElse_isNo(String answer) throws IOException {
        assertThat(asked(answer)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1 << 20})
    void ask_longAnswer_isNo(int length) throws IOException {
        assertThat(asked(" ".repeat(length) + "yes\n")).isFalse();
    }

    private boolean asked(String answer) throws IOException {
        CommandLineFixture line = new CommandLineFixture(folder);
        line.answers = answer;
        return new Confirmation(line.invocation()).ask("Sure?");
    }
}

package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @TempDir private Path folder;

    @Test
    void train_everyCommandSucceeds() throws IOException {
        assertThat(Training.train(folder, Map.of("HOME", folder.toString()))).isZero();
        assertThat(folder.resolve("source/main.wasm")).isRegularFile();
    }

    @Test
    void train_install_touchesNothingOfTheUsers() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path place = Files.createDirectory(folder.resolve("training"));

        Training.train(place, Map.of("HOME", home.toString()));

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void argument_saysNothing() {
        CommandLineFixture line = new CommandLineFixture(folder);

        assertThat(line.run(Training.ARGUMENT)).isEqualTo(new CommandLineFixture.Result(0, "", ""));
    }

    @Test
    void module_startsLikeEveryModule() throws IOException {
        Training.train(folder, Map.of());

        assertThat(Files.readAllBytes(folder.resolve("source/main.wasm")))
                .startsWith(0, 'a', 's', 'm', 1, 0, 0, 0);
    }
}

package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A terminal draws on the streams of its process: nothing but the command line prints to them.
class SilentLibraryTest {
    private static final Pattern PRINTS =
            Pattern.compile(
                    "System\\s*\\.\\s*(out|err)\\b|printStackTrace|IO\\.print|FileDescriptor");

    @ParameterizedTest
    @ValueSource(strings = {"wasmtime", "posix", "wasi", "extension"})
    void library_anywhere_printsNothing(String module) throws IOException {
        Path sources = Path.of("..", module, "src", "main", "java");
        List<Path> files;
        try (Stream<Path> all = Files.walk(sources)) {
            files = all.filter(file -> file.toString().endsWith(".java")).toList();
        }

        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(PRINTS);
        }
    }
}

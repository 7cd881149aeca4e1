package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LayeringTest {
    private static final Path SOURCES = Path.of("src/main/java");

    private static List<Path> mentioning(String text) throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(files).hasSizeGreaterThan(50);
            return files.stream().filter(file -> read(file).contains(text)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void foreignMemory_onlyInFfi() throws IOException {
        assertThat(mentioning("java.lang.foreign"))
                .isNotEmpty()
                .allMatch(file -> file.toString().contains("/wasmtime/ffi/"));
    }

    /// It would stop every thread of the JVM at a safepoint until the guest returns.
    @Test
    void criticalDowncalls_none() throws IOException {
        assertThat(mentioning("Linker.Option")).isEmpty();
    }

    @Test
    void ffi_usesNothingAboveIt() throws IOException {
        assertThat(mentioning("import org.frankenterm.wasmtime."))
                .allMatch(file -> !file.toString().contains("/wasmtime/ffi/") || ownOnly(file));
    }

    private static boolean ownOnly(Path file) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith("import org.frankenterm."))
                .allMatch(line -> line.startsWith("import org.frankenterm.wasmtime.ffi."));
    }
}

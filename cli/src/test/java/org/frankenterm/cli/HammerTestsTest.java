package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every class with a lock has a test that hammers it: `<Name>HammerTest` in the same package.
class HammerTestsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    private static final String MAIN = "src/main/java";
    private static final Pattern LOCK =
            Pattern.compile("\\b(synchronized|ReentrantLock|\\w*ReadWriteLock|StampedLock)\\b");

    /// What is no code: comments, and strings of one line.
    private static final Pattern WORDS =
            Pattern.compile("//.*|/\\*(?s:.*?)\\*/|\"(?:\\\\.|[^\"\\\\\\n])*\"");

    private static boolean locks(String source) {
        return LOCK.matcher(WORDS.matcher(source).replaceAll("")).find();
    }

    /// The sources of classes with a lock.
    private static List<Path> locking() throws IOException {
        List<Path> locking = new ArrayList<>();
        for (String module : List.of("wasmtime", "posix", "wasi", "extension", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve(MAIN))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    if (locks(Files.readString(file))) {
                        locking.add(file);
                    }
                }
            }
        }
        return locking;
    }

    private static Path hammerTest(Path source) {
        return Path.of(
                source.toString()
                        .replace(MAIN, "src/test/java")
                        .replaceAll("\\.java$", "HammerTest.java"));
    }

    @Test
    void classes_withALock_haveAHammerTest() throws IOException {
        List<Path> locking = locking();

        assertThat(locking.stream().filter(source -> !Files.exists(hammerTest(source)))).isEmpty();
        assertThat(locking).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void locks_inWordsAlone_areNone() {
        assertThat(locks("/// synchronized\n/* a ReentrantLock */ String s = \"synchronized\";"))
                .isFalse();
        assertThat(locks("String s = \"//\"; synchronized void run() {}")).isTrue();
    }
}

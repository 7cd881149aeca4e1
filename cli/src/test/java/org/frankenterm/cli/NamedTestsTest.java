package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the documents say is held by a test: that test is there. In a table whose last column is
/// `test`, each name in it is a class, one of its methods, or another method of the class before;
/// behind `of` stands a package.
class NamedTestsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    private static final Pattern NAME = Pattern.compile("(?<! of )`([A-Za-z0-9_.]+)`");

    /// Sources by simple name; some names are there in several packages.
    private final Map<String, String> sources = new HashMap<>();

    NamedTestsTest() throws IOException {
        for (String module : List.of("wasmtime", "posix", "wasi", "extension", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"threat-model.md, 80", "architecture.md, 10"})
    void tests_namedInADocument_exist(String document, int atLeast) throws IOException {
        List<String> cells = cells(Files.readAllLines(ROOT.resolve("docs").resolve(document)));

        assertThat(cells).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(cells.stream().flatMap(cell -> missing(cell).stream())).isEmpty();
    }

    @Test
    void tests_notThere_wouldBeFound() {
        assertThat(missing("`NamedTestsTest.tests_namedInADocument_exist`, `no_such`, `NoneTest`"))
                .containsExactly("no_such", "NoneTest");
    }

    /// The last cells of such tables.
    private static List<String> cells(List<String> lines) {
        List<String> cells = new ArrayList<>();
        boolean inside = false;
        for (String line : lines) {
            boolean row = line.startsWith("|");
            if (inside && row) {
                cells.add(line.substring(line.lastIndexOf('|', line.length() - 2)));
            }
            inside = row && (inside || line.endsWith("| test |"));
        }
        return cells;
    }

    private List<String> missing(String cell) {
        List<String> missing = new ArrayList<>();
        String type = "";
        for (String name : NAME.matcher(cell).results().map(found -> found.group(1)).toList()) {
            String method = name;
            if (Character.isUpperCase(name.charAt(0))) {
                String[] parts = name.split("\\.", 2);
                type = parts[0];
                method = parts.length == 1 ? "" : parts[1];
            }
            String source = sources.getOrDefault(type, "");
            if (!source.contains(method.isEmpty() ? "class " + type : " " + method + "(")) {
                missing.add(name);
            }
        }
        return missing;
    }
}

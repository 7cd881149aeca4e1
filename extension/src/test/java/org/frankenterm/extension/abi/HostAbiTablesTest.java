package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.testing.Repository;
import org.junit.jupiter.api.Test;

/// The guest ABI stands in three places: the documentation, the header, and the table of the
/// linker. Here they are compared.
class HostAbiTablesTest {
    private static final Map<String, Integer> RESULTS =
            Map.of(
                    "FT_ABSENT", ResultCode.ABSENT,
                    "FT_DENIED", ResultCode.DENIED,
                    "FT_INVALID_ARGUMENT", ResultCode.INVALID,
                    "FT_LIMIT_REACHED", ResultCode.LIMIT,
                    "FT_FAILED", ResultCode.FAILED,
                    "FT_NOT_OFFERED", ResultCode.NOT_OFFERED);

    private final String document = Repository.read("docs/host-abi.md");
    private final String header = Repository.read("sdk/frankenterm.h");
    private final String guide = Repository.read("docs/writing-extensions.md");

    HostAbiTablesTest() throws IOException {}

    @Test
    void document_functions_asInTheTable() {
        Map<String, String> expected =
                collect(f -> f.type() + " " + f.permission().map(PermissionKey::text).orElse("–"));
        expected.put("env.abort", AbortFunction.ABORT.type() + " –");

        assertThat(
                        find(
                                document,
                                "\\| `([\\w.]+)\\([^)]*\\)` \\| ([^|]+) \\| ([^|]+) \\|",
                                row -> row.group(2) + " " + row.group(3)))
                .isEqualTo(expected);
    }

    @Test
    void document_parameters_asManyAsTheTypeHas() {
        Map<String, Integer> expected = collect(f -> f.type().params().size());
        expected.put("env.abort", AbortFunction.ABORT.type().params().size());

        assertThat(
                        find(
                                document,
                                "\\| `([\\w.]+)\\(([^)]*)\\)` \\|",
                                row -> arguments(row.group(2)).length))
                .isEqualTo(expected);
    }

    @Test
    void header_functions_asInTheTable() {
        assertThat(
                        find(
                                header,
                                "FT_IMPORT\\(\"(\\w+)\"\\)\\s+(\\w+) (\\w+)\\(([^)]*)\\);",
                                HostAbiTablesTest::declared))
                .isEqualTo(collect(f -> f.name() + " " + f.type()));
    }

    /// What C's declaration is in WebAssembly, before it the name it has in C.
    private static String declared(MatchResult declaration) {
        String parameters =
                Arrays.stream(arguments(declaration.group(4)))
                        .map(HostAbiTablesTest::wasm)
                        .collect(Collectors.joining(","));
        String result = wasm(declaration.group(2));
        return "%s (%s)->%s"
                .formatted(declaration.group(3), parameters, result.isEmpty() ? "()" : result);
    }

    private static String wasm(String c) {
        if (c.contains("*") || c.startsWith("int32_t") || c.startsWith("uint32_t")) {
            return "i32";
        }
        if (c.startsWith("int64_t") || c.startsWith("uint64_t")) {
            return "i64";
        }
        assertThat(c).isEqualTo("void");
        return "";
    }

    @Test
    void header_version_asInTheCode() {
        assertThat(find(header, "#define (FT_ABI_VERSION) (\\d+)", m -> m.group(2)))
                .containsValue(Integer.toString(AbiFunctions.ABI_VERSION));
    }

    @Test
    void header_levels_inOrder() {
        Map<String, Integer> levels = new TreeMap<>();
        for (LogLevel level : LogLevel.values()) {
            levels.put("FT_" + level, levels.size());
        }

        String declared = header.replaceAll("(?s).*enum ft_level \\{(.*?)\\}.*", "$1");

        assertThat(numbers(declared, "(FT_\\w+) = (-?\\d+)")).isEqualTo(levels);
    }

    @Test
    void header_errors_asInTheCode() {
        String declared = header.replaceAll("(?s).*enum ft_error \\{(.*?)\\};.*", "$1");

        assertThat(numbers(declared, "(FT_\\w+) = (-?\\d+)")).isEqualTo(RESULTS);
    }

    @Test
    void document_results_asInTheCode() {
        assertThat(
                        find(
                                document,
                                "\\| -\\d \\| `(FT_\\w+)` \\|",
                                row -> Integer.parseInt(row.group().substring(2, 4))))
                .isEqualTo(RESULTS);
    }

    @Test
    void guide_results_asInTheCode() {
        assertThat(find(guide, "\\| (-\\d) \\| \\w+", m -> ""))
                .containsOnlyKeys(RESULTS.values().stream().map(String::valueOf).toList());
    }

    @Test
    void guide_functions_areInTheTable() {
        assertThat(find(guide, "\\b(ft_\\w+)", m -> "").keySet())
                .isSubsetOf(collect(f -> "").keySet());
    }

    private static Map<String, Integer> numbers(String text, String pattern) {
        return find(text, pattern, m -> Integer.parseInt(m.group(2)));
    }

    private static String[] arguments(String list) {
        String inner = list.equals("void") ? "" : list.strip();
        return inner.isEmpty() ? new String[0] : inner.split(",\\s*");
    }

    private static <T> Map<String, T> collect(Function<AbiFunction, T> value) {
        Map<String, T> collected = new TreeMap<>();
        HostModule.functions().forEach(f -> collected.put(f.name(), value.apply(f)));
        return collected;
    }

    /// Something about each match, by its first group.
    private static <T> Map<String, T> find(
            String text, String pattern, Function<MatchResult, T> value) {
        Map<String, T> found = new TreeMap<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .forEach(match -> found.put(match.group(1), value.apply(match)));
        assertThat(found).as(pattern).isNotEmpty();
        return found;
    }
}

package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The number of arguments each C function is bound with, against its declaration.
class SignaturesTest {
    private static final Path SOURCES = Path.of("src/main/java/org/frankenterm/wasmtime/ffi");
    private static final Pattern BOUND =
            Pattern.compile("Symbols\\.bind\\(\\s*\"(\\w+)\",\\s*(\\d+)\\)");
    private static final Pattern OURS = Pattern.compile("frankenterm_\\w+");

    @TempDir private Path temporary;

    private static Map<String, Integer> bound() throws Exception {
        Map<String, Integer> bound = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher matcher = BOUND.matcher(Files.readString(file));
                while (matcher.find()) {
                    bound.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
                }
            }
        }
        bound.keySet().removeIf(OURS.asMatchPredicate());
        return bound;
    }

    /// The number of arguments in a declaration; -1 if there is none.
    private static int declared(String function, String declarations) {
        Matcher name = Pattern.compile("\\b" + function + "\\s*\\(").matcher(declarations);
        if (!name.find()) {
            return -1;
        }
        int depth = 1;
        int commas = 0;
        int at = name.end();
        for (; depth > 0; at++) {
            switch (declarations.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> commas += depth == 1 ? 1 : 0;
                default -> {}
            }
        }
        String inside = declarations.substring(name.end(), at - 1).strip();
        return inside.isEmpty() || inside.equals("void") ? 0 : commas + 1;
    }

    @Test
    void arities_ofBoundFunctions_asDeclared() throws Exception {
        String declarations = CHeaders.in(temporary).declarations();
        Map<String, Integer> bound = bound();
        assertThat(bound).hasSizeGreaterThan(50);
        Map<String, Integer> declared = new TreeMap<>();
        bound.keySet().forEach(each -> declared.put(each, declared(each, declarations)));
        assertThat(bound).isEqualTo(declared);
    }

    @Test
    void functions_thatNeverMayBeBound_notBound() throws Exception {
        assertThat(bound())
                .doesNotContainKeys(
                        "wasm_trap_message",
                        "wasmtime_module_deserialize_file",
                        "wasmtime_func_call_async",
                        "wasmtime_linker_define_wasi",
                        "wasmtime_config_cache_config_load");
    }
}

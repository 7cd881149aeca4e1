package org.frankenterm.extension.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.frankenterm.wasmtime.WasmtimeLibrary;
import org.junit.jupiter.api.Test;

class CacheKeyTest {
    private static String name(String wasm, String library, String configuration, String target) {
        return CacheKey.of(wasm.getBytes(UTF_8), new Toolchain(library, configuration, target))
                .name();
    }

    @Test
    void name_anyPartChangedOrShifted_another() {
        Set<String> names = new HashSet<>();
        List<List<String>> parts =
                List.of(
                        List.of("a", "b", "c", "d"),
                        List.of("x", "b", "c", "d"),
                        List.of("a", "x", "c", "d"),
                        List.of("a", "b", "x", "d"),
                        List.of("a", "b", "c", "x"),
                        List.of("ab", "", "c", "d"),
                        List.of("a", "bc", "", "d"),
                        List.of("", "ab", "c", "d"));
        parts.forEach(p -> names.add(name(p.get(0), p.get(1), p.get(2), p.get(3))));
        assertThat(names).hasSameSizeAs(parts).allMatch(name -> name.matches("[0-9a-f]{64}"));
    }

    @Test
    void toolchain_ofThisProcess_namesItsLibrary() {
        WasmtimeLibrary.Available library = WasmtimeLibrary.require();
        Toolchain toolchain = Toolchain.of(library);
        assertThat(toolchain.library()).isEqualTo(library.sha256()).matches("[0-9a-f]{64}");
        assertThat(toolchain.configuration()).isEqualTo("frankenterm_config_new");
        assertThat(toolchain.target()).isEqualTo(WasmtimeLibrary.platform()).contains("-");
    }
}

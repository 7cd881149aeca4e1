package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.HostImport;
import org.junit.jupiter.api.Test;

class Preview1ConformanceTest {
    @Test
    void functions_allSpecified_nothingMissingNothingMore() {
        Map<String, FuncType> specified =
                SpecifiedFunction.all().stream()
                        .collect(
                                Collectors.toMap(
                                        SpecifiedFunction::name, f -> FuncType.of(f.type())));
        Map<String, FuncType> ours =
                Preview1.functions().stream()
                        .collect(Collectors.toMap(WasiFunction::name, WasiFunction::type));

        assertThat(specified).hasSize(46);
        assertThat(ours).isEqualTo(specified);
    }

    @Test
    void imports_everyFunction_underTheModulesName() {
        List<HostImport> imports = Preview1.imports(_ -> WasiContext.builder().build());

        assertThat(imports)
                .extracting(HostImport::name)
                .containsExactlyElementsOf(
                        Preview1.functions().stream().map(WasiFunction::name).toList());
        assertThat(imports).extracting(HostImport::module).containsOnly("wasi_snapshot_preview1");
    }

    @Test
    void errno_allSpecified_sameNamesAndNumbers() {
        Map<String, Integer> specified =
                SpecifiedFunction.lines("/conformance/errno.txt")
                        .map(line -> line.split(" ", -1))
                        .collect(Collectors.toMap(f -> f[1], f -> Integer.valueOf(f[0])));
        Map<String, Integer> ours =
                Arrays.stream(Errno.values())
                        .collect(
                                Collectors.toMap(
                                        e -> e.name().toLowerCase(Locale.ROOT), Errno::code));

        assertThat(ours).isEqualTo(specified).hasSize(77);
    }
}

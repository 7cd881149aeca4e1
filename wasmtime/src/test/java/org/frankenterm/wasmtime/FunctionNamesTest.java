package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionNamesTest {

    private static FunctionNames names(byte[] section) throws ModuleRejected {
        byte[] wasm = new ModuleBuilder().custom("name", section).build();
        return ModuleStructure.read(wasm, ModuleLimits.EXTENSION).functionNames();
    }

    private static byte[] functions(WasmBytes nameMap) {
        return WasmBytes.of(1).sized(nameMap.toByteArray()).toByteArray();
    }

    @Test
    void of_namedFunctions_found() throws ModuleRejected {
        WasmBytes map = WasmBytes.of(3).u(0).name("a").u(2).name("").u(700).name("core::fmt<T>");
        FunctionNames names = names(functions(map));
        assertThat(names.size()).isEqualTo(3);
        assertThat(names.of(0)).contains("a");
        assertThat(names.of(1)).isEmpty();
        assertThat(names.of(2)).contains("");
        assertThat(names.of(700)).contains("core::fmt<T>");
        assertThat(names.of(-1)).isEmpty();
    }

    @Test
    void of_behindModuleNameSubsection_found() throws ModuleRejected {
        byte[] moduleName =
                WasmBytes.of(0).sized(new WasmBytes().name("m").toByteArray()).toByteArray();
        byte[] functionNames = functions(WasmBytes.of(1).u(5).name("five"));
        assertThat(names(new WasmBytes().put(moduleName).put(functionNames).toByteArray()).of(5))
                .contains("five");
    }

    @Test
    void of_hostileName_sanitised() throws ModuleRejected {
        WasmBytes map = WasmBytes.of(1).u(0).sized(new byte[] {0x1b, '[', 'm', (byte) 0xff});
        assertThat(names(functions(map)).of(0)).contains("\\u{1b}[m\\u{fffd}");
    }

    @Test
    void of_longName_cut() throws ModuleRejected {
        WasmBytes map = WasmBytes.of(1).u(0).name("n".repeat(100_000));
        assertThat(names(functions(map)).of(0)).contains("n".repeat(256));
    }

    @Test
    void size_manyNames_capped() throws ModuleRejected {
        WasmBytes map = new WasmBytes().u(30_000);
        for (int i = 0; i < 30_000; i++) {
            map.u(i).name("f");
        }
        FunctionNames names = names(functions(map));
        assertThat(names.size()).isEqualTo(20_000);
        assertThat(names.of(19_999)).contains("f");
        assertThat(names.of(20_000)).isEmpty();
    }

    @Test
    void of_twoNameSections_firstCounts() throws ModuleRejected {
        byte[] wasm =
                new ModuleBuilder()
                        .custom("name", functions(WasmBytes.of(1).u(0).name("first")))
                        .custom("name", functions(WasmBytes.of(1).u(0).name("second")))
                        .build();
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        assertThat(structure.functionNames().of(0)).contains("first");
        assertThat(structure.customSections()).containsExactly("name", "name");
    }

    @Test
    void of_demangleBomb_nameAsItStands() throws ModuleRejected {
        ModuleStructure structure =
                ModuleStructure.read(AttackModules.demangleBomb(22, 30), ModuleLimits.EXTENSION);
        assertThat(structure.functionNames().of(29).orElseThrow())
                .startsWith("_Z1f1AIiES_IS0_S0_ES_IS1_S1_E")
                .hasSizeLessThan(260);
    }

    static Stream<byte[]> damaged() {
        return Stream.of(
                new byte[0],
                WasmBytes.of(1).toByteArray(),
                WasmBytes.of(1, 99, 1).toByteArray(),
                WasmBytes.of(1, 0xff, 0xff, 0xff, 0xff, 0xff, 0).toByteArray(),
                functions(new WasmBytes()),
                functions(WasmBytes.of(2).u(0).name("a")),
                functions(new WasmBytes().u(0xffff_ffffL).u(0).name("a")),
                functions(WasmBytes.of(1).u(0).put(9, 'a')),
                functions(WasmBytes.of(2).u(1).name("a").u(1).name("b")),
                functions(WasmBytes.of(2).u(1).name("a").u(0).name("b")),
                functions(WasmBytes.of(1).u(0xffff_ffffL).name("a")));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void read_damagedSection_noNames(byte[] section) throws ModuleRejected {
        FunctionNames names = names(section);
        assertThat(names.of(0)).isEmpty();
        assertThat(names.of(1)).isEmpty();
    }
}

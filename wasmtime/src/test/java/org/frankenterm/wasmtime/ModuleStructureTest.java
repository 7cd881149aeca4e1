package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleStructureTest {

    private static ModuleStructure guest(String name) throws IOException, ModuleRejected {
        try (InputStream in =
                ModuleStructureTest.class.getResourceAsStream("/guests/" + name + ".wasm")) {
            return ModuleStructure.read(
                    Objects.requireNonNull(in).readAllBytes(), ModuleLimits.EXTENSION);
        }
    }

    @Test
    void read_emptyModule_nothing() throws ModuleRejected {
        ModuleStructure structure =
                ModuleStructure.read(new ModuleBuilder().build(), ModuleLimits.EXTENSION);
        assertThat(structure.imports()).isEmpty();
        assertThat(structure.exports()).isEmpty();
        assertThat(structure.memories()).isEmpty();
        assertThat(structure.hasStart()).isFalse();
        assertThat(structure.functionCount()).isZero();
        assertThat(structure.codeBytes()).isZero();
        assertThat(structure.dataSegmentCount()).isZero();
        assertThat(structure.customSections()).isEmpty();
        assertThat(structure.functionNames().size()).isZero();
    }

    @Test
    void read_everySection_counted() throws ModuleRejected {
        byte[] wasm =
                new ModuleBuilder()
                        .importFunction("env", "ft_log", "(i32,i32,i32)->()")
                        .function("()->()")
                        .function("()->i32")
                        .memory(1, 2, 3)
                        .start(1)
                        .data(new byte[] {1, 2})
                        .section(12, new byte[] {1})
                        .custom("producers", new byte[] {0})
                        .build();
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        assertThat(structure.memories()).containsExactly(new MemoryType(2, 3));
        assertThat(structure.hasStart()).isTrue();
        assertThat(structure.functionCount()).isEqualTo(2);
        assertThat(structure.codeBytes()).isEqualTo(9);
        assertThat(structure.dataSegmentCount()).isOne();
        assertThat(structure.customSections()).containsExactly("producers");
    }

    @Test
    void read_startFunctionWithResult_refused() {
        assertThat(Refusals.malformed(new ModuleBuilder().function("()->i32").start(0)))
                .startsWith("the start function has type ()->i32, not ()->()");
    }

    @Test
    void read_startFunctionThatDoesNotExist_refused() {
        assertThat(Refusals.malformed(new ModuleBuilder().start(3)))
                .startsWith("function 3 is named and there are only 0");
    }

    @Test
    void read_customSectionWithoutName_refused() {
        byte[] wasm = {0, 'a', 's', 'm', 1, 0, 0, 0, 0, 2, 9, 'x'};
        assertThat(Refusals.malformed(wasm)).startsWith("the custom section is truncated");
    }

    @ParameterizedTest
    @CsvSource({
        "c,9,9102,1,_initialize",
        "rust,103,29516,2,",
        "java-teavm,354,80901,1,_start",
        "tinygo-reactor,7,178,4,_initialize"
    })
    void read_guest_handlerAndEntryFound(
            String name, int functions, int codeBytes, int dataSegments, String entry)
            throws IOException, ModuleRejected {
        ModuleStructure structure = guest(name);
        assertThat(structure.functionCount()).isEqualTo(functions);
        assertThat(structure.codeBytes()).isEqualTo(codeBytes);
        assertThat(structure.dataSegmentCount()).isEqualTo(dataSegments);
        assertThat(structure.exports()).containsKeys("memory", "on_reload");
        assertThat(structure.exports().get("on_reload"))
                .extracting(ExportType::type)
                .isEqualTo(FuncType.of("()->()"));
        assertThat(structure.exports().keySet())
                .filteredOn(each -> each.equals("_start") || each.equals("_initialize"))
                .containsExactlyElementsOf(entry == null ? List.of() : List.of(entry));
        assertThat(structure.imports())
                .contains(new ImportType("env", "ft_log", FuncType.of("(i32,i32,i32)->()")));
    }

    @Test
    void read_guestThatDeclaresItsMaximum_kept() throws IOException, ModuleRejected {
        assertThat(guest("java-teavm").memories()).containsExactly(new MemoryType(1, 278));
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;

class ImportReaderTest {

    private static ModuleBuilder importing(String name, int... descriptor) {
        return new ModuleBuilder().importRaw("env", name, WasmBytes.of(descriptor));
    }

    @Test
    void section_functions_readInOrder() throws ModuleRejected {
        byte[] wasm =
                new ModuleBuilder()
                        .importFunction("env", "ft_log", "(i32,i32,i32)->()")
                        .importFunction("frankenterm", "ft_send_input", "(i64,i32,i32)->i32")
                        .build();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).imports())
                .containsExactly(
                        new ImportType("env", "ft_log", FuncType.of("(i32,i32,i32)->()")),
                        new ImportType(
                                "frankenterm", "ft_send_input", FuncType.of("(i64,i32,i32)->i32")));
    }

    @Test
    void section_memory_refusedByName() {
        assertThat(Refusals.unsupported(importing("memory", 2, 0, 1)))
                .isEqualTo(
                        "the module imports the memory \"memory\" of \"env\", and a guest"
                                + " imports functions only; link it, without --import-memory"
                                + " (at byte 22)");
    }

    @Test
    void section_table_refusedByName() {
        assertThat(Refusals.unsupported(importing("__indirect_function_table", 1, 0x70, 0, 1)))
                .startsWith("the module imports the table \"__indirect_function_table\" of \"env\"")
                .contains("without --import-table");
    }

    @Test
    void section_global_refusedByName() {
        assertThat(Refusals.unsupported(importing("__stack_pointer", 3, 0x7f, 1)))
                .startsWith("the module imports the global \"__stack_pointer\" of \"env\"")
                .contains("without -shared");
    }

    @Test
    void section_tag_unsupported() {
        assertThat(Refusals.unsupported(importing("__cpp_exception", 4, 0, 0)))
                .contains("WebAssembly exceptions");
    }

    @Test
    void section_unknownKind_refused() {
        assertThat(Refusals.malformed(importing("x", 5, 0)))
                .isEqualTo("import 0 is of unknown kind 5 (at byte 17)");
    }

    @Test
    void section_hostileName_sanitised() {
        assertThat(Refusals.unsupported(importing("\033]0;x\007\u202e" + "y".repeat(99), 2, 0, 1)))
                .contains("\"\\u{1b}]0;x\\u{7}\\u{202e}y")
                .contains("yyy...\" of")
                .matches("[ -~]*");
    }

    @Test
    void section_unknownType_refused() {
        assertThat(Refusals.malformed(importing("f", 0, 0)))
                .isEqualTo("type 0 is named and there are only 0 (at byte 18)");
    }

    @Test
    void section_nameNotUtf8_refused() {
        ModuleBuilder module =
                new ModuleBuilder().section(2, new byte[] {1, 1, (byte) 0xff, 0, 0, 0});
        assertThat(Refusals.malformed(module))
                .isEqualTo("the module name of import 0 is not UTF-8 (at byte 12)");
    }
}

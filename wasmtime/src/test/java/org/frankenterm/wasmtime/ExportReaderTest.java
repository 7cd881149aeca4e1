package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportReaderTest {

    @Test
    void section_everyKind_readWithType() throws ModuleRejected {
        byte[] wasm =
                ModuleBuilder.withMemory()
                        .importFunction("env", "log", "(i32)->()")
                        .exportedFunction("handler", "()->i32")
                        .table(3)
                        .global(ValType.I64)
                        .export("again", Kind.FUNCTION, 0)
                        .export("table", Kind.TABLE, 0)
                        .export("global", Kind.GLOBAL, 0)
                        .build();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).exports().values())
                .containsExactly(
                        new ExportType("memory", 0, new MemoryType(1, 65_536), false),
                        new ExportType("handler", 1, FuncType.of("()->i32"), false),
                        new ExportType("again", 0, FuncType.of("(i32)->()"), true),
                        new ExportType(
                                "table", 0, new TableType(ValType.FUNCREF, 3, 0xffff_ffffL), false),
                        new ExportType("global", 0, new GlobalType(ValType.I64, false), false));
    }

    @Test
    void section_memoryUnderAnotherName_refused() {
        ModuleBuilder module = new ModuleBuilder().memory(0, 1).export("mem\n", Kind.MEMORY, 0);
        assertThat(Refusals.unsupported(module))
                .isEqualTo(
                        "the module exports its memory as \"mem\\u{a}\"; the memory, and nothing"
                                + " else, is exported as \"memory\" (at byte 16)");
    }

    @Test
    void section_memoryUnderTwoNames_refused() {
        assertThat(Refusals.unsupported(ModuleBuilder.withMemory().export("m", Kind.MEMORY, 0)))
                .startsWith("the module exports its memory as \"m\"");
    }

    @Test
    void section_functionNamedMemory_refused() {
        assertThat(Refusals.unsupported(new ModuleBuilder().exportedFunction("memory", "()->()")))
                .startsWith("the module's export \"memory\" is no memory");
    }

    @Test
    void section_sameNameTwice_refused() {
        ModuleBuilder module =
                new ModuleBuilder()
                        .exportedFunction("on_reload", "()->()")
                        .global(ValType.I32)
                        .export("on_reload", Kind.GLOBAL, 0);
        assertThat(Refusals.malformed(module)).startsWith("\"on_reload\" is exported twice");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAG")
    void section_indexOutOfRange_refused(Kind kind) {
        ModuleBuilder module = ModuleBuilder.withMemory().export("x", kind, 1);
        assertThat(Refusals.malformed(module)).startsWith("export \"x\" names what does not exist");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TAG")
    void section_indexBeyondInt_refused(Kind kind) {
        byte[] export = {
            1, 1, 'x', (byte) kind.id(), (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f
        };
        assertThat(Refusals.malformed(new ModuleBuilder().section(7, export)))
                .startsWith("export \"x\" names what does not exist");
    }

    @Test
    void section_tag_unsupported() {
        assertThat(Refusals.unsupported(new ModuleBuilder().export("t", Kind.TAG, 0)))
                .contains("WebAssembly exceptions");
    }

    @Test
    void section_unknownKind_refused() {
        ModuleBuilder module = new ModuleBuilder().section(7, new byte[] {1, 1, 'x', 9, 0});
        assertThat(Refusals.malformed(module)).startsWith("export 0 is of unknown kind 9");
    }
}

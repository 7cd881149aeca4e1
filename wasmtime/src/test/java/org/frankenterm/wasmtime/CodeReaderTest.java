package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;

class CodeReaderTest {

    private static final int I32 = 0x7f;
    private static final int END = 0x0b;

    @Test
    void section_locals_addedToParameters() {
        byte[] body = WasmBytes.of(2).u(500).put(I32).u(500).put(I32, END).toByteArray();
        assertThat(Refusals.overLimit(new ModuleBuilder().function("(i32)->()", body).build()))
                .startsWith("function 0 has 1,001 parameters and locals and 1,000 are allowed");
    }

    @Test
    void section_localsThatOverflow32Bits_refused() {
        WasmBytes body = WasmBytes.of(2).u(0xffff_ffffL).put(I32).u(1).put(I32, END);
        byte[] wasm = new ModuleBuilder().function("()->()", body.toByteArray()).build();
        assertThat(Refusals.overLimit(wasm))
                .startsWith("function 0 has 4,294,967,295 parameters and locals");
    }

    @Test
    void section_runsOfNoLocals_accepted() throws ModuleRejected {
        WasmBytes body = WasmBytes.of(3).put(0, I32, 0, I32, 0, I32, END);
        byte[] wasm = new ModuleBuilder().function("()->()", body.toByteArray()).build();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).functionCount()).isOne();
    }

    @Test
    void section_moreRunsThanBytes_refused() {
        byte[] body = WasmBytes.of().u(0xffff_ffffL).put(0, I32).toByteArray();
        assertThat(Refusals.malformed(new ModuleBuilder().function("()->()", body)))
                .startsWith("function 0 is truncated");
    }

    @Test
    void section_bodyLongerThanSection_refused() {
        ModuleBuilder module =
                new ModuleBuilder().function("()->()").section(10, new byte[] {1, 9, 0, END});
        assertThat(Refusals.malformed(module)).startsWith("the code section is truncated: 7 bytes");
    }

    @Test
    void section_otherCountThanFunctions_refused() {
        ModuleBuilder module =
                new ModuleBuilder().function("()->()").section(10, new byte[] {2, 2, 0, END});
        assertThat(Refusals.malformed(module))
                .startsWith("the module declares 1 functions and has code for 2");
    }

    @Test
    void section_missing_refused() {
        ModuleBuilder module = new ModuleBuilder().section(1, new byte[] {1, 0x60, 0, 0});
        assertThat(Refusals.malformed(module.section(3, new byte[] {1, 0})))
                .startsWith("the module declares 1 functions and has code for 0");
    }

    @Test
    void section_withoutFunctions_refused() {
        assertThat(Refusals.malformed(new ModuleBuilder().section(10, new byte[] {1, 2, 0, END})))
                .startsWith("the module declares 0 functions and has code for 1");
    }

    @Test
    void section_importedFunctions_countedInNames() {
        WasmBytes body = WasmBytes.of(1).u(2_000).put(I32, END);
        ModuleBuilder module =
                new ModuleBuilder()
                        .importFunction("env", "a", "()->()")
                        .function("()->()", body.toByteArray());
        assertThat(Refusals.overLimit(module.build())).startsWith("function 1 has 2,000");
    }
}

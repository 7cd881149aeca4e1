package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentReaderTest {

    private static final int END = 0x0b;

    private static ModuleBuilder withTable() {
        return new ModuleBuilder().function("()->()").table(2);
    }

    @Test
    void elements_allEightForms_read() throws ModuleRejected {
        ModuleBuilder module =
                withTable()
                        .elements(WasmBytes.of(0, 0x41, 0, END, 1, 0))
                        .elements(WasmBytes.of(1, 0, 1, 0))
                        .elements(WasmBytes.of(2, 0, 0x41, 0, END, 0, 1, 0))
                        .elements(WasmBytes.of(3, 0, 1, 0))
                        .elements(WasmBytes.of(4, 0x41, 0, END, 1, 0xd2, 0, END))
                        .elements(WasmBytes.of(5, 0x70, 1, 0xd0, 0x70, END))
                        .elements(WasmBytes.of(6, 0, 0x41, 0, END, 0x70, 1, 0xd2, 0, END))
                        .elements(WasmBytes.of(7, 0x70, 1, 0xd2, 0, END));
        assertThat(ModuleStructure.read(module.build(), ModuleLimits.EXTENSION).functionCount())
                .isOne();
    }

    @Test
    void elements_sumOverSegments_limited() {
        WasmBytes half = WasmBytes.of(0, 0x41, 0, END).u(50_001).put(new byte[50_001]);
        assertThat(Refusals.overLimit(withTable().elements(half).elements(half).build()))
                .startsWith("the module has 100,002 table elements and 100,000 are allowed");
    }

    @Test
    void elements_countThatLies_refused() {
        WasmBytes segment = WasmBytes.of(0, 0x41, 0, END).u(100_000).put(0);
        assertThat(Refusals.malformed(withTable().elements(segment)))
                .startsWith("the element section is truncated");
    }

    @Test
    void elements_unknownFlags_refused() {
        assertThat(Refusals.malformed(withTable().elements(WasmBytes.of(8, 0))))
                .startsWith("an element segment is marked 0x08");
    }

    @Test
    void elements_unknownKind_refused() {
        assertThat(Refusals.malformed(withTable().elements(WasmBytes.of(1, 1, 0))))
                .startsWith("an element segment holds things of kind 0x01");
    }

    @Test
    void elements_unknownTableOrFunction_refused() {
        assertThat(Refusals.malformed(withTable().elements(WasmBytes.of(2, 9, 0x41, 0, END, 0, 0))))
                .startsWith("table 9 is named and there are only 1");
        assertThat(Refusals.malformed(withTable().elements(WasmBytes.of(1, 0, 1, 7))))
                .startsWith("function 7 is named and there are only 1");
    }

    @Test
    void data_allForms_counted() throws ModuleRejected {
        byte[] segments = {3, 0, 0x41, 0, END, 1, 'a', 1, 2, 'b', 'c', 2, 0, 0x41, 0, END, 0};
        byte[] wasm = ModuleBuilder.withMemory().section(11, segments).build();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).dataSegmentCount())
                .isEqualTo(3);
    }

    @Test
    void data_ofAnotherMemory_unsupported() {
        byte[] segment = {1, 2, 1, 0x41, 0, END, 0};
        assertThat(Refusals.unsupported(ModuleBuilder.withMemory().section(11, segment)))
                .contains("more than one memory");
    }

    @Test
    void data_unknownFlags_refused() {
        assertThat(Refusals.malformed(new ModuleBuilder().section(11, new byte[] {1, 3, 0})))
                .startsWith("a data segment is marked 0x03");
    }

    @Test
    void data_longerThanSection_refused() {
        assertThat(Refusals.malformed(new ModuleBuilder().section(11, new byte[] {1, 1, 99, 0})))
                .isEqualTo(
                        "the data section is truncated: 98 bytes are missing; build or copy the"
                                + " module again (at byte 13)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void data_otherCountThanDeclared_refused(int declared) {
        ModuleBuilder module =
                ModuleBuilder.withMemory()
                        .data(new byte[1])
                        .section(12, new byte[] {(byte) declared});
        assertThat(Refusals.malformed(module))
                .startsWith("the module declares %d data segments and has 1".formatted(declared));
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantityTest {

    private static final ModuleLimits LIMITS = ModuleLimits.EXTENSION;

    @ParameterizedTest
    @EnumSource
    void read_atTheLimit_accepted(Quantity quantity) throws ModuleRejected {
        byte[] wasm = moduleWith(quantity, limit(quantity));
        assertThat(ModuleStructure.read(wasm, LIMITS).hasStart()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void read_oneOverTheLimit_refusedWithBothNumbers(Quantity quantity) {
        int limit = limit(quantity);
        assertThat(Refusals.overLimit(moduleWith(quantity, limit + 1)))
                .contains(String.format("has %,d ", limit + 1))
                .contains(String.format("and %,d are allowed; ", limit))
                .endsWith(")");
    }

    @Test
    void read_fortyMebibytes_refused() {
        assertThat(Refusals.overLimit(moduleWith(Quantity.MODULE_BYTES, 40 << 20)))
                .isEqualTo(
                        "the module has 41,943,040 bytes and 33,554,432 are allowed; build it"
                                + " optimised for size and without debug information (at byte 0)");
    }

    @Test
    void read_commandOverAnExtensionsLimits_accepted() throws ModuleRejected {
        byte[] wasm = moduleWith(Quantity.FUNCTIONS, 100_000);
        assertThat(ModuleStructure.read(wasm, ModuleLimits.COMMAND).functionCount())
                .isEqualTo(100_000);
    }

    @Test
    void read_countBeyondTheBytes_refusedBeforeAllocating() {
        byte[] types = new WasmBytes().u(10_000).put(0x60, 0, 0).toByteArray();
        assertThat(Refusals.malformed(new ModuleBuilder().section(1, types)))
                .startsWith("the module declares more function types than it has room for");
    }

    @Test
    void withMaxModuleBytes_otherSize_changesOnlyThat() {
        ModuleLimits limits = ModuleLimits.COMMAND.withMaxModuleBytes(7);
        assertThat(limits.maxModuleBytes()).isEqualTo(7);
        assertThat(limits.withMaxModuleBytes(Integer.MAX_VALUE)).isEqualTo(ModuleLimits.COMMAND);
        assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxModuleBytes(-1));
    }

    private static int limit(Quantity quantity) {
        return switch (quantity) {
            case MODULE_BYTES -> LIMITS.maxModuleBytes();
            case TYPES -> LIMITS.maxTypes();
            case PARAMS -> LIMITS.maxParams();
            case RESULTS -> LIMITS.maxResults();
            case IMPORTS -> LIMITS.maxImports();
            case FUNCTIONS -> LIMITS.maxFunctions();
            case LOCALS -> LIMITS.maxLocals();
            case BODY_BYTES -> LIMITS.maxBodyBytes();
            case CODE_BYTES -> LIMITS.maxCodeBytes();
            case GLOBALS -> LIMITS.maxGlobals();
            case TABLES -> LIMITS.maxTables();
            case TABLE_ELEMENTS -> LIMITS.maxTableElements();
            case ELEMENT_SEGMENTS -> LIMITS.maxElementSegments();
            case DATA_SEGMENTS -> LIMITS.maxDataSegments();
            case EXPORTS -> LIMITS.maxExports();
            case NAME_BYTES -> LIMITS.maxNameBytes();
            case CUSTOM_SECTIONS -> LIMITS.maxCustomSections();
        };
    }

    /// A valid module that has so many of something, and little else.
    private static byte[] moduleWith(Quantity quantity, int n) {
        ModuleBuilder module = new ModuleBuilder();
        switch (quantity) {
            case MODULE_BYTES -> module.custom("x", new byte[n - 8 - 5 - 2]);
            case TYPES -> module.section(1, list(n, 0x60, 0, 0));
            case PARAMS -> module.type(new FuncType(types(n), Collections.emptyList()));
            case RESULTS -> module.type(new FuncType(Collections.emptyList(), types(n)));
            case IMPORTS -> repeat(n, () -> module.importFunction("m", "f", "()->()"));
            case FUNCTIONS -> repeat(n, () -> module.function("()->()"));
            case LOCALS -> module.function("(i32,i32)->()", locals(n - 2));
            case BODY_BYTES -> module.function("()->()", body(n));
            case CODE_BYTES -> code(module, n);
            case GLOBALS -> repeat(n, () -> module.global(ValType.I32));
            case TABLES -> repeat(n, () -> module.table(0));
            case TABLE_ELEMENTS -> module.table(1).table(n - 1L);
            case ELEMENT_SEGMENTS -> repeat(n, () -> module.elements(WasmBytes.of(1, 0, 0)));
            case DATA_SEGMENTS -> repeat(n, () -> module.data(new byte[0]));
            case EXPORTS -> exports(module.function("()->()"), n);
            case NAME_BYTES -> module.exportedFunction("n".repeat(n), "()->()");
            case CUSTOM_SECTIONS -> repeat(n, () -> module.custom("x", new byte[0]));
        }
        return module.build();
    }

    private static List<ValType> types(int n) {
        return Collections.nCopies(n, ValType.I64);
    }

    private static byte[] list(int n, int... item) {
        WasmBytes bytes = new WasmBytes().u(n);
        repeat(n, () -> bytes.put(item));
        return bytes.toByteArray();
    }

    private static byte[] locals(int n) {
        return WasmBytes.of(1).u(n).put(0x7e, 0x0b).toByteArray();
    }

    /// A body of so many bytes, most of them `nop`.
    private static byte[] body(int n) {
        byte[] body = new byte[n];
        Arrays.fill(body, (byte) 1);
        body[0] = 0;
        body[n - 1] = 0x0b;
        return body;
    }

    /// Bodies that make a code section of so many bytes: the count takes two, the size before each
    /// body three.
    private static void code(ModuleBuilder module, int n) {
        int each = 100_000;
        int rest = n - 2;
        for (; rest > 2 * each; rest -= each + 3) {
            module.function("()->()", body(each));
        }
        module.function("()->()", body(rest - 3));
    }

    private static void exports(ModuleBuilder module, int n) {
        for (int i = 0; i < n; i++) {
            module.export("f" + i, Kind.FUNCTION, 0);
        }
    }

    private static void repeat(int n, Runnable what) {
        for (int i = 0; i < n; i++) {
            what.run();
        }
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.junit.jupiter.api.Test;

class CompiledModuleTest {
    private static final byte[] WASM =
            Wat.toBinary(
                    """
                    (module
                      (import "env" "a" (func))
                      (import "frankenterm" "b" (func (param i32) (result i32)))
                      (func (export "seven") (result i32) (i32.const 7)))
                    """);
    private static final byte[] SEVEN =
            Wat.toBinary("(module (func (export \"seven\") (result i32) (i32.const 7)))");

    private static byte[] serialized(byte[] wasm) throws ModuleRejected {
        try (CompiledModule module = CompiledModule.compile(Guest.ENGINE, wasm)) {
            return module.serialize();
        }
    }

    private static ModuleStructure structure(byte[] wasm) throws ModuleRejected {
        return ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
    }

    /// What the code answers, or nothing if it isn't loaded.
    private static Optional<Outcome> answer(byte[] code) throws Exception {
        try (CompiledModule module =
                        CompiledModule.deserialize(Guest.ENGINE, code, structure(SEVEN));
                Linker linker = Linker.of(Guest.ENGINE, List.of());
                Store store = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "")) {
            store.instantiate(linker, module, Guest.FUEL, Guest.later());
            return Optional.of(
                    store.handler("seven", Role.HANDLER).call(Guest.FUEL, Guest.later()));
        } catch (ModuleRejected rejected) {
            assertThat(rejected).hasMessageMatching("[ -~]{1,600}");
            return Optional.empty();
        }
    }

    @Test
    void importNames_ofTheCode_inOrder() throws Exception {
        try (CompiledModule module = CompiledModule.compile(Guest.ENGINE, WASM)) {
            assertThat(module.importNames()).containsExactly("env.a", "frankenterm.b");
            assertThat(module.structure().exports()).containsOnlyKeys("seven");
        }
    }

    @Test
    void deserialize_whatWasSerialized_runs() throws Exception {
        byte[] code = serialized(SEVEN);
        Guest.onThread(() -> {
            assertThat(answer(code)).contains(new Outcome.Returned(7));
            return true;
        });
    }

    /// The header says which Wasmtime and which configuration made the code. Fields of it that mean
    /// nothing to the loader may have any value; then the code behind is the same.
    @Test
    void deserialize_anyByteOfTheHeaderChanged_refusedOrTheSameCode() throws Exception {
        byte[] code = serialized(SEVEN);
        int end = 1_024;
        int version = new String(code, StandardCharsets.ISO_8859_1).indexOf("48");
        assertThat(version).isBetween(64, end);
        Guest.onThread(() -> {
            int refused = 0;
            for (int i = 0; i < end; i++) {
                byte[] changed = code.clone();
                changed[i] ^= (byte) 0xff;
                Optional<Outcome> answer = answer(changed);
                if (answer.isEmpty()) {
                    refused++;
                } else {
                    assertThat(answer).as("byte %d", i).contains(new Outcome.Returned(7));
                }
            }
            assertThat(refused).isGreaterThan(400);
            byte[] other = code.clone();
            other[version]++;
            assertThat(answer(other)).as("another Wasmtime's").isEmpty();
            return true;
        });
    }

    @Test
    void deserialize_cutOrForeignBytes_refused() throws Exception {
        byte[] code = serialized(SEVEN);
        Guest.onThread(() -> {
            for (int length = 0; length < code.length; length += 499) {
                assertThat(answer(Arrays.copyOf(code, length))).as("%d bytes", length).isEmpty();
            }
            assertThat(answer(SEVEN)).isEmpty();
            assertThat(answer(new byte[100_000])).isEmpty();
            return true;
        });
    }

    @Test
    void compile_invalidModule_refusedWithASafeSentence() {
        byte[] wasm = ModuleBuilder.withMemory().function("()->i32", new byte[] {0, 0x0b}).build();
        assertThatThrownBy(() -> CompiledModule.compile(Guest.ENGINE, wasm))
                .isInstanceOf(ModuleRejected.class)
                .hasMessageMatching("[ -~]{1,600}");
        assertThatThrownBy(() -> CompiledModule.validate(Guest.ENGINE, wasm))
                .isInstanceOf(ModuleRejected.class)
                .hasMessageContaining("type mismatch");
        assertThatThrownBy(() -> CompiledModule.validate(Guest.ENGINE, new byte[0]))
                .isInstanceOf(ModuleRejected.class);
    }

    @Test
    void validate_validModule_nothing() throws Exception {
        CompiledModule.validate(Guest.ENGINE, WASM);
    }

    /// `wasm_valtype_kind` ends the process for a vector.
    @Test
    void compile_exportsOfEveryType_read() throws Exception {
        byte[] wasm =
                ModuleBuilder.withMemory()
                        .exportedFunction("f", "(v128,funcref,i32,i64,f32,f64)->v128")
                        .build();
        try (CompiledModule module = CompiledModule.compile(Guest.ENGINE, wasm)) {
            assertThat(module.callable("f")).hasToString("(v128,funcref,i32,i64,f32,f64)->v128");
        }
    }
}

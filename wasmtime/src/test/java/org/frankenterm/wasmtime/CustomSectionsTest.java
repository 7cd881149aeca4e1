package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;

class CustomSectionsTest {

    private static final byte[] BARE =
            ModuleBuilder.withMemory().exportedFunction("on_reload", "()->()").build();

    @Test
    void dropFrom_noneThere_equalCopy() throws ModuleRejected {
        assertThat(CustomSections.dropFrom(BARE)).isEqualTo(BARE).isNotSameAs(BARE);
    }

    @Test
    void dropFrom_beforeBetweenAndBehind_onlyTheyGo() throws ModuleRejected {
        byte[] custom = {0, 3, 1, 'x', 7};
        int typeEnd = 8 + 2 + BARE[9];
        byte[] wasm =
                new WasmBytes()
                        .put(Arrays.copyOf(BARE, 8))
                        .put(custom)
                        .put(Arrays.copyOfRange(BARE, 8, typeEnd))
                        .put(custom)
                        .put(custom)
                        .put(Arrays.copyOfRange(BARE, typeEnd, BARE.length))
                        .put(custom)
                        .toByteArray();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).customSections()).hasSize(4);
        assertThat(CustomSections.dropFrom(wasm)).isEqualTo(BARE);
    }

    @Test
    void dropFrom_demangleBomb_leavesNoName() throws ModuleRejected {
        byte[] bomb = AttackModules.demangleBomb(22, 30);
        byte[] rest = CustomSections.dropFrom(bomb);
        ModuleStructure structure = ModuleStructure.read(rest, ModuleLimits.EXTENSION);
        assertThat(structure.customSections()).isEmpty();
        assertThat(structure.functionCount()).isEqualTo(30);
        assertThat(rest).hasSizeLessThan(400);
    }

    @Test
    void dropFrom_damagedModule_refused() {
        assertThatExceptionOfType(ModuleRejected.class)
                .isThrownBy(() -> CustomSections.dropFrom(new byte[] {0, 'a', 's', 'm'}));
    }
}

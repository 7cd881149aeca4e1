package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the structural limits stop, and what they leave to the limits of the compiler's process.
class AttackModulesTest {

    private static byte[] attack(String name) {
        return Objects.requireNonNull(AttackModules.ALL.get(name)).get();
    }

    @ParameterizedTest
    @CsvSource({
        "loops-100x5000,'function 0 has 5,000 parameters and locals'",
        "loops-300x5000,'function 0 has 5,000 parameters and locals'",
        "loops-1000x5000,'function 0 has 5,000 parameters and locals'",
        "diamonds-256k-2000,'function 0 has 262,210 bytes of code'",
        "diamonds-512k-200,'function 0 has 524,295 bytes of code'",
        "functions-100k,'the module has 100,000 functions'",
        "functions-1m,'the module has 1,000,000 functions'",
        "brtable-65520x60,'function 0 has 3,932,282 bytes of code'",
        "ifs-900k,'function 0 has 7,200,002 bytes of code'",
        "initialize-1000-results,'type 0 has 1,000 results'"
    })
    void read_compileBomb_refused(String name, String message) {
        assertThat(Refusals.overLimit(attack(name))).startsWith(message + " and ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loops-100x1000", "demangle"})
    void read_bombOfTimeOrNames_leftToOtherLimits(String name) throws ModuleRejected {
        ModuleStructure structure = ModuleStructure.read(attack(name), ModuleLimits.EXTENSION);
        assertThat(structure.exports()).containsOnlyKeys("memory", "on_reload");
    }

    @Test
    void all_names_eachHasItsVerdictAbove() {
        assertThat(AttackModules.ALL)
                .containsOnlyKeys(
                        "loops-100x5000",
                        "loops-300x5000",
                        "loops-1000x5000",
                        "loops-100x1000",
                        "diamonds-256k-2000",
                        "diamonds-512k-200",
                        "functions-100k",
                        "functions-1m",
                        "brtable-65520x60",
                        "ifs-900k",
                        "demangle",
                        "initialize-1000-results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"()->()", "()->i32", "(i32,i32,i32)->()", "()->i64", "()->(i32,i32)"})
    void read_exportOfAnyType_typeAsDeclared(String type) throws ModuleRejected {
        byte[] wasm = ModuleBuilder.withMemory().exportedFunction("on_reload", type).build();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).exports().get("on_reload"))
                .isEqualTo(new ExportType("on_reload", 0, FuncType.of(type), false));
    }

    @Test
    void read_importHandedBackAsHandler_marked() throws ModuleRejected {
        byte[] wasm =
                ModuleBuilder.withMemory()
                        .importFunction("env", "ft_last_error", "()->i32")
                        .export("on_reload", Kind.FUNCTION, 0)
                        .build();
        assertThat(ModuleStructure.read(wasm, ModuleLimits.EXTENSION).exports().get("on_reload"))
                .isEqualTo(new ExportType("on_reload", 0, FuncType.of("()->i32"), true));
    }
}

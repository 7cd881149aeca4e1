package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.testing.ModuleBuilder;
import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;
import org.frankenterm.wasmtime.testing.WasmBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS A1: the call checks nothing, so what may be called is decided here.
class HandlerTest {
    private static void refused(byte[] wasm, String name, Role role, String message)
            throws Exception {
        Guest.with(
                wasm,
                List.of(host("ft_last_error", "()->i32", _ -> {})),
                StoreLimits.DEFAULT,
                guest -> {
                    assertThat(guest.instantiate()).isEqualTo(new Outcome.Returned(0));
                    assertThatThrownBy(() -> guest.store.handler(name, role))
                            .isInstanceOf(HandlerRefused.class)
                            .hasMessageContaining(message);
                    assertThat(guest.store.intact()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(i64,i64,i64)->i64",
                "()->i64",
                "()->f32",
                "()->(i32,i32)",
                "(i32)->()",
                "(i32,i32)->i32",
                "(v128)->()",
                "()->v128",
                "(funcref)->()",
                "()->funcref",
                "()->(i64,i64,i64,i64,i64,i64,i64,i64,i64,i64,i64,i64,i64,i64,i64,i64)"
            })
    void handler_functionOfAnotherType_refused(String type) throws Exception {
        byte[] wasm = ModuleBuilder.withMemory().exportedFunction("f", type).build();
        for (Role role : Role.values()) {
            refused(wasm, "f", role, "\"f\" has type " + type + "; it must be " + role.types());
        }
    }

    @Test
    void handler_entryWithResult_refused() throws Exception {
        byte[] wasm = ModuleBuilder.withMemory().exportedFunction("_start", "()->i32").build();
        refused(wasm, "_start", Role.ENTRY, "\"_start\" has type ()->i32; it must be ()->()");
    }

    /// A thousand results are past the structural limits of an extension and not past a command's:
    /// the binding refuses them by itself.
    @ParameterizedTest
    @EnumSource(Role.class)
    void handler_thousandResults_refused(Role role) throws Exception {
        String results = "i64,".repeat(999) + "i64";
        byte[] wasm =
                ModuleBuilder.withMemory().exportedFunction("f", "()->(" + results + ")").build();
        refusedAsCommand(wasm, "f", role, "\"f\" has type ()->(i64,");
    }

    /// Two names that are the same when they are cut: the type of one must not vouch for the other.
    @ParameterizedTest
    @EnumSource(Role.class)
    void handler_nameThatBeginsLikeAnother_refused(Role role) throws Exception {
        String name = "A".repeat(1024);
        byte[] wasm =
                ModuleBuilder.withMemory()
                        .exportedFunction(name, "(i64,i64,i64)->i64")
                        .exportedFunction(name + "A", "()->()")
                        .build();
        refusedAsCommand(wasm, name, role, "has type (i64,i64,i64)->i64");
    }

    private static void refusedAsCommand(byte[] wasm, String name, Role role, String message)
            throws Exception {
        byte[] code = Compiler.open().compile(wasm, CompileLimits.of(wasm.length));
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.COMMAND);
        Guest.onThread(() -> {
            try (CompiledModule module = CompiledModule.deserialize(Guest.ENGINE, code, structure);
                    Linker linker = Linker.of(Guest.ENGINE, List.of());
                    Store store = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "")) {
                store.instantiate(linker, module, Guest.FUEL, Guest.later());
                assertThatThrownBy(() -> store.handler(name, role))
                        .isInstanceOf(HandlerRefused.class)
                        .hasMessageContaining(message);
                assertThat(store.intact()).isTrue();
            }
            return true;
        });
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void handler_otherKindsOfExport_refused(Role role) throws Exception {
        byte[] wasm =
                Wat.toBinary(
                        """
                        (module
                          (memory (export "memory") 1)
                          (table (export "table") 1 funcref)
                          (global (export "global") i64 (i64.const 1)))
                        """);
        refused(wasm, "memory", role, "\"memory\" is no function");
        refused(wasm, "table", role, "\"table\" is no function");
        refused(wasm, "global", role, "\"global\" is no function");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void handler_importHandedBack_refused(Role role) throws Exception {
        byte[] wasm =
                ModuleBuilder.withMemory()
                        .importFunction("env", "ft_last_error", "()->i32")
                        .export("f", Kind.FUNCTION, 0)
                        .build();
        refused(wasm, "f", role, "\"f\" is one of the module's imports");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void handler_noSuchExport_refusedWithASafeName(Role role) throws Exception {
        byte[] wasm = ModuleBuilder.withMemory().build();
        refused(wasm, "\u001b[2J", role, "the module exports no \"\\u{1b}[2J\"");
        refused(wasm, "", role, "the module exports no \"\"");
    }

    @ParameterizedTest
    @CsvSource({"ENTRY,()->()", "HANDLER,()->()", "HANDLER,()->i32"})
    void handler_fittingType_called(Role role, String type) throws Exception {
        byte[] wasm = ModuleBuilder.withMemory().exportedFunction("f", type).build();
        Guest.with(
                wasm,
                List.of(),
                StoreLimits.DEFAULT,
                guest -> {
                    guest.instantiate();
                    Handler handler = guest.store.handler("f", role);
                    assertThat(handler.name()).isEqualTo("f");
                    assertThat(handler.call(Guest.FUEL, Guest.later()))
                            .isEqualTo(new Outcome.Returned(0));
                });
    }

    /// A module may name its exports as it likes, also in other alphabets.
    @Test
    void handler_nameInUtf8_called() throws Exception {
        byte[] wasm =
                ModuleBuilder.withMemory()
                        .exportedFunction("größe-\ud83d\ude00", "()->i32")
                        .build();
        Guest.with(
                wasm,
                List.of(),
                StoreLimits.DEFAULT,
                guest -> {
                    guest.instantiate();
                    assertThat(guest.call("größe-\ud83d\ude00")).isEqualTo(new Outcome.Returned(0));
                });
    }

    @Test
    void imports_otherThanFunctions_refused() throws Exception {
        byte[] memory =
                new ModuleBuilder().importRaw("env", "memory", WasmBytes.of(2, 0, 1)).build();
        assertThatThrownBy(() -> CompiledModule.compile(Guest.ENGINE, memory))
                .isInstanceOf(ModuleRejected.class)
                .hasMessageContaining("memory");
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.Objects;
import org.frankenterm.wasmtime.testing.AttackModules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Everything a guest can do to end a call, told apart, with the JVM alive after it.
class OutcomeTest {
    private static final String MODULE =
            """
            (module
              (import "env" "abort" (func $abort))
              (import "env" "exit" (func $exit))
              (memory (export "memory") 1)
              (type $void (func))
              (table 2 funcref)
              (elem (i32.const 0) $takes)
              (global $calls (mut i32) (i32.const 0))
              (func $takes (param i32))
              (func (export "returns_7") (result i32) (i32.const 7))
              (func (export "returns_nothing"))
              (func $recurse (export "recurse") (call $recurse))
              (func (export "load_outside") (drop (i32.load (i32.const -4))))
              (func (export "table_outside") (drop (table.get 0 (i32.const 2))))
              (func (export "call_outside") (call_indirect (type $void) (i32.const 2)))
              (func (export "call_null") (call_indirect (type $void) (i32.const 1)))
              (func (export "call_other_type") (call_indirect (type $void) (i32.const 0)))
              (func (export "overflow") (result i32)
                (i32.div_s (i32.const -2147483648) (i32.const -1)))
              (func (export "divide") (result i32) (i32.div_u (i32.const 1) (i32.const 0)))
              (func (export "convert") (result i32) (i32.trunc_f32_s (f32.const nan)))
              (func (export "unreachable") unreachable)
              (func (export "spin") (loop (br 0)))
              (func (export "abort") (call $abort))
              (func (export "exit") (call $exit)))
            """;

    private static final List<HostImport> IMPORTS =
            List.of(
                    host(
                            "abort",
                            _ -> {
                                throw new GuestAbort("index out of range");
                            }),
                    host(
                            "exit",
                            _ -> {
                                throw new GuestExit(3);
                            }));

    @ParameterizedTest
    @CsvSource({
        "recurse,STACK_OVERFLOW",
        "load_outside,MEMORY_OUT_OF_BOUNDS",
        "table_outside,TABLE_OUT_OF_BOUNDS",
        "call_outside,TABLE_OUT_OF_BOUNDS",
        "call_null,INDIRECT_CALL_TO_NULL",
        "call_other_type,BAD_SIGNATURE",
        "overflow,INTEGER_OVERFLOW",
        "divide,INTEGER_DIVISION_BY_ZERO",
        "convert,BAD_CONVERSION_TO_INTEGER",
        "unreachable,UNREACHABLE"
    })
    void call_trap_itsCodeAndFrames(String handler, TrapCode code) throws Exception {
        Guest.with(
                MODULE,
                IMPORTS,
                guest -> {
                    Outcome.Trapped trap = (Outcome.Trapped) guest.call(handler);
                    assertThat(trap.code()).isEqualTo(code);
                    assertThat(trap.message()).isEqualTo(code.message());
                    assertThat(trap.frames()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
                    assertThat(trap.frames().getFirst().function())
                            .isEqualTo(indexOf(handler, guest.module));
                    assertThat(trap.frames().getFirst().offset()).isPositive();
                });
    }

    private static int indexOf(String export, CompiledModule module) {
        return Objects.requireNonNull(module.structure().exports().get(export)).index();
    }

    @Test
    void call_return_itsResult() throws Exception {
        Guest.with(
                MODULE,
                IMPORTS,
                guest -> {
                    assertThat(guest.call("returns_7")).isEqualTo(new Outcome.Returned(7));
                    assertThat(guest.call("returns_nothing")).isEqualTo(new Outcome.Returned(0));
                });
    }

    @Test
    void call_loopWithoutEnd_outOfFuel() throws Exception {
        Guest.with(
                MODULE,
                IMPORTS,
                guest -> {
                    Outcome outcome = guest.handler("spin").call(10_000, Guest.later());
                    assertThat(outcome).isInstanceOf(Outcome.OutOfFuel.class);
                    assertThat(guest.store.fuelUsed()).isBetween(10_000L, 10_010L);
                });
    }

    @Test
    void call_hostAbort_trapWithItsMessage() throws Exception {
        Guest.with(
                MODULE,
                IMPORTS,
                guest -> {
                    Outcome.Trapped trap = (Outcome.Trapped) guest.call("abort");
                    assertThat(trap.code()).isEqualTo(TrapCode.HOST);
                    assertThat(trap.message()).isEqualTo("index out of range");
                    assertThat(trap.frames()).hasSize(1);
                });
    }

    @Test
    void call_exit_itsStatus() throws Exception {
        Guest.with(
                MODULE,
                IMPORTS,
                guest -> assertThat(guest.call("exit")).isEqualTo(new Outcome.Exited(3)));
    }

    @Test
    void call_afterExit_theStoreStillAnswers() throws Exception {
        Guest.with(
                MODULE,
                IMPORTS,
                guest -> {
                    assertThat(guest.call("exit")).isEqualTo(new Outcome.Exited(3));
                    assertThat(guest.call("returns_7")).isEqualTo(new Outcome.Returned(7));
                });
    }

    /// ATTACKS A4: demangled, the names of these thirty frames are gigabytes of text.
    @Test
    void call_trapUnderMangledNames_smallReport() throws Exception {
        byte[] wasm = Objects.requireNonNull(AttackModules.ALL.get("demangle")).get();
        Guest.with(
                wasm,
                List.of(),
                StoreLimits.DEFAULT,
                guest -> {
                    assertThat(guest.instantiate()).isEqualTo(new Outcome.Returned(0));
                    Outcome.Trapped trap = (Outcome.Trapped) guest.call("on_reload");
                    assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE);
                    assertThat(trap.frames()).hasSize(20);
                    assertThat(trap.toString()).hasSizeLessThan(64 << 10);
                });
    }
}

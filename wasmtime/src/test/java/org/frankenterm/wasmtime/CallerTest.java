package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallerTest {
    /// ATTACKS A6: an i32 argument's slot has the rest of what was there before.
    @Test
    void i32_afterAllOnesInTheSlots_readClean() throws Exception {
        String wat =
                """
                (module
                  (import "env" "dirty" (func $dirty (param i64 i64 i64 i64) (result i64)))
                  (import "env" "clean" (func $clean (param i32 i32 i32 i32) (result i32)))
                  (func (export "f") (result i32)
                    (drop (call $dirty (i64.const -1) (i64.const -1) (i64.const -1) (i64.const -1)))
                    (call $clean (i32.const 0) (i32.const 1) (i32.const -1) (i32.const 7))))
                """;
        List<Long> seen = new ArrayList<>();
        List<HostImport> imports =
                List.of(
                        host(
                                "dirty",
                                "(i64,i64,i64,i64)->i64",
                                caller -> {
                                    for (int i = 0; i < 4; i++) {
                                        seen.add(caller.i64(i));
                                    }
                                    caller.returnI64(-1);
                                }),
                        host(
                                "clean",
                                "(i32,i32,i32,i32)->i32",
                                caller -> {
                                    for (int i = 0; i < 4; i++) {
                                        seen.add(caller.u32(i));
                                    }
                                    caller.returnI32(caller.i32(2) + caller.i32(3));
                                }));
        Guest.with(
                wat,
                imports,
                guest -> {
                    assertThat(guest.call("f")).isEqualTo(new Outcome.Returned(6));
                    assertThat(seen).containsExactly(-1L, -1L, -1L, -1L, 0L, 1L, 0xffff_ffffL, 7L);
                });
    }

    @Test
    void slot_thatTheTypeDoesNotHave_hostFailed() throws Exception {
        String wat =
                """
                (module (import "env" "host" (func $host (param i32)))
                  (func (export "f") (call $host (i32.const 1))))
                """;
        for (HostFunction wrong :
                List.<HostFunction>of(
                        caller -> caller.i32(1),
                        caller -> caller.i64(-1),
                        caller -> caller.u32(Integer.MAX_VALUE))) {
            Guest.with(
                    wat,
                    List.of(host("host", "(i32)->()", wrong)),
                    guest -> {
                        Outcome.HostFailed failed = (Outcome.HostFailed) guest.call("f");
                        assertThat(failed.thrown()).isInstanceOf(IndexOutOfBoundsException.class);
                    });
        }
    }

    @Test
    void data_ofAnotherClass_hostFailed() throws Exception {
        String wat =
                """
                (module (import "env" "host" (func $host)) (func (export "f") (call $host)))
                """;
        AtomicReference<String> data = new AtomicReference<>();
        HostImport reads =
                host(
                        "host",
                        caller -> {
                            data.set(caller.data(String.class));
                            caller.data(Integer.class);
                        });
        Guest.with(
                wat,
                List.of(reads),
                guest -> {
                    Outcome.HostFailed failed = (Outcome.HostFailed) guest.call("f");
                    assertThat(data.get()).isEqualTo("data");
                    assertThat(failed.thrown()).isInstanceOf(ClassCastException.class);
                });
    }

    @Test
    void anything_afterTheHostCall_refused() throws Exception {
        String wat =
                """
                (module (import "env" "host" (func $host (param i32) (result i32)))
                  (memory (export "memory") 1)
                  (func (export "f") (result i32) (call $host (i32.const 5))))
                """;
        AtomicReference<Caller> kept = new AtomicReference<>();
        Guest.with(
                wat,
                List.of(host("host", "(i32)->i32", kept::set)),
                guest -> {
                    assertThat(guest.call("f")).isEqualTo(new Outcome.Returned(5));
                    Caller late = kept.get();
                    assertThatThrownBy(() -> late.i32(0))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> late.returnI64(1))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatIllegalStateException()
                            .isThrownBy(late::memory)
                            .withMessage("the host call is over");
                });
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.frankenterm.wasmtime.Handler.Role;
import org.junit.jupiter.api.Test;

/// A store used in an order that would be memory corruption in C: each is an exception here.
class StoreTest {
    private static final String COUNTS =
            """
            (module
              (import "env" "host" (func $host))
              (global $n (mut i32) (i32.const 0))
              (memory (export "memory") 1)
              (func (export "next") (result i32)
                (call $host)
                (global.set $n (i32.add (global.get $n) (i32.const 1)))
                (global.get $n)))
            """;
    private static final List<HostImport> IMPORTS = List.of(host("host", _ -> {}));

    private static void refused(String message, ThrowingCallable action) {
        assertThatIllegalStateException().isThrownBy(action).withMessage(message);
    }

    @Test
    void calls_several_theInstanceKeepsItsState() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    Handler next = guest.handler("next");
                    for (int i = 1; i <= 5; i++) {
                        assertThat(next.call(Guest.FUEL, Guest.later()))
                                .isEqualTo(new Outcome.Returned(i));
                    }
                });
    }

    @Test
    void fuelUsed_ofEachCall_itsOwn() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    guest.call("next");
                    long first = guest.store.fuelUsed();
                    guest.call("next");
                    assertThat(first).isBetween(1L, 20L);
                    assertThat(guest.store.fuelUsed()).isEqualTo(first);
                });
    }

    @Test
    void fuelUsed_beforeAnyCall_none() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                StoreLimits.DEFAULT,
                guest -> {
                    assertThat(guest.store.fuelUsed()).isZero();
                    assertThat(guest.store.memoryBytes()).isEmpty();
                });
    }

    @Test
    void call_negativeFuel_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    Handler next = guest.handler("next");
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> next.call(-1, Guest.later()))
                            .withMessage("fuel is 0 or more");
                });
    }

    @Test
    void call_noFuel_outOfFuel() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    Handler next = guest.handler("next");
                    assertThat(next.call(0, Guest.later())).isInstanceOf(Outcome.OutOfFuel.class);
                });
    }

    @Test
    void anything_afterClose_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    Handler next = guest.handler("next");
                    guest.store.close();
                    String message = "this store is already closed";
                    refused(message, () -> next.call(Guest.FUEL, Guest.later()));
                    refused(message, guest::instantiate);
                    refused(message, () -> guest.store.handler("next", Role.HANDLER));
                    refused(message, guest.store::fuelUsed);
                    refused(message, guest.store::memoryBytes);
                    guest.store.interrupt().cancel();
                    guest.store.close();
                });
    }

    @Test
    void anything_onAnotherThread_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    Handler next = guest.handler("next");
                    Guest.onThread(() -> {
                        String message = "this store belongs to another thread";
                        refused(message, () -> next.call(Guest.FUEL, Guest.later()));
                        refused(message, guest::instantiate);
                        refused(message, () -> guest.store.handler("next", Role.HANDLER));
                        refused(message, guest.store::fuelUsed);
                        refused(message, guest.store::memoryBytes);
                        refused(message, guest.store::close);
                        return true;
                    });
                    assertThat(next.call(Guest.FUEL, Guest.later()))
                            .isEqualTo(new Outcome.Returned(1));
                });
    }

    @Test
    void open_onAnOrdinaryThread_refused() {
        refused(
                "guests run on guest threads only",
                () -> Store.open(Guest.ENGINE, StoreLimits.DEFAULT, ""));
    }

    @Test
    void instantiate_twice_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> refused("this store had its instantiation", guest::instantiate));
    }

    @Test
    void handler_beforeInstantiation_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                StoreLimits.DEFAULT,
                guest -> refused("this store has no instance", () -> guest.handler("next")));
    }

    /// In C, asking an instance that was never made for its exports ends the process.
    @Test
    void handler_afterStartTrapped_refused() throws Exception {
        String traps =
                """
                (module (func $start unreachable) (start $start) (func (export "f")))
                """;
        Guest.with(
                traps,
                List.of(),
                StoreLimits.DEFAULT,
                guest -> {
                    assertThat(((Outcome.Trapped) guest.instantiate()).code())
                            .isEqualTo(TrapCode.UNREACHABLE);
                    refused("this store has no instance", () -> guest.handler("f"));
                    refused("this store had its instantiation", guest::instantiate);
                });
    }

    @Test
    void instantiate_importThatNobodyDefines_refusedByTheLibrary() throws Exception {
        Guest.with(
                COUNTS,
                List.of(),
                StoreLimits.DEFAULT,
                guest -> {
                    Outcome.Refused refusal = (Outcome.Refused) guest.instantiate();
                    assertThat(refusal.message()).contains("env::host");
                    refused("this store has no instance", () -> guest.handler("next"));
                });
    }

    @Test
    void instantiate_importOfAnotherType_refusedByTheLibrary() throws Exception {
        List<HostImport> other = List.of(host("host", "(i32)->i32", _ -> {}));
        Guest.with(
                COUNTS,
                other,
                StoreLimits.DEFAULT,
                guest ->
                        assertThat(((Outcome.Refused) guest.instantiate()).message())
                                .contains("incompatible import type"));
    }

    @Test
    void instantiate_closedModule_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                StoreLimits.DEFAULT,
                guest -> {
                    guest.module.close();
                    guest.module.close();
                    refused("this module is already closed", guest::instantiate);
                    refused("this module is already closed", guest.module::serialize);
                    refused("this module is already closed", guest.module::importNames);
                });
    }

    @Test
    void instantiate_closedLinker_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                StoreLimits.DEFAULT,
                guest -> {
                    guest.linker.close();
                    guest.linker.close();
                    refused("this linker is already closed", guest::instantiate);
                });
    }

    /// Mixed, the library gives an error at best and panics at worst.
    @Test
    void instantiate_partsOfTwoEngines_refused() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                StoreLimits.DEFAULT,
                guest -> {
                    try (Engine other = Engine.open();
                            Linker linker = Linker.of(other, IMPORTS);
                            CompiledModule module =
                                    CompiledModule.compile(other, Wat.toBinary(COUNTS));
                            Store store = Store.open(other, StoreLimits.DEFAULT, "")) {
                        mixed(guest.store, linker, guest.module);
                        mixed(guest.store, guest.linker, module);
                        mixed(store, guest.linker, module);
                    }
                    assertThat(guest.instantiate()).isEqualTo(new Outcome.Returned(0));
                });
    }

    private static void mixed(Store store, Linker linker, CompiledModule module) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.instantiate(linker, module, Guest.FUEL, Guest.later()))
                .withMessage("a store, its linker and its module must be of one engine");
    }

    @Test
    void twoStores_onOneThread_apart() throws Exception {
        Guest.with(
                COUNTS,
                IMPORTS,
                guest -> {
                    guest.call("next");
                    try (Store other = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "")) {
                        other.instantiate(guest.linker, guest.module, Guest.FUEL, Guest.later());
                        assertThat(
                                        other.handler("next", Role.HANDLER)
                                                .call(Guest.FUEL, Guest.later()))
                                .isEqualTo(new Outcome.Returned(1));
                    }
                    assertThat(guest.call("next")).isEqualTo(new Outcome.Returned(2));
                });
    }
}

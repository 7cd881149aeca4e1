package org.frankenterm.wasmtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// ATTACKS A2: the next store's memory lies where the last one's was. A guest whose start function
/// calls the host before there is an instance, loaded and trapped again and again beside another
/// that holds a secret, sees its own bytes and nothing else.
class MemoryReuseTest {
    private static final int RELOADS = 1_000;
    private static final String SECRET = "canary-5a5aa5a5";

    private static final String VICTIM =
            """
            (module
              (import "env" "host" (func $host (param i32 i32)))
              (memory (export "memory") 1)
              (data (i32.const 1024) "%s")
              (func (export "f") (call $host (i32.const 1024) (i32.const 15))))
            """
                    .formatted(SECRET);

    private static final String ATTACKER =
            """
            (module
              (import "env" "host" (func $host (param i32 i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "own")
              (func $start
                (call $host (i32.const 0) (i32.const 65536))
                (call $host (i32.const 65535) (i32.const 2))
                unreachable)
              (start $start))
            """;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();

    private void look(Caller caller) {
        calls.incrementAndGet();
        Memory memory = caller.memory();
        if (!memory.contains(caller.u32(0), caller.u32(1))) {
            faults.incrementAndGet();
            return;
        }
        String text = new String(memory.read(caller.u32(0), caller.u32(1)), US_ASCII);
        boolean victim = caller.data(String.class).equals("victim");
        assertThat(text.contains(SECRET)).isEqualTo(victim);
        assertThat(text.startsWith("own")).isNotEqualTo(victim);
        // What the next one in this place must not find.
        memory.write(2_000, SECRET.getBytes(US_ASCII));
    }

    @Test
    void reload_besideAnotherStore_onlyOwnBytesSeen() throws Exception {
        Guest.onThread(() -> {
            HostImport looks = host("host", "(i32,i32)->()", this::look);
            try (Linker linker = Linker.of(Guest.ENGINE, List.of(looks));
                    CompiledModule victim = compile(VICTIM);
                    CompiledModule attacker = compile(ATTACKER);
                    Store beside = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "victim")) {
                beside.instantiate(linker, victim, Guest.FUEL, Guest.later());
                Handler handler = beside.handler("f", Handler.Role.HANDLER);
                for (int i = 0; i < RELOADS; i++) {
                    assertThat(handler.call(Guest.FUEL, Guest.later()))
                            .isEqualTo(new Outcome.Returned(0));
                    reload(linker, attacker);
                }
            }
            return true;
        });
        assertThat(calls).hasValue(3 * RELOADS);
        assertThat(faults).hasValue(RELOADS);
    }

    private static void reload(Linker linker, CompiledModule attacker) {
        try (Store store = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "attacker")) {
            Outcome outcome = store.instantiate(linker, attacker, Guest.FUEL, Guest.later());
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Trapped.class,
                            trap -> assertThat(trap.code()).isEqualTo(TrapCode.UNREACHABLE));
        }
    }

    private static CompiledModule compile(String wat) throws ModuleRejected {
        return CompiledModule.compile(Guest.ENGINE, Wat.toBinary(wat));
    }
}

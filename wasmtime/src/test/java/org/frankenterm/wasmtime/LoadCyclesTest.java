package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasmtime.Guest.host;

import java.io.IOException;
import java.util.List;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.ffi.HostCallTrampoline;
import org.junit.jupiter.api.Test;

/// Load, run, close, ten thousand times: nothing stays behind.
class LoadCyclesTest {
    private static final int WARM_UP = 1_000;
    private static final int CYCLES = 10_000;

    /// A leak of 4 KiB a cycle would be 40 MiB; heap and arenas move by some MiB on their own.
    private static final long MAX_GROWTH = 32L << 20;

    private static final String GUEST =
            """
            (module
              (import "env" "host" (func $host))
              (memory (export "memory") 1)
              (func (export "f") (i32.store (i32.const 0) (i32.const 1)) (call $host))
              (func (export "trap") unreachable))
            """;

    @Test
    void cycles_tenThousand_nativeMemoryFlat() throws Exception {
        HostImport touches = host("host", caller -> caller.memory().putByte(9, (byte) 1));
        byte[] wasm = Wat.toBinary(GUEST);
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        byte[] code;
        try (CompiledModule module = CompiledModule.compile(Guest.ENGINE, wasm)) {
            code = module.serialize();
        }
        Guest.onThread(() -> {
            cycles(WARM_UP, code, structure, touches);
            int registered = HostCallTrampoline.registered();
            long before = settled();
            cycles(CYCLES, code, structure, touches);
            assertThat(HostCallTrampoline.registered()).isEqualTo(registered);
            assertThat(settled() - before).isLessThan(MAX_GROWTH);
            return true;
        });
    }

    private static long settled() throws IOException {
        System.gc();
        return ResidentSet.bytes();
    }

    private static void cycles(int count, byte[] code, ModuleStructure structure, HostImport host)
            throws Exception {
        for (int i = 0; i < count; i++) {
            try (CompiledModule module = CompiledModule.deserialize(Guest.ENGINE, code, structure);
                    Linker linker = Linker.of(Guest.ENGINE, List.of(host));
                    Store store = Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "")) {
                store.instantiate(linker, module, Guest.FUEL, Guest.later());
                Handler handler = store.handler(i % 4 == 0 ? "trap" : "f", Role.HANDLER);
                handler.call(Guest.FUEL, Guest.later());
            }
        }
    }
}

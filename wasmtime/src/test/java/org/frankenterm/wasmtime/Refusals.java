package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.frankenterm.wasmtime.ModuleRejected.Reason;
import org.frankenterm.wasmtime.testing.ModuleBuilder;

/// Reads modules that must be refused, as extensions' modules.
final class Refusals {

    private Refusals() {}

    /// The message with which a module is refused as damaged.
    static String malformed(byte[] wasm) {
        return message(Reason.MALFORMED, wasm);
    }

    static String malformed(ModuleBuilder module) {
        return malformed(module.build());
    }

    /// The message with which a module is refused for what it wants.
    static String unsupported(byte[] wasm) {
        return message(Reason.UNSUPPORTED, wasm);
    }

    static String unsupported(ModuleBuilder module) {
        return unsupported(module.build());
    }

    /// The message with which a module is refused for its size or number of something.
    static String overLimit(byte[] wasm) {
        return message(Reason.LIMIT, wasm);
    }

    private static String message(Reason reason, byte[] wasm) {
        ModuleRejected refusal =
                catchThrowableOfType(
                        ModuleRejected.class,
                        () -> ModuleStructure.read(wasm, ModuleLimits.EXTENSION));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        return String.valueOf(refusal.getMessage());
    }
}

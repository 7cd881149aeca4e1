package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.wasmtime.WasmtimeLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CallFrameTest {
    @BeforeAll
    static void load() {
        WasmtimeLibrary.require();
    }

    @Test
    void intact_untilTheFirstBytePastTheSlots() {
        try (CallFrame frame = new CallFrame()) {
            assertThat(frame.intact()).isTrue();
            for (long i = 0; i < CallFrame.SLOTS * CallFrame.SLOT_BYTES; i++) {
                RawMemory.putByte(frame.slots() + i, (byte) 0x41);
            }
            assertThat(frame.intact()).isTrue();
            RawMemory.putByte(frame.slots() + CallFrame.SLOTS * CallFrame.SLOT_BYTES, (byte) 0x41);
            assertThat(frame.intact()).isFalse();
        }
    }

    @Test
    void takeTrap_once_thenNone() {
        try (CallFrame frame = new CallFrame()) {
            assertThat(frame.takeTrap()).isZero();
            RawMemory.putLong(frame.trapSlot(), 42);
            assertThat(frame.takeTrap()).isEqualTo(42);
            assertThat(frame.takeTrap()).isZero();
        }
    }
}

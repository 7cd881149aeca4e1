package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.wasmtime.Hammer;
import org.junit.jupiter.api.Test;

class NativeHandleHammerTest {
    private final AtomicInteger deletions = new AtomicInteger();
    private volatile NativeHandle handle = fresh();

    private NativeHandle fresh() {
        // Whoever uses it after this writes into a field that says so.
        return new NativeHandle("thing", 42, _ -> deletions.incrementAndGet());
    }

    @Test
    void usesAndCloses_fromManyThreads_noneAfterTheDeletion() throws Exception {
        int rounds = 300;
        for (int i = 0; i < rounds / Hammer.THREADS; i++) {
            handle = fresh();
            AtomicInteger before = new AtomicInteger(deletions.get());
            Hammer.run(thread -> {
                for (int k = 0; k < 50; k++) {
                    use(before.get());
                    if (k == 40 && thread % 2 == 0) {
                        handle.close();
                    }
                }
            });
            assertThat(deletions.get()).isEqualTo(before.get() + 1);
        }
    }

    private void use(int before) {
        boolean acquired = true;
        try {
            handle.acquire();
        } catch (IllegalStateException closed) {
            acquired = false;
        }
        if (acquired) {
            assertThat(deletions.get()).as("deleted while in use").isEqualTo(before);
            handle.release();
        }
    }
}

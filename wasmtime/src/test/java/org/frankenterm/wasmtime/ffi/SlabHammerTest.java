package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.wasmtime.Hammer;
import org.junit.jupiter.api.Test;

class SlabHammerTest {
    @Test
    void addAndRemove_fromManyThreads_everyoneFindsTheirOwn() throws Exception {
        Slab<String> slab = new Slab<>();
        Hammer.run(thread -> {
            for (int i = 0; i < 2_000; i++) {
                String item = thread + ":" + i;
                long number = slab.add(item);
                assertThat(slab.at(number)).isSameAs(item);
                slab.remove(number);
            }
        });
        assertThat(slab.size()).isZero();
    }
}

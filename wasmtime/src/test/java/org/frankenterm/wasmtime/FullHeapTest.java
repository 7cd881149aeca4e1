package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Not one byte of heap left while an upcall has to report that it failed, or a deadline passes.
class FullHeapTest {
    @Test
    void upcalls_withoutAnyMemory_theJvmLives() throws Exception {
        ChildJvm child =
                ChildJvm.run(
                        FullHeapProbe.class,
                        Map.of(),
                        List.of("--enable-native-access=ALL-UNNAMED", "-Xmx48m"));
        assertThat(child.output()).contains("host function: over", "loop: over", "after: Returned");
        assertThat(child.status()).isZero();
    }
}

package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativeHandleTest {
    private final List<Long> deleted = new ArrayList<>();
    private final NativeHandle handle = new NativeHandle("thing", 42, deleted::add);

    @Test
    void new_null_refused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new NativeHandle("thing", 0, deleted::add))
                .withMessage("the library made no thing");
    }

    @Test
    void close_twice_deletedOnce() {
        assertThat(handle.<Long>with(pointer -> pointer)).isEqualTo(42);
        handle.close();
        handle.close();
        assertThat(deleted).containsExactly(42L);
    }

    @Test
    void use_afterClose_refused() {
        handle.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> handle.use(_ -> {}))
                .withMessage("this thing is already closed");
        assertThatIllegalStateException().isThrownBy(handle::acquire);
    }

    @Test
    void close_insideAUse_deletedAtItsEnd() {
        handle.use(_ -> {
            handle.close();
            assertThat(deleted).isEmpty();
            assertThatIllegalStateException().isThrownBy(() -> handle.use(_ -> {}));
        });
        assertThat(deleted).containsExactly(42L);
    }

    @Test
    void close_duringSeveralUses_deletedAtTheEndOfTheLast() {
        handle.acquire();
        handle.acquire();
        handle.close();
        handle.release();
        assertThat(deleted).isEmpty();
        handle.release();
        assertThat(deleted).containsExactly(42L);
    }

    @Test
    void use_thatThrows_isOver() {
        assertThatThrownBy(() ->
                        handle.use(_ -> {
                            throw new IllegalArgumentException("in a test");
                        }))
                .isInstanceOf(IllegalArgumentException.class);
        handle.close();
        assertThat(deleted).containsExactly(42L);
    }
}

package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RandomnessTest {
    @Test
    void fill_large_allOfIt() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);

        assertThat(Randomness.fill(buffer)).isZero();
        assertThat(buffer.position()).isZero();
        for (int i = 0; i < buffer.capacity(); i += 4096) {
            assertThat(buffer.getLong(i)).as("at %s", i).isNotZero();
        }
    }

    @Test
    void fill_positionToLimit_nothingElse() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64).position(16).limit(48);

        assertThat(Randomness.fill(buffer)).isZero();
        assertThat(buffer.clear().slice(0, 16)).isEqualTo(ByteBuffer.allocate(16));
        assertThat(buffer.slice(48, 16)).isEqualTo(ByteBuffer.allocate(16));
        assertThat(buffer.slice(16, 32)).isNotEqualTo(ByteBuffer.allocate(32));
    }

    @Test
    void fill_empty_nothingToDo() {
        assertThat(Randomness.fill(ByteBuffer.allocateDirect(0))).isZero();
    }

    @Test
    void fill_heapOrReadOnly_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Randomness.fill(ByteBuffer.allocate(8)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Randomness.fill(ByteBuffer.allocateDirect(8).asReadOnlyBuffer()));
    }
}

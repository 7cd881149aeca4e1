package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReturnBufferTest {
    private final ReturnBuffer buffer = new ReturnBuffer();

    @Test
    void bytes_new_empty() {
        assertThat(buffer.bytes()).isEmpty();
    }

    @Test
    void fill_upToTheLimit_kept() {
        assertThat(buffer.fill(new byte[ReturnBuffer.MAX_BYTES])).isTrue();
        assertThat(buffer.bytes()).hasSize(16 << 20);
    }

    @Test
    void fill_overTheLimit_emptied() {
        buffer.fill(new byte[3]);
        assertThat(buffer.fill(new byte[ReturnBuffer.MAX_BYTES + 1])).isFalse();
        assertThat(buffer.bytes()).isEmpty();
    }

    @Test
    void clear_filled_empty() {
        buffer.fill(new byte[3]);
        buffer.clear();
        assertThat(buffer.bytes()).isEmpty();
    }
}

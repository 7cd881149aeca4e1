package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// State files that something happened to.
class StateSealTest {
    private final InstalledState state = new RandomStates(3).next();
    private final byte[] file = StateSeal.seal(StateText.of(state));

    private void refused(byte[] damaged, String as) {
        assertThatThrownBy(() -> StateReader.read(damaged, state.id()))
                .as(as)
                .isInstanceOf(StateProblem.class)
                .hasMessage("its state.toml is damaged, or was edited");
    }

    @Test
    void file_itself_believed() throws Exception {
        assertThat(StateReader.read(file, state.id())).isEqualTo(state);
    }

    @Test
    void file_cutAnywhere_refused() {
        for (int length = 0; length < file.length; length++) {
            refused(Arrays.copyOf(file, length), "the first " + length + " bytes");
        }
    }

    @Test
    void file_anyByteFlipped_refused() {
        for (int i = 0; i < file.length; i++) {
            for (int bit : new int[] {0x01, 0x20, 0x80, 0xff}) {
                byte[] damaged = file.clone();
                damaged[i] ^= (byte) bit;
                refused(damaged, "byte %d ^ %x".formatted(i, bit));
            }
        }
    }

    @Test
    void file_somethingAppended_refused() {
        refused(Arrays.copyOf(file, file.length + 1), "a NUL more");
        String twice = new String(file, StandardCharsets.US_ASCII).repeat(2);
        refused(twice.getBytes(StandardCharsets.US_ASCII), "twice");
    }

    @Test
    void file_noneOfOurs_refused() {
        refused(new byte[0], "empty");
        refused(new byte[StateReader.MAX_BYTES], "zeros");
        refused("[".repeat(100_000).getBytes(StandardCharsets.US_ASCII), "deep");
    }

    @Test
    void file_tooLong_refusedUnread() {
        assertThatThrownBy(() -> StateReader.read(new byte[StateReader.MAX_BYTES + 1], state.id()))
                .hasMessage("its state.toml is too long");
    }
}

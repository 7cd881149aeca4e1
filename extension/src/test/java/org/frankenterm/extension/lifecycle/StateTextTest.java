package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateTextTest {
    static Stream<Long> seeds() {
        return Stream.concat(
                Stream.of(1L, 2L), Stream.generate(() -> new Random().nextLong()).limit(2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void of_anyState_readsBackAsTheSame(long seed) throws Exception {
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 100; i++) {
            InstalledState state = states.next();
            byte[] written = StateSeal.seal(StateText.of(state));
            assertThat(StateReader.read(written, state.id()))
                    .as("seed %d, state %d", seed, i)
                    .isEqualTo(state);
            assertThat(new String(written, StandardCharsets.ISO_8859_1))
                    .as("seed %d, state %d", seed, i)
                    .matches("[ -~\n]*");
        }
    }

    /// Digits, capitals and signs that a language has of its own.
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "ar-EG-u-nu-arab", "fa-IR", "th-TH-u-nu-thai", "sv-SE"})
    void of_machineOfAnyLanguage_theSameText(String language) {
        InstalledState state = new RandomStates(7).next();
        String expected = StateText.of(state);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(StateText.of(state)).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }
}

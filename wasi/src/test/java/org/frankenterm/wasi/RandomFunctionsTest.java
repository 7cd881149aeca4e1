package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RandomFunctionsTest {
    @Test
    void randomGet_several_exactlyThoseBytesFilled() throws Exception {
        Guest.run(
                WasiContext.builder().random(new Ones()),
                guest -> {
                    assertThat(guest.call("random_get", 10, 10_000)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(2)).isZero();
                    assertThat(guest.bytes(10, 10_000)).doesNotContain(0);
                    assertThat(guest.number(10_010)).isZero();
                });
    }

    @Test
    void randomGet_systemSource_differs() throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    assertThat(guest.call("random_get", 0, 32)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("random_get", 32, 32)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.bytes(0, 32)).isNotEqualTo(guest.bytes(32, 32));
                });
    }

    @Test
    void randomGet_endOfMemory_filled() throws Exception {
        Guest.run(
                WasiContext.builder().random(new Ones()),
                guest -> {
                    long last = Guest.MEMORY - 5000;
                    assertThat(guest.call("random_get", last, 5000)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.bytes(last, 5000)).doesNotContain(0);
                });
    }

    @Test
    void randomGet_moreThanACallGives_invalid() throws Exception {
        Guest.run(
                WasiContext.builder().random(new Ones()),
                guest -> {
                    guest.grow();
                    long most = RandomFunctions.MAX_BYTES;
                    assertThat(guest.call("random_get", 0, most + 1)).isEqualTo(Errno.INVAL);
                    assertThat(guest.number(0)).isZero();
                    assertThat(guest.call("random_get", 0, most)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(most - 8)).isNotZero();
                    assertThat(guest.number(most)).isZero();
                });
    }

    /// Never gives a zero byte.
    private static final class Ones implements RandomGenerator {
        private final SplittableRandom random = new SplittableRandom(1);

        @Override
        public long nextLong() {
            return random.nextLong() | 0x0101_0101_0101_0101L;
        }
    }
}

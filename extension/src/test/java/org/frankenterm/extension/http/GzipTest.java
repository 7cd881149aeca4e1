package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private static byte[] several(byte[] member, int times) {
        byte[] all = new byte[member.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(member, 0, all, i * member.length, member.length);
        }
        return all;
    }

    private static byte[] packed() throws IOException {
        return ExchangeTest.gzip(HELLO);
    }

    @Test
    void unpack_random_asItWas() throws IOException {
        long seed = System.nanoTime();
        byte[] plain = new byte[100_000];
        new Random(seed).nextBytes(plain);

        assertThat(Gzip.unpack(ExchangeTest.gzip(plain))).as("seed %d", seed).isEqualTo(plain);
    }

    @Test
    void unpack_exactlyTheMost_isGiven() throws IOException {
        assertThat(Gzip.unpack(ExchangeTest.gzip(new byte[BodyStream.MAX_BYTES])))
                .hasSize(BodyStream.MAX_BYTES);
    }

    @Test
    void unpack_bomb_tooLarge() throws IOException {
        byte[] bomb = ExchangeTest.gzip(new byte[BodyStream.MAX_BYTES + 1]);

        assertThatThrownBy(() -> Gzip.unpack(bomb)).isInstanceOf(BodyStream.TooLarge.class);
    }

    @Test
    void unpack_bombInManyMembers_tooLarge() throws IOException {
        byte[] bomb = several(ExchangeTest.gzip(new byte[1 << 20]), 9);

        assertThatThrownBy(() -> Gzip.unpack(bomb)).isInstanceOf(BodyStream.TooLarge.class);
    }

    @Test
    void unpack_hundredThousandEmptyMembers_noStackIsUsed() throws IOException {
        assertThat(Gzip.unpack(several(ExchangeTest.gzip(new byte[0]), 100_000))).isEmpty();
    }

    @Test
    void unpack_membersAndRubbish_membersAlone() throws IOException {
        byte[] two = several(packed(), 2);

        assertThat(Gzip.unpack(Arrays.copyOf(two, two.length + 100)))
                .isEqualTo("hellohello".getBytes(UTF_8));
    }

    @Test
    void unpack_everyFieldOfTheHeader_skipped() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] packed = packed();
        all.write(packed, 0, 3);
        all.write(2 | 4 | 8 | 16);
        all.write(packed, 4, 6);
        all.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
        all.writeBytes("name\0comment\0".getBytes(UTF_8));
        all.writeBytes(new byte[] {1, 2});
        all.write(packed, 10, packed.length - 10);

        assertThat(Gzip.unpack(all.toByteArray())).isEqualTo(HELLO);
    }

    @Test
    void unpack_cutAnywhere_eof() throws IOException {
        byte[] packed = packed();
        for (int length = 0; length < packed.length; length++) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> Gzip.unpack(cut)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void unpack_anyByteOfTheDataChanged_refused() throws IOException {
        byte[] packed = packed();
        for (int i = 10; i < packed.length; i++) {
            byte[] changed = packed.clone();
            changed[i] ^= 0x55;
            assertThatThrownBy(() -> Gzip.unpack(changed)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "68656c6c6f68656c6c6f", // text
                "1f8b0900000000000000", // no deflate
                "1f8b0820000000000000", // a flag that means nothing yet
                "789ccb48cdc9c907000627", // zlib
            })
    void unpack_noGzip_refused(String hex) {
        byte[] packed = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Gzip.unpack(packed)).isInstanceOf(ZipException.class);
    }
}

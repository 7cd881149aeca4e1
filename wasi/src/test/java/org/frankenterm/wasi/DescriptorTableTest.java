package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DescriptorTableTest {
    private final Captured stdout = new Captured();
    private final DescriptorTable table = new DescriptorTable(128);

    DescriptorTableTest() {
        table.open(new Stream.Input());
        table.open(new Stream.Output(stdout, "stdout"));
        table.open(new Stream.Output(new Captured(), "stderr"));
    }

    private static void assertBadDescriptor(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.errno()).isEqualTo(Errno.BADF));
    }

    @Test
    void find_standardStreams_only() {
        assertThat(table.find(0)).isInstanceOf(Stream.Input.class);
        assertThat(table.find(1)).isInstanceOf(Stream.Output.class);
        assertThat(table.find(2)).isInstanceOf(Stream.Output.class);
        for (long number : new long[] {3, 127, 128, 1L << 31, 0xFFFF_FFFFL}) {
            assertThat(table.find(number)).isNull();
            assertBadDescriptor(() -> table.require(number));
        }
    }

    @Test
    void close_twice_refused() {
        table.close(1);

        assertThat(table.find(1)).isNull();
        assertBadDescriptor(() -> table.close(1));
        assertBadDescriptor(() -> table.close(3));
    }

    @Test
    void renumber_bothOpen_moves() {
        Descriptor moved = table.require(1);

        table.renumber(1, 2);

        assertThat(table.find(1)).isNull();
        assertThat(table.find(2)).isSameAs(moved);
    }

    @Test
    void renumber_toItself_staysOpen() {
        Descriptor same = table.require(2);

        table.renumber(2, 2);

        assertThat(table.find(2)).isSameAs(same);
    }

    @Test
    void renumber_oneClosed_refusedAndUnchanged() {
        Descriptor stdout = table.require(1);

        assertBadDescriptor(() -> table.renumber(1, 3));
        assertBadDescriptor(() -> table.renumber(3, 1));

        assertThat(table.find(1)).isSameAs(stdout);
    }
}

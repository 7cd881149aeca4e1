package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArgumentFunctionsTest {
    private static final WasiContext.Builder TWO =
            WasiContext.builder().argument("hello.wasm").argument("");

    @Test
    void argsSizesGet_twoArguments_countAndBytesWithNuls() throws Exception {
        Guest.run(
                TWO,
                guest -> {
                    assertThat(guest.call("args_sizes_get", 100, 200)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(100)).isEqualTo(2);
                    assertThat(guest.word(200)).isEqualTo(12);
                });
    }

    @Test
    void argsGet_twoArguments_pointersIntoTheBlock() throws Exception {
        Guest.run(
                TWO,
                guest -> {
                    assertThat(guest.call("args_get", 100, 200)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.word(100)).isEqualTo(200);
                    assertThat(guest.word(104)).isEqualTo(211);
                    assertThat(guest.text(200, 12)).isEqualTo("hello.wasm\0\0");
                });
    }

    @Test
    void argsGet_blockEndsWithMemory_written() throws Exception {
        Guest.run(
                TWO,
                guest -> {
                    long block = Guest.MEMORY - 12;
                    assertThat(guest.call("args_get", 0, block)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.text(block, 12)).isEqualTo("hello.wasm\0\0");
                });
    }

    @Test
    void argsGet_pointersOverlapTheBlock_noFault() throws Exception {
        Guest.run(TWO, guest -> assertThat(guest.call("args_get", 8, 8)).isEqualTo(Errno.SUCCESS));
    }

    @Test
    void argsGet_blockPastTheEnd_nothingWritten() throws Exception {
        Guest.run(
                TWO,
                guest -> {
                    long block = Guest.MEMORY - 11;
                    assertThat(guest.call("args_get", 0, block)).isEqualTo(Errno.FAULT);
                    assertThat(guest.bytes(0, 8)).isEqualTo(new byte[8]);
                });
    }

    @Test
    void argsGet_noArguments_touchesNothing() throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    assertThat(guest.call("args_get", 0xFFFF_FFFFL, 0xFFFF_FFFFL))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(guest.call("args_sizes_get", 0, 4)).isEqualTo(Errno.SUCCESS);
                    assertThat(guest.number(0)).isZero();
                });
    }
}

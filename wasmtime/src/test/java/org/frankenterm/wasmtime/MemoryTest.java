package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.wasmtime.Guest.host;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ATTACKS A2: no byte outside, none of another instance's, none after the end.
class MemoryTest {
    private static final long PAGE = 65_536;
    private static final long LAST = 0xffff_ffffL;
    private static final String MODULE =
            """
            (module
              (import "env" "host" (func $host))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\01\\02\\03\\04\\05\\06\\07\\ff")
              (func (export "f") (call $host))
              (func (export "grow") (result i32) (memory.grow (i32.const 1)))
              (func (export "grow_and_call")
                (drop (memory.grow (i32.const 1)))
                (i32.store8 (i32.const 131071) (i32.const 42))
                (call $host)))
            """;

    @FunctionalInterface
    private interface Use {
        void of(Memory memory);
    }

    /// Runs an assertion inside a host call; what fails in there fails here.
    private static void inHostCall(String handler, Use use) throws Exception {
        HostImport runs = host("host", caller -> use.of(caller.memory()));
        Guest.with(
                MODULE,
                List.of(runs),
                guest -> {
                    switch (guest.call(handler)) {
                        case Outcome.HostFailed(AssertionError failure) -> throw failure;
                        case Outcome outcome ->
                                assertThat(outcome).isEqualTo(new Outcome.Returned(0));
                    }
                });
    }

    private static void fault(ThrowingCallable access) {
        assertThatThrownBy(access).isInstanceOf(GuestFault.class);
    }

    /// Pointers are unsigned: half of a large memory lies beyond what an `int` can say.
    @Test
    void access_above2GiB_reached() throws Exception {
        long last = 40_000 * PAGE - 8;
        HostImport writes =
                host(
                        "host",
                        caller -> {
                            Memory memory = caller.memory();
                            memory.putLong(last, 0x0102_0304_0506_0708L);
                            assertThat(memory.contains(last, 8)).isTrue();
                            assertThat(memory.contains(last, 9)).isFalse();
                        });
        String wat =
                """
                (module
                  (import "env" "host" (func $host))
                  (memory (export "memory") 40000)
                  (func (export "f") (result i32)
                    (call $host)
                    (i32.load8_u (i32.const 0x9c3ffff8))))
                """;
        StoreLimits roomy = StoreLimits.DEFAULT.withMemoryBytes(1L << 32);
        Guest.with(
                wat,
                List.of(writes),
                roomy,
                guest -> {
                    assertThat(guest.instantiate()).isEqualTo(new Outcome.Returned(0));
                    assertThat(guest.call("f")).isEqualTo(new Outcome.Returned(8));
                });
    }

    @Test
    void reads_inside_littleEndian() throws Exception {
        inHostCall(
                "f",
                memory -> {
                    assertThat(memory.getByte(7)).isEqualTo((byte) -1);
                    assertThat(memory.getShort(1)).isEqualTo((short) 0x0302);
                    assertThat(memory.getInt(1)).isEqualTo(0x0504_0302);
                    assertThat(memory.getLong(0)).isEqualTo(0xff07_0605_0403_0201L);
                    assertThat(memory.read(0, 4)).containsExactly(1, 2, 3, 4);
                    byte[] into = new byte[4];
                    memory.read(1, into, 1, 2);
                    assertThat(into).containsExactly(0, 2, 3, 0);
                });
    }

    @Test
    void writes_inside_readBack() throws Exception {
        inHostCall(
                "f",
                memory -> {
                    memory.putByte(100, (byte) 7);
                    memory.putShort(101, (short) -2);
                    memory.putInt(103, 0x1234_5678);
                    memory.putLong(107, Long.MIN_VALUE);
                    memory.write(115, new byte[] {9, 8});
                    memory.write(117, new byte[] {0, 6, 5, 0}, 1, 2);
                    assertThat(memory.getByte(100)).isEqualTo((byte) 7);
                    assertThat(memory.getShort(101)).isEqualTo((short) -2);
                    assertThat(memory.getInt(103)).isEqualTo(0x1234_5678);
                    assertThat(memory.getLong(107)).isEqualTo(Long.MIN_VALUE);
                    assertThat(memory.read(115, 4)).containsExactly(9, 8, 6, 5);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,true",
        "0,65536,true",
        "65536,0,true",
        "65535,1,true",
        "65536,1,false",
        "65535,2,false",
        "65537,0,false",
        "4294967295,0,false",
        "4294967295,1,false",
        "4294967295,4294967295,false",
        "1,4294967295,false",
        "0,4294967295,false",
        "0,-1,false",
        "-1,1,false",
        "-1,-1,false",
        "9223372036854775807,9223372036854775807,false",
        "-9223372036854775808,0,false"
    })
    void contains_aroundEveryEdge(long pointer, long length, boolean inside) throws Exception {
        inHostCall(
                "f",
                memory -> {
                    assertThat(memory.contains(pointer, length)).isEqualTo(inside);
                    if (!inside) {
                        fault(() -> memory.read(pointer, length));
                    }
                });
    }

    @Test
    void access_acrossTheEnd_fault() throws Exception {
        inHostCall(
                "f",
                memory -> {
                    fault(() -> memory.getByte(PAGE));
                    fault(() -> memory.getShort(PAGE - 1));
                    fault(() -> memory.getInt(PAGE - 3));
                    fault(() -> memory.getLong(PAGE - 7));
                    fault(() -> memory.putByte(PAGE, (byte) 1));
                    fault(() -> memory.putShort(PAGE - 1, (short) 1));
                    fault(() -> memory.putInt(PAGE - 3, 1));
                    fault(() -> memory.putLong(PAGE - 7, 1));
                    fault(() -> memory.putLong(LAST, 1));
                    fault(() -> memory.getLong(LAST));
                    fault(() -> memory.read(PAGE - 1, new byte[2], 0, 2));
                    fault(() -> memory.write(PAGE - 1, new byte[2]));
                    fault(() -> memory.write(0, new byte[2], 0, -1));
                    assertThat(memory.getByte(PAGE - 1)).as("written by none of them").isZero();
                });
    }

    @Test
    void access_outsideTheArray_noByteMoves() throws Exception {
        inHostCall(
                "f",
                memory -> {
                    assertThatThrownBy(() -> memory.read(0, new byte[2], 1, 2))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> memory.write(8, new byte[2], -1, 2))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThat(memory.getShort(8)).isZero();
                });
    }

    @Test
    void size_afterGrowthInTheSameCall_seen() throws Exception {
        inHostCall(
                "grow_and_call",
                memory -> {
                    assertThat(memory.getByte(2 * PAGE - 1)).isEqualTo((byte) 42);
                    assertThat(memory.size()).isEqualTo(2 * PAGE);
                });
    }

    @Test
    void size_afterGrowthBehindABoundMemory_seen() throws Exception {
        AtomicReference<Memory> bound = new AtomicReference<>();
        HostImport keeps = host("host", caller -> bound.set(caller.memory()));
        Guest.with(
                MODULE,
                List.of(keeps),
                guest -> {
                    assertThat(guest.store.memoryBytes()).hasValue(PAGE);
                    guest.call("f");
                    assertThat(guest.store.memoryBytes()).hasValue(PAGE);
                    assertThat(bound.get().contains(PAGE, 1)).isFalse();
                    assertThat(guest.call("grow")).isEqualTo(new Outcome.Returned(1));
                    bound.get().putByte(PAGE, (byte) 1);
                    assertThat(bound.get().size()).isEqualTo(2 * PAGE);
                    assertThat(guest.store.memoryBytes()).hasValue(2 * PAGE);
                });
    }

    @Test
    void anything_afterItsStoreClosed_refused() throws Exception {
        AtomicReference<Memory> kept = new AtomicReference<>();
        HostImport keeps = host("host", caller -> kept.set(caller.memory()));
        Guest.with(
                MODULE,
                List.of(keeps),
                guest -> {
                    guest.call("f");
                    guest.store.close();
                    Memory dead = kept.get();
                    gone(dead::size);
                    gone(() -> dead.contains(0, 0));
                    gone(() -> dead.contains(0, 1));
                    gone(() -> dead.read(0, 0));
                    gone(() -> dead.getLong(0));
                    gone(() -> dead.putByte(0, (byte) 1));
                    gone(() -> dead.write(0, new byte[1]));
                });
    }

    private static void gone(ThrowingCallable access) {
        assertThatIllegalStateException()
                .isThrownBy(access)
                .withMessage("this instance's memory is gone");
    }

    @Test
    void anything_onAnotherThread_refused() throws Exception {
        AtomicReference<Memory> kept = new AtomicReference<>();
        HostImport keeps = host("host", caller -> kept.set(caller.memory()));
        Guest.with(
                MODULE,
                List.of(keeps),
                guest -> {
                    guest.call("f");
                    Memory elsewhere = kept.get();
                    Guest.onThread(() -> {
                        assertThatIllegalStateException()
                                .isThrownBy(elsewhere::size)
                                .withMessage("this memory belongs to another thread");
                        assertThatThrownBy(() -> elsewhere.getByte(0))
                                .isInstanceOf(WrongThreadException.class);
                        return true;
                    });
                });
    }

    @Test
    void memory_notExported_fault() throws Exception {
        String wat =
                """
                (module (import "env" "host" (func $host)) (memory 1)
                  (func (export "f") (call $host)))
                """;
        HostImport uses = host("host", caller -> fault(caller::memory));
        Guest.with(
                wat,
                List.of(uses),
                guest -> assertThat(guest.call("f")).isEqualTo(new Outcome.Returned(0)));
    }

    @Test
    void memory_ofNoPages_empty() throws Exception {
        String wat =
                """
                (module (import "env" "host" (func $host)) (memory (export "memory") 0)
                  (func (export "f") (call $host)))
                """;
        HostImport uses =
                host(
                        "host",
                        caller -> {
                            assertThat(caller.memory().size()).isZero();
                            assertThat(caller.memory().contains(0, 0)).isTrue();
                            assertThat(caller.memory().contains(0, 1)).isFalse();
                        });
        Guest.with(
                wat,
                List.of(uses),
                guest -> assertThat(guest.call("f")).isEqualTo(new Outcome.Returned(0)));
    }
}

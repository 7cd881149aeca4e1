package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frankenterm.wasmtime.Guest.host;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TappedMemoryTest {
    private static final String MODULE =
            """
            (module
              (import "env" "host" (func $host))
              (memory (export "memory") 1)
              (data (i32.const 0) "abcdefgh")
              (func (export "f") (call $host)))
            """;

    /// What a host function does is told in order; with what is there when it is told.
    private static List<String> told(HostFunction function) throws Exception {
        List<String> told = new ArrayList<>();
        MemoryTap tap =
                new MemoryTap() {
                    @Override
                    public void read(Memory memory, long pointer, long length) {
                        tell("read", memory, pointer, length);
                    }

                    @Override
                    public void written(Memory memory, long pointer, long length) {
                        tell("written", memory, pointer, length);
                    }

                    @Override
                    public void viewed(Memory memory, long pointer, int length) {
                        tell("viewed", memory, pointer, length);
                    }

                    private void tell(String what, Memory memory, long pointer, long length) {
                        String bytes =
                                new String(memory.read(pointer, length), StandardCharsets.US_ASCII);
                        told.add(what + " " + pointer + " " + bytes);
                    }
                };
        Outcome outcome =
                Guest.onThread(() -> {
                    try (CompiledModule module =
                                    CompiledModule.compile(Guest.ENGINE, Wat.toBinary(MODULE));
                            Linker linker =
                                    Linker.of(Guest.ENGINE, List.of(host("host", function)));
                            Store store =
                                    Store.open(Guest.ENGINE, StoreLimits.DEFAULT, "data", tap)) {
                        store.instantiate(linker, module, Guest.FUEL, Guest.later());
                        return store.handler("f", Handler.Role.HANDLER)
                                .call(Guest.FUEL, Guest.later());
                    }
                });
        assertThat(outcome).isEqualTo(new Outcome.Returned(0));
        return told;
    }

    @Test
    void access_everyKind_toldOnceWithItsRange() throws Exception {
        byte[] array = {'x', 'y', 'z'};
        assertThat(
                        told(caller -> {
                            Memory memory = caller.memory();
                            memory.getByte(0);
                            memory.getShort(1);
                            memory.getInt(2);
                            memory.getLong(0);
                            memory.read(4, 3);
                            memory.read(5, new byte[8], 1, 2);
                            memory.source(6, 2);
                            memory.view(0, 2);
                            memory.putByte(0, (byte) 'A');
                            memory.putShort(1, (short) 0x4242);
                            memory.putInt(2, 0x43434343);
                            memory.putLong(0, 0x4444444444444444L);
                            memory.write(1, array);
                            memory.write(7, array, 1, 1);
                        }))
                .containsExactly(
                        "read 0 a",
                        "read 1 bc",
                        "read 2 cdef",
                        "read 0 abcdefgh",
                        "read 4 efg",
                        "read 5 fg",
                        "read 6 gh",
                        "viewed 0 ab",
                        "written 0 A",
                        "written 1 BB",
                        "written 2 CCCC",
                        "written 0 DDDDDDDD",
                        "written 1 xyz",
                        "written 7 y");
    }

    @Test
    void access_outside_notTold() throws Exception {
        assertThat(
                        told(caller -> {
                            Memory memory = caller.memory();
                            assertThatThrownBy(() -> memory.getInt(65_533))
                                    .isInstanceOf(GuestFault.class);
                            assertThatThrownBy(() -> memory.write(65_535, new byte[2]))
                                    .isInstanceOf(GuestFault.class);
                            assertThatThrownBy(() -> memory.view(65_535, 2))
                                    .isInstanceOf(GuestFault.class);
                        }))
                .isEmpty();
    }

    @Test
    void source_writtenTo_refused() throws Exception {
        assertThat(
                        told(caller -> {
                            ByteBuffer source = caller.memory().source(0, 4);
                            assertThat(source.isDirect()).isTrue();
                            assertThatThrownBy(() -> source.put(0, (byte) 1))
                                    .isInstanceOf(ReadOnlyBufferException.class);
                        }))
                .hasSize(1);
    }

    /// A way to touch bytes that somebody adds to [Memory] would not be recorded.
    @Test
    void methods_thatTouchBytes_allOverridden() {
        assertThat(
                        Arrays.stream(Memory.class.getDeclaredMethods())
                                .filter(method -> Modifier.isPublic(method.getModifiers()))
                                .filter(method ->
                                        !List.of("size", "contains").contains(method.getName()))
                                .filter(method -> !delegates(method))
                                .map(TappedMemoryTest::signature))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(TappedMemory.class.getDeclaredMethods())
                                .filter(method -> !method.isSynthetic())
                                .map(TappedMemoryTest::signature)
                                .toList());
    }

    /// To one that is overridden.
    private static boolean delegates(Method method) {
        return signature(method).equals("write[long, class [B]");
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }
}

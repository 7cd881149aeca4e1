package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.wasi.SpecifiedFunction.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pointer of every function, at every edge.
class PointerSweepTest {
    private static final long GOOD = 1024;
    private static final List<Long> EDGES =
            List.of(
                    0L,
                    1L,
                    Guest.MEMORY - 1,
                    Guest.MEMORY,
                    Guest.MEMORY + 1,
                    (1L << 31) - 1,
                    1L << 31,
                    (1L << 31) + 1,
                    (1L << 32) - 1);

    static Stream<SpecifiedFunction> functionsWithPointers() {
        return SpecifiedFunction.all().stream().filter(f -> !f.pointers().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("functionsWithPointers")
    void pointer_atEveryEdge_faultsExactlyWhenOutside(SpecifiedFunction function) throws Exception {
        Guest.run(
                WasiContext.builder().argument("a").variable("A", "b"),
                guest -> {
                    for (Pointer pointer : function.pointers()) {
                        for (long edge : EDGES) {
                            sweep(guest, function, pointer, edge);
                        }
                        sweep(guest, function, pointer, Guest.MEMORY - pointer.bytes());
                        sweep(guest, function, pointer, Guest.MEMORY - pointer.bytes() + 1);
                    }
                });
    }

    private static void sweep(Guest guest, SpecifiedFunction function, Pointer pointer, long edge)
            throws Exception {
        guest.put(0, new byte[(int) Guest.MEMORY]);
        long[] arguments = arguments(function);
        arguments[pointer.slot()] = edge;

        Errno errno = guest.call(function.name(), arguments);

        boolean outside = edge + pointer.bytes() > Guest.MEMORY;
        assertThat(errno == Errno.FAULT)
                .as("%s, slot %d = %d: %s", function, pointer.slot(), edge, errno)
                .isEqualTo(outside);
        if (outside) {
            assertThat(guest.bytes(0, (int) Guest.MEMORY)).isEqualTo(new byte[(int) Guest.MEMORY]);
        }
    }

    private static long[] arguments(SpecifiedFunction function) {
        long[] arguments = new long[function.parameters().size()];
        for (Pointer pointer : function.pointers()) {
            arguments[pointer.slot()] = GOOD + 256L * pointer.slot();
            if (pointer.counted() > 0) {
                arguments[pointer.slot() + 1] = pointer.counted();
            }
        }
        if (function.name().equals("poll_oneoff")) {
            arguments[2] = 1;
        }
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("functionsWithPointers")
    void pointer_lengthZero_neverDereferenced(SpecifiedFunction function) throws Exception {
        Guest.run(
                WasiContext.builder().argument("a").variable("A", "b"),
                guest -> {
                    for (Pointer pointer : function.pointers()) {
                        if (pointer.counted() > 0) {
                            long[] arguments = arguments(function);
                            arguments[pointer.slot()] = (1L << 32) - 1;
                            arguments[pointer.slot() + 1] = 0;
                            assertThat(guest.call(function.name(), arguments))
                                    .isNotEqualTo(Errno.FAULT);
                        }
                    }
                    assertThat(guest.call("sched_yield")).isEqualTo(Errno.SUCCESS);
                });
    }

    @ParameterizedTest
    @MethodSource("functionsWithPointers")
    void length_hugeBehindAGoodPointer_faults(SpecifiedFunction function) throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    for (Pointer pointer : function.pointers()) {
                        if (pointer.counted() > 0) {
                            long[] arguments = arguments(function);
                            arguments[pointer.slot() + 1] = (1L << 32) - 1;
                            assertThat(guest.call(function.name(), arguments))
                                    .isEqualTo(Errno.FAULT);
                        }
                    }
                    assertThat(guest.call("sched_yield")).isEqualTo(Errno.SUCCESS);
                });
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PathFunctionsTest {
    static Stream<SpecifiedFunction> pathFunctions() {
        return SpecifiedFunction.all().stream().filter(f -> f.name().startsWith("path_"));
    }

    /// The slots of the directory descriptors.
    private static List<Integer> directories(SpecifiedFunction function) {
        return switch (function.name()) {
            case "path_link" -> List.of(0, 4);
            case "path_rename" -> List.of(0, 3);
            case "path_symlink" -> List.of(2);
            default -> List.of(0);
        };
    }

    private static long[] arguments(SpecifiedFunction function, long descriptor) {
        long[] arguments = new long[function.parameters().size()];
        directories(function).forEach(slot -> arguments[slot] = descriptor);
        function.pointers().stream()
                .filter(pointer -> pointer.counted() > 0)
                .forEach(pointer -> arguments[pointer.slot() + 1] = 4);
        return arguments;
    }

    @ParameterizedTest
    @MethodSource("pathFunctions")
    void path_beneathAStream_notADirectory(SpecifiedFunction function) throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    for (long stream = 0; stream <= 2; stream++) {
                        assertThat(guest.call(function.name(), arguments(function, stream)))
                                .isEqualTo(Errno.NOTDIR);
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("pathFunctions")
    void path_beneathNothing_badDescriptor(SpecifiedFunction function) throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    for (int slot : directories(function)) {
                        for (long closed : new long[] {3, 4, 128, 0xFFFF_FFFFL}) {
                            long[] arguments = arguments(function, 1);
                            arguments[slot] = closed;
                            assertThat(guest.call(function.name(), arguments))
                                    .isEqualTo(Errno.BADF);
                        }
                    }
                });
    }
}

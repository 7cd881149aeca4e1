package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemCallTest {
    /// `__NR3264_` names calls that 32-bit processors have twice.
    private static final Pattern NUMBER = Pattern.compile("#define __NR(?:3264)?_(\\w+) (\\d+)");

    @ParameterizedTest
    @CsvSource({
        "X86_64,/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
        "AARCH64,/usr/include/asm-generic/unistd.h"
    })
    void numbers_asInTheKernelsHeader(Machine machine, Path header) throws IOException {
        assumeThat(header).isRegularFile();
        Map<String, Long> numbers = new HashMap<>();
        NUMBER.matcher(Files.readString(header))
                .results()
                .forEach(found -> numbers.put(found.group(1), Long.valueOf(found.group(2))));

        for (SystemCall call : SystemCall.values()) {
            assertThat(numbers)
                    .containsEntry(call.name().toLowerCase(Locale.ROOT), call.number(machine));
        }
    }

    @Test
    void number_unknownMachine_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SystemCall.READ.number(Machine.UNKNOWN));
    }
}

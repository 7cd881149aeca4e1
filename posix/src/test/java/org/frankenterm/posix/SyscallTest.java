package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SyscallTest {
    @Test
    void call_failing_negatedNumber() {
        assertThat(Syscall.call(SystemCall.LSEEK, -1, 0, 0)).isEqualTo(ErrorNumber.BADF.negated());
    }

    @Test
    void call_withoutNativeAccess_theOptionNamed() throws Exception {
        ProcessBuilder java =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--illegal-native-access=deny",
                        "-cp",
                        root(Syscall.class) + ":" + root(WithoutAccess.class),
                        WithoutAccess.class.getName());
        Process process = java.redirectErrorStream(true).start();

        assertThat(process.inputReader(StandardCharsets.UTF_8).readAllAsString())
                .startsWith(
                        "this Java may not call the system; start it with"
                                + " --enable-native-access=org.frankenterm.posix");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    private static Path root(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /// A program in a JVM that grants nobody anything; asks twice, as a class that failed to start
    /// answers otherwise the second time.
    static final class WithoutAccess {
        private WithoutAccess() {}

        @SuppressWarnings("SystemOut") // the child's answer
        public static void main(String[] arguments) {
            try {
                Fd.openRoot();
            } catch (UnsupportedOperationException _) {
                try {
                    Fd.openRoot();
                } catch (UnsupportedOperationException refused) {
                    System.out.println(refused.getMessage());
                    System.exit(3);
                }
            }
        }
    }
}

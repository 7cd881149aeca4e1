package org.frankenterm.extension.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.extension.storage.StorageFixture.GIT;
import static org.frankenterm.extension.storage.StorageFixture.NEVER;
import static org.frankenterm.extension.storage.StorageFixture.bytes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write into one database and are killed, two at a time.
class KilledWriterTest {
    private static final int ROUNDS = 4;

    /// So many numbers are acknowledged before the process is killed.
    private static final int ACKNOWLEDGED = 40;

    private static final int VALUE_BYTES = 50_000;

    @TempDir private Path folder;

    private Path home = Path.of("");

    @Test
    void writers_killedInTheMiddle_everyAcknowledgedValueWhole() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            home = folder.resolve("round" + round);
            List<Process> writers = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                writers.add(start(name + round));
            }
            for (int i = 0; i < writers.size(); i++) {
                int last = acknowledged(writers.get(i));
                writers.get(i).destroyForcibly().waitFor();
                check(List.of("one", "two").get(i) + round, last);
            }
        }
    }

    private Process start(String name) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath()));
        command.addAll(List.of(StorageWriter.class.getName(), home.toString(), name));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String classPath() {
        return String.join(
                ":",
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""),
                Path.of("target", "classes").toString(),
                Path.of("target", "test-classes").toString());
    }

    private static int acknowledged(Process writer) throws IOException {
        BufferedReader lines = writer.inputReader();
        String last = "";
        for (int i = 0; i < ACKNOWLEDGED; i++) {
            last = lines.readLine();
            assertThat(last).as("what the writer said").isNotNull();
        }
        return Integer.parseInt(last);
    }

    private void check(String name, int last) throws Exception {
        StorageFixture fixture = new StorageFixture(home);
        try (Storage storage = fixture.open(GIT, "first", 64 << 20)) {
            for (int i = 0; i <= last; i++) {
                assertThat(storage.get(bytes(name + "-" + i), NEVER))
                        .as("%s-%d", name, i)
                        .isEqualTo(value(i));
            }
            for (int i = last + 1; i < last + 100; i++) {
                byte[] later = storage.get(bytes(name + "-" + i), NEVER);
                if (later != null) {
                    assertThat(later).isEqualTo(value(i));
                }
            }
        }
        assertThat(fixture.log).isEmpty();
    }

    /// Each of its own, all alike: a torn one is neither.
    static byte[] value(int i) {
        byte[] value = new byte[VALUE_BYTES];
        Arrays.fill(value, (byte) i);
        return value;
    }
}

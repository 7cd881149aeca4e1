package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Guests that use their storage to harm the host.
class HostileStorageTest {
    /// Stores a megabyte under ever new keys, and reads it, 300 times.
    private static final String WRITER =
            """
            (module
              (import "env" "ft_storage_set" (func $set (param i32 i32 i32 i32) (result i32)))
              (import "env" "ft_storage_get" (func $get (param i32 i32) (result i32)))
              (import "env" "ft_storage_keys" (func $keys (result i32)))
              (memory (export "memory") 18)
              (func (export "run") (local $i i32)
                (loop $more
                  (i32.store (i32.const 0) (i32.add (i32.const 0x21212121) (local.get $i)))
                  (drop (call $set (i32.const 0) (i32.const 4) (i32.const 8) (i32.const 1048576)))
                  (drop (call $get (i32.const 0) (i32.const 4)))
                  (drop (call $keys))
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $more (i32.lt_u (local.get $i) (i32.const 90))))))
            """;

    private static final String SETTER =
            Guests.running(
                    "(call $number (call $storage_set (i32.const 0) (i32.const 1) (i32.const 0) (i32.const 1)))",
                    Guests.data(0, "k"));

    private static final String LIMITS =
            "[limits]\nmax_wall_time_secs = %d\nmax_storage_bytes = %d\n";

    @TempDir private Path folder;

    @Test
    void guest_writingForEver_boundedHeapAndFile() throws Exception {
        Path file = folder.resolve("stored.db");
        Process child = child(file);

        String said =
                new String(
                        child.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("Completed, 7 taken, 83 over the quota\n");
        assertThat(Files.size(file)).isLessThanOrEqualTo(8 << 20);
    }

    private static Process child(Path file) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        String.join(
                                ":",
                                System.getProperty("jdk.module.path", ""),
                                System.getProperty("java.class.path", ""),
                                "target/classes",
                                "target/test-classes"),
                        HostileStorageTest.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What runs in the small heap.
    ///
    /// @param arguments the file to store in
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        try (TestHost host = TestHost.open(file.resolveSibling("."))) {
            load(host, WRITER, LIMITS.formatted(60, 8 << 20), file);
            HandlerReport report = host.run();
            List<Long> results =
                    host.calls("ft_storage_set").stream().map(AuditEntry::result).toList();
            System.out.printf(
                    "%s, %d taken, %d over the quota%n",
                    report.outcome().getClass().getSimpleName(),
                    results.stream().filter(result -> result == 0).count(),
                    results.stream().filter(result -> result == -4).count());
        }
    }

    @Test
    void locked_pastTheDeadline_timesOut() throws Exception {
        Path file = folder.resolve("stored.db");
        try (TestHost host = TestHost.open(folder)) {
            load(host, SETTER, LIMITS.formatted(1, 1 << 20), file);
            assertThat(host.run().outcome()).isInstanceOf(CallOutcome.Completed.class);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");

                assertThat(host.run().outcome())
                        .isInstanceOfSatisfying(
                                CallOutcome.TimedOut.class,
                                out -> assertThat(out.where()).isEqualTo("ft_storage_set"));

                statement.execute("ROLLBACK");
            }
            assertThat(host.run().outcome()).isInstanceOf(CallOutcome.Completed.class);
            assertThat(host.calls("ft_storage_set"))
                    .extracting(AuditEntry::reason)
                    .containsExactly("", "the call's time is over, or it was cancelled", "");
        }
    }

    private static void load(TestHost host, String wat, String limits, Path file) throws Exception {
        Path home = Files.createTempDirectory(file.resolveSibling("."), "extension");
        Files.writeString(home.resolve("extension.toml"), Guests.manifest("guest", "run") + limits);
        Files.write(home.resolve("main.wasm"), Wat.toBinary(wat));
        var _ = host.host().load(LoadRequest.of(home).withStorage(file));
    }
}

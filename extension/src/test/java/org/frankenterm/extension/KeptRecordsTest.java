package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.frankenterm.extension.api.AuditOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.api.RecordKeeping;
import org.frankenterm.extension.audit.AuditFolder;
import org.frankenterm.extension.audit.JournalRecord;
import org.frankenterm.extension.log.LogFolder;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a host with a folder for its records leaves in it.
@Timeout(60)
class KeptRecordsTest {
    private static final String CANARY = "c4nary-value";

    /// Asks for `TOKEN` and `HOME`, and logs what it is told of the first.
    private static final String GUEST =
            """
            (module
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "env" "ft_get_env" (func $env (param i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "TOKEN")
              (data (i32.const 8) "HOME")
              (data (i32.const 16) "said something")
              (func (export "run")
                (drop (call $env (i32.const 0) (i32.const 5)))
                (drop (call $env (i32.const 8) (i32.const 4)))
                (call $log (i32.const 2) (i32.const 16) (i32.const 14))))
            """;

    @TempDir private Path temporary;

    private Path state() {
        return temporary.resolve("frankenterm");
    }

    private HostConfig config() {
        return HostConfig.standard()
                .withModuleCache(ModuleCacheLimits.NONE)
                .withEnvironment(Map.of("HOME", "/home/me", "TOKEN", CANARY, "RUST_LOG", "off"))
                .withRecords(new RecordKeeping(state(), RecordKeeping.AUDIT_BYTES));
    }

    private void runOnce() throws Exception {
        Path folder = Files.createDirectories(temporary.resolve("guest"));
        Files.writeString(
                folder.resolve("extension.toml"),
                Guests.manifest("guest", List.of("TOKEN", "HOME"), "run"));
        Files.write(folder.resolve("main.wasm"), Wat.toBinary(GUEST));
        try (ExtensionHost host = ExtensionHost.open(config())) {
            Extension extension = host.load(LoadRequest.of(folder).withGrants("environment=TOKEN"));
            host.fire(Event.of("test"));
            host.regrant(extension, List.of("none"));
            host.fire(Event.of("test"));
        }
    }

    private List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        new AuditFolder(state()).read(record -> record.extension().equals("guest"), records::add);
        return records;
    }

    @Test
    void audit_runOfAnExtension_lifeCycleCallsAndDenials() throws Exception {
        runOnce();

        assertThat(records())
                .extracting(JournalRecord::function)
                .contains("loaded", "instance made", "grants changed", "instance discarded");
        assertThat(records())
                .filteredOn(record -> record.outcome() == AuditOutcome.DENIED)
                .extracting(JournalRecord::arguments)
                .containsExactly("HOME", "TOKEN", "HOME");
        assertThat(records())
                .extracting(JournalRecord::arguments)
                .anyMatch(arguments -> arguments.contains("ft_get_env 1× (TOKEN, 12 bytes)"));
        assertThat(new AuditFolder(state()).verify().findings()).isEmpty();
    }

    @Test
    void everything_kept_holdsNoValue() throws Exception {
        runOnce();

        try (Stream<Path> files = Files.walk(state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(CANARY);
            }
        }
    }

    @Test
    void log_whatAGuestSays_keptWhateverTheFilterShows() throws Exception {
        runOnce();

        try (LogFolder logs = new LogFolder(state(), Optional.of(new ExtensionId("guest")))) {
            assertThat(logs.poll())
                    .hasSize(2)
                    .allMatch(line -> line.endsWith("Z INFO  [guest] said something"));
        }
    }

    @Test
    void records_notAskedFor_nothingOnDisk() throws IOException {
        ExtensionHost.open(HostConfig.standard().withEnvironment(Map.of())).close();

        assertThat(state()).doesNotExist();
    }
}

package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ModuleCacheLimits;
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

    private Path write(String manifest, String wat) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("guest"));
        Files.writeString(folder.resolve("extension.toml"), manifest);
        Files.write(folder.resolve("main.wasm"), Wat.toBinary(wat));
        return folder;
    }

    private void runOnce() throws Exception {
        Path folder = write(Guests.manifest("guest", List.of("TOKEN", "HOME"), "run"), GUEST);
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

        requireNoCanary();
    }

    /// What it dies of is what an AssemblyScript guest says, and that may be anything.
    @Test
    void audit_guestThatDiesOfASecret_failureWithoutItsWords() throws Exception {
        String wide = CANARY.chars().mapToObj(c -> (char) c + "\0").reduce("", String::concat);
        Path folder =
                write(
                        Guests.manifest("guest", "run"),
                        Guests.module(
                                Guests.handler(
                                        "run",
                                        "(call $abort (i32.const 4) (i32.const 0) (i32.const 1) (i32.const 1))"),
                                "(data (i32.const 0) \"\\%02x\\00\\00\\00\")"
                                        .formatted(wide.length()),
                                Guests.data(4, wide)));
        Containment impatient =
                new Containment(3, Duration.ofMinutes(1), Duration.ZERO, Duration.ZERO);
        List<String> messages = new ArrayList<>();
        try (ExtensionHost host =
                ExtensionHost.open(
                        config().withDispatch(DispatchPolicy.DEFAULT.withContainment(impatient)))) {
            Extension extension = host.load(LoadRequest.of(folder));
            for (int i = 0; i < 3; i++) {
                host.fire(Event.of("test"))
                        .handlers()
                        .forEach(report -> messages.add(report.outcome().message()));
            }
            assertThat(extension.failure()).isPresent();
        }

        assertThat(messages).hasSize(3).allMatch(message -> message.contains(CANARY));
        assertThat(records()).extracting(JournalRecord::function).contains("failed");
        requireNoCanary();
    }

    @Test
    void audit_sinkThatThrowsASecret_droppedWithoutItsWords() throws Exception {
        Path folder =
                write(
                        Guests.asking("guest", "notifications = true", "run"),
                        Guests.running(
                                "(drop " + Guests.call("$notify", 0, "x", 0, "x") + ")",
                                Guests.data(0, "x")));
        HostServices services =
                HostServices.none()
                        .withNotifier((_, _, _) -> {
                            throw new IllegalStateException(CANARY);
                        });
        try (ExtensionHost host = ExtensionHost.open(config().withServices(services))) {
            host.load(LoadRequest.of(folder).withGrants("all"));
            host.fire(Event.of("test"));
        }

        assertThat(records())
                .filteredOn(record -> record.function().equals("action dropped"))
                .extracting(JournalRecord::arguments)
                .containsExactly("a notice: the host failed with IllegalStateException");
        requireNoCanary();
    }

    private void requireNoCanary() throws IOException {
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

package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.RecordedRun.Replayed;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.testing.FakeTerminal;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.SmallDisk;
import org.frankenterm.extension.testing.TestServer;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whatever a guest was given when it was recorded, it is given again although nothing of it is
/// there any more; and nothing of what it does is done again.
@Timeout(60)
class ReplayEffectsTest {
    private static final Event EVENT = new Event("test", "{\"title\":\"a title\"}");

    @TempDir private Path folder;

    private Path write(String manifest, String wat) throws IOException {
        Path guest = Files.createDirectories(folder.resolve("guest"));
        Files.writeString(guest.resolve("extension.toml"), manifest);
        Files.write(guest.resolve("main.wasm"), Wat.toBinary(wat));
        return guest;
    }

    private Path file() {
        return folder.resolve("run.ftrec");
    }

    private RecordedRun record(HostConfig config, String manifest, String wat) throws Exception {
        LoadRequest request = LoadRequest.of(write(manifest, wat)).withGrants("all");
        return RecordedRun.record(config, request, file(), EVENT, EVENT);
    }

    private static HostConfig config() {
        return RecordedRun.config(ResourceLimits.MAXIMUM);
    }

    private RecordedRun replayed() throws InterruptedException {
        Replayed replayed = RecordedRun.replay(file());
        assertThat(replayed.report().difference()).isEmpty();
        assertThat(replayed.report().end()).isEmpty();
        return replayed.run();
    }

    @Test
    void fileRead_folderGone_same() throws Exception {
        Path notes = Files.createDirectory(folder.resolve("notes")).toRealPath();
        Path note = Files.writeString(notes.resolve("a.txt"), "a note of some length");
        String manifest =
                Guests.asking("guest", "filesystem_read = [\"" + notes + "\"]", "on_event");
        RecordedRun recorded = record(config(), manifest, LibcGuest.reads(note));
        assertThat(recorded.log().toString()).contains("a note of some length");
        Files.delete(note);
        Files.delete(notes);

        assertThat(replayed()).isEqualTo(recorded);
    }

    @Test
    void fileWritten_notWrittenAgain() throws Exception {
        Path notes = Files.createDirectory(folder.resolve("notes")).toRealPath();
        Path note = notes.resolve("new.txt");
        String manifest =
                Guests.asking("guest", "filesystem_write = [\"" + notes + "\"]", "on_event");
        RecordedRun recorded = record(config(), manifest, LibcGuest.writes(note));
        assertThat(note).hasContent(LibcGuest.SAID);
        Files.delete(note);

        assertThat(replayed()).isEqualTo(recorded);
        assertThat(note).doesNotExist();
    }

    @Test
    void variableAndEvent_otherEnvironment_same() throws Exception {
        RecordedRun recorded =
                record(
                        config().withEnvironment(Map.of("TOKEN", "hunter2")),
                        Guests.manifest("guest", List.of("TOKEN"), "run"),
                        Guests.running(
                                "(call $show (call $env (i32.const 0) (i32.const 5)))"
                                        + "(call $show (call $event_payload))",
                                Guests.data(0, "TOKEN")));
        assertThat(recorded.log().toString()).contains("7:hunter2", "a title");

        assertThat(replayed()).isEqualTo(recorded);
    }

    @Test
    void storage_valueOfTheRunBefore_same() throws Exception {
        String wat =
                Guests.running(
                        "(call $show (call $storage_get (i32.const 0) (i32.const 1)))"
                                + "(call $number "
                                + Guests.call("$storage_set", 0, "k", 8, "kept")
                                + ")",
                        Guests.data(0, "k"),
                        Guests.data(8, "kept"));
        RecordedRun recorded = record(config(), Guests.manifest("guest", "run"), wat);
        assertThat(recorded.log().toString()).contains("-1", "4:kept");

        assertThat(replayed()).isEqualTo(recorded);
    }

    @Test
    void actions_replayed_sameAndNotApplied() throws Exception {
        FakeTerminal terminal = new FakeTerminal();
        String permissions =
                "notifications = true\nconfig = [\"window.*\"]\npane_access = true\npane_input = \"text\"";
        String wat =
                Guests.running(
                        "(call $number "
                                + Guests.call("$emit", 0, "topic", 64, "{\"n\":1}")
                                + ")"
                                + "(call $number "
                                + Guests.call("$notify", 0, "topic", 0, "topic")
                                + ")"
                                + "(call $number "
                                + Guests.call("$set_config", 128, "window.opacity", 64, "{\"n\":1}")
                                + ")"
                                + "(call $number (call $send_input (i64.const -1) (i32.const 0) (i32.const 5)))"
                                + "(call $show (call $list_panes))",
                        Guests.data(0, "topic"),
                        Guests.data(64, "{\"n\":1}"),
                        Guests.data(128, "window.opacity"));
        RecordedRun recorded =
                record(
                        config().withServices(terminal.services()),
                        Guests.asking("guest", permissions, "run"),
                        wat);
        List<String> applied = List.copyOf(terminal.applied);
        assertThat(applied).hasSizeGreaterThanOrEqualTo(3);
        assertThat(recorded.calls().toString())
                .contains("Custom[", "Notify[", "SetConfig[", "SendInput[");

        assertThat(replayed()).isEqualTo(recorded);
        assertThat(terminal.applied).isEqualTo(applied);
    }

    @Test
    void http_serverGone_same() throws Exception {
        RecordedRun recorded;
        try (TestServer server =
                TestServer.saying("HTTP/1.1 200 OK\nContent-Length: 6\n\nanswer")) {
            String address = "127.0.0.1:" + server.port();
            String request = "{\"url\":\"http://" + address + "/\"}";
            recorded =
                    record(
                            config(),
                            Guests.asking("guest", "network = [\"" + address + "\"]", "run"),
                            Guests.running(
                                    "(call $show (call $http (i32.const 0) (i32.const %d)))"
                                            .formatted(Guests.length(request)),
                                    Guests.data(0, request)));
        }
        assertThat(recorded.log().toString()).contains("answer");

        assertThat(replayed()).isEqualTo(recorded);
    }

    @Test
    void hook_registeredByTheGuest_sameCalls() throws Exception {
        String wat =
                Guests.module(
                        Guests.handler(
                                "run",
                                "(call $number (call $register_hook (i32.const 0) (i32.const 4) (i32.const 5) (i32.const 8) (i32.const 6)))"),
                        Guests.handler("second", "(call $show (call $event_name))"),
                        Guests.data(0, "bell"),
                        Guests.data(8, "second"));
        String manifest =
                "[extension]\nname = \"guest\"\n[[hooks]]\nevent = \"test\"\nhandler = \"run\"\n";
        RecordedRun recorded =
                RecordedRun.record(
                        config(),
                        LoadRequest.of(write(manifest, wat)),
                        file(),
                        EVENT,
                        Event.of("bell"));
        assertThat(recorded.calls().toString()).contains("bell second completed");

        assertThat(replayed()).isEqualTo(recorded);
    }

    /// How many lines are dropped depends on the clock, and on nothing when it is replayed.
    @Test
    void log_flood_sameLinesAndDrops() throws Exception {
        RecordedRun recorded =
                record(
                        config(),
                        Guests.manifest("guest", "on_event"),
                        Place.HANDLER.does(GuestText.FLOOD_LOG));
        assertThat(recorded.log()).hasSizeGreaterThan(1_000);
        assertThat(recorded.log().getLast()).contains("log lines dropped");

        assertThat(replayed()).isEqualTo(recorded);
    }

    @Test
    void recording_fullDisk_runGoesOnAndTheRecordingEnds() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        Event large = new Event("test", "{\"a\":\"" + "x".repeat(30_000) + "\"}");
        Path guest = write(Guests.manifest("guest", "run"), Guests.running(""));
        try (SmallDisk disk = SmallDisk.over(small, "128k")) {
            assertThat(disk).isNotNull();
            Path file = small.resolve("run.ftrec");
            List<String> log = new CopyOnWriteArrayList<>();
            try (ExtensionHost host = ExtensionHost.open(config().withLogSink(log::add))) {
                host.load(LoadRequest.of(guest).withRecording(file));
                for (int i = 0; i < 8; i++) {
                    assertThat(host.fire(large).completed()).isTrue();
                }
            }
            assertThat(log)
                    .filteredOn(line -> line.contains("the recording ends here"))
                    .singleElement()
                    .asString()
                    .contains("WARN", "[guest] ", "No space left on device");

            Replayed replayed = RecordedRun.replay(file);
            assertThat(replayed.report().same()).isTrue();
            assertThat(replayed.report().end()).isEqualTo("it is cut off");
            assertThat(replayed.run().calls()).hasSizeBetween(1, 7);
        }
    }

    @Test
    void recording_whereNoneCanBe_extensionNotLoaded() throws Exception {
        Path guest = write(Guests.manifest("guest", "run"), Guests.running(""));
        try (ExtensionHost host = ExtensionHost.open(config())) {
            LoadRequest request = LoadRequest.of(guest).withRecording(guest.resolve("main.wasm"));
            assertThat(catchThrowable(() -> host.load(request)))
                    .hasMessageContaining("there is another file, which is no recording");
            assertThat(host.extensions()).isEmpty();
        }
    }
}

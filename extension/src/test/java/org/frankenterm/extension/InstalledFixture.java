package org.frankenterm.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.audit.AuditFolder;
import org.frankenterm.extension.audit.JournalRecord;
import org.frankenterm.wasmtime.Wat;

/// A user with a home, packages in it, and hosts that run what the user installs.
final class InstalledFixture {
    static final String EVENT = "config.reload";

    final Path home;
    final Map<String, String> environment = new HashMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<AuditEntry> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> during = new ConcurrentHashMap<>();

    InstalledFixture(Path folder) throws IOException {
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        environment.put("HOME", home.toString());
    }

    /// A host of this user, as a new process would open one.
    ExtensionHost host() {
        return ExtensionHost.open(config());
    }

    HostConfig config() {
        return HostConfig.standard()
                .withEnvironment(environment)
                .withLogSink(log::add)
                .withCallListener(this::heard)
                .withRecords(new RecordKeeping(state(), RecordKeeping.AUDIT_BYTES));
    }

    private void heard(AuditEntry call) {
        calls.add(call);
        Runnable once = during.remove(call.function());
        if (once != null) {
            once.run();
        }
    }

    /// Has something happen on the guest's thread, at its next call of a host function.
    void during(String function, Runnable what) {
        during.put(function, what);
    }

    Path state() {
        return home.resolve(".local/state/frankenterm");
    }

    Path extensions() {
        return home.resolve(".local/share/frankenterm/extensions");
    }

    /// A package whose handler hears [#EVENT].
    Path pack(String name, String version, String wat, String... permissions) {
        try {
            Path source = Files.createTempDirectory(home, "source");
            Files.writeString(
                    source.resolve("extension.toml"),
                    "[extension]\nname = \"%s\"\nversion = \"%s\"\n%s[permissions]\n%s\n"
                            .formatted(
                                    name,
                                    version,
                                    HostFixture.HOOK,
                                    String.join("\n", permissions)));
            Files.write(source.resolve("main.wasm"), Wat.toBinary(wat));
            try (ExtensionHost host = host()) {
                return host.pack(source, home.resolve(name + "-" + version + ".ftx")).file();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InstallPlan.Result install(Path file, String... grants) {
        try (ExtensionHost host = host()) {
            return host.installed().plan(file).finish(InstallPlan.Decision.of(List.of(grants)));
        }
    }

    /// A file of the one version that is installed.
    Path file(String extension, String name) throws IOException {
        try (Stream<Path> all = Files.list(extensions().resolve(extension).resolve("versions"))) {
            return all.findFirst().orElseThrow().resolve(name);
        }
    }

    /// What a new process reports of [#EVENT].
    DispatchReport fire() throws InterruptedException {
        try (ExtensionHost host = host()) {
            host.loadInstalled();
            return host.fire(Event.of(EVENT));
        }
    }

    InstalledExtension find(String name) {
        try (ExtensionHost host = host()) {
            return host.installed().find(name);
        }
    }

    /// What the audit on disk says happened, oldest first.
    List<String> lifecycle() {
        List<String> all = new CopyOnWriteArrayList<>();
        new AuditFolder(state())
                .read(
                        record -> !record.extension().equals(JournalRecord.HOST),
                        record -> all.add(record.extension() + " " + record.function()));
        return all;
    }
}

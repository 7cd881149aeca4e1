package org.frankenterm.extension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.wasmtime.Wat;

/// A host with extensions made from WebAssembly text in a folder of the test's, and what it logs.
final class HostFixture implements AutoCloseable {
    static final String EVENT = "config.reload";

    /// Compiled code leaves no trace in the tester's folders.
    private static final ModuleCacheLimits IN_MEMORY = new ModuleCacheLimits(64 << 20, 0);

    /// The hook that every guest of [GuestText] has a handler for.
    static final String HOOK =
            """
            [[hooks]]
            event = "config.reload"
            handler = "on_event"
            """;

    final ExtensionHost host;
    private final Path folder;
    private final List<String> log;

    private HostFixture(Path folder, HostConfig config) {
        this(folder, config, NameResolver.SYSTEM);
    }

    private HostFixture(Path folder, HostConfig config, NameResolver names) {
        this.folder = folder;
        this.log = new CopyOnWriteArrayList<>();
        Consumer<String> sink = config.logSink();
        this.host =
                ExtensionHost.open(
                        config.withLogSink(line -> {
                            log.add(line);
                            sink.accept(line);
                        }),
                        names);
    }

    /// A hurried host whose log goes on to a sink.
    static HostFixture logging(Path folder, Consumer<String> sink) {
        return new HostFixture(
                folder, config(withTime(Duration.ofMillis(300)), null).withLogSink(sink));
    }

    /// A host whose names lead somewhere else.
    ///
    /// @param time that calls take at most
    static HostFixture resolving(Path folder, Duration time, NameResolver names) {
        return new HostFixture(folder, config(withTime(time), null), names);
    }

    /// A host with the usual limits.
    static HostFixture in(Path folder) {
        return new HostFixture(folder, config(ResourceLimits.MAXIMUM, null));
    }

    /// A host with a policy of its own, and another setting of it.
    static HostFixture with(Path folder, DispatchPolicy policy, UnaryOperator<HostConfig> setting) {
        HostConfig config = config(ResourceLimits.MAXIMUM, null).withDispatch(policy);
        return new HostFixture(folder, setting.apply(config));
    }

    /// A host where calls take a fraction of a second at most.
    static HostFixture hurried(Path folder) {
        return new HostFixture(folder, config(withTime(Duration.ofMillis(300)), null));
    }

    /// The same, with a listener for host calls.
    static HostFixture hurried(Path folder, Consumer<AuditEntry> listener) {
        return new HostFixture(folder, config(withTime(Duration.ofMillis(300)), listener));
    }

    static HostFixture listening(Path folder, Consumer<AuditEntry> listener) {
        return new HostFixture(folder, config(ResourceLimits.MAXIMUM, listener));
    }

    /// A host of a user whose home is a folder of the test's.
    static HostFixture ofUser(Path folder, Path home) {
        HostConfig config = config(ResourceLimits.MAXIMUM, null);
        return new HostFixture(folder, config.withEnvironment(Map.of("HOME", home.toString())));
    }

    private static HostConfig config(
            ResourceLimits maxima,
            @org.jspecify.annotations.Nullable Consumer<AuditEntry> listener) {
        HostConfig config =
                HostConfig.standard()
                        .withEnvironment(Map.of("HOME", "/home/me"))
                        .withMaxima(maxima)
                        .withModuleCache(IN_MEMORY)
                        .withDispatch(DispatchPolicy.PATIENT);
        return listener == null ? config : config.withCallListener(listener);
    }

    private static ResourceLimits withTime(Duration time) {
        ResourceLimits most = ResourceLimits.MAXIMUM;
        return new ResourceLimits(
                most.maxMemoryBytes(), most.fuelPerCall(), time, most.maxStorageBytes());
    }

    /// Writes an extension's folder.
    ///
    /// @param manifest what follows its name
    Path write(String name, String manifest, String wat) {
        return write(name, manifest, Wat.toBinary(wat));
    }

    Path write(String name, String manifest, byte[] wasm) {
        try {
            Path made = Files.createDirectories(folder.resolve(name));
            Files.writeString(
                    made.resolve("extension.toml"),
                    "[extension]\nname = \"%s\"\n%s".formatted(name, manifest));
            Files.write(made.resolve("main.wasm"), wasm);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes and loads an extension whose handler hears [#EVENT].
    Extension load(String name, String wat) {
        return load(name, HOOK, wat);
    }

    Extension load(String name, String manifest, String wat) {
        return host.load(LoadRequest.of(write(name, manifest, wat)));
    }

    /// Writes and loads an extension that requests permissions, each `key = [values]`.
    ///
    /// @param grants as on the command line
    Extension load(String name, String wat, List<String> permissions, String... grants) {
        String manifest = HOOK + "[permissions]\n" + String.join("\n", permissions) + "\n";
        return host.load(LoadRequest.of(write(name, manifest, wat)).withGrants(grants));
    }

    DispatchReport fire() throws InterruptedException {
        return host.fire(Event.of(EVENT));
    }

    /// Fires and takes the only report.
    HandlerReport fireOne() throws InterruptedException {
        List<HandlerReport> reports = fire().handlers();
        if (reports.size() != 1) {
            throw new AssertionError("one report expected: " + reports);
        }
        return reports.getFirst();
    }

    /// Fires and takes the report of one extension.
    HandlerReport fireOneOf(String extension) throws InterruptedException {
        return fire().handlers().stream()
                .filter(report -> report.extension().equals(extension))
                .findFirst()
                .orElseThrow();
    }

    CallOutcome outcome() throws InterruptedException {
        return fireOne().outcome();
    }

    List<String> log() {
        return log;
    }

    /// What guests said, without time, level and name.
    List<String> logOf(String extension) {
        String mark = "[" + extension + "] ";
        return log.stream()
                .filter(line -> line.contains(mark))
                .map(line -> line.substring(line.indexOf(mark) + mark.length()))
                .toList();
    }

    /// Waits for something that another thread does; the test's time limit ends it.
    static void until(BooleanSupplier done) throws InterruptedException {
        while (!done.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("it didn't happen");
            }
            Thread.onSpinWait();
        }
    }

    /// How many guest threads there are in this process.
    static long guestThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("frankenterm-guest-"))
                .count();
    }

    @Override
    public void close() {
        host.close();
    }
}

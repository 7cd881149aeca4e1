package org.frankenterm.extension.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.Extension;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.HostServices;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.wasmtime.Wat;

/// A real host over extension folders that a test writes: loads them, fires events, and keeps what
/// came out, log lines and host calls. Its environment is the test's alone.
public final class TestHost implements AutoCloseable {
    private final Path folder;
    private final ExtensionHost host;
    private final List<String> logLines = new CopyOnWriteArrayList<>();
    private final List<AuditEntry> calls = new CopyOnWriteArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();

    /// What a host is opened with, besides a folder.
    ///
    /// @param environment its variables
    /// @param listening whether host calls are heard as they are made, which also measures each
    /// @param services what it offers
    /// @param dryRun whether it applies no actions
    /// @param maxWallTime what a call may take
    /// @param meanwhile done once, after the first host call
    public record Setup(
            Map<String, String> environment,
            boolean listening,
            HostServices services,
            boolean dryRun,
            Duration maxWallTime,
            Runnable meanwhile) {
        /// Copies the environment.
        public Setup {
            environment = Map.copyOf(environment);
        }

        /// An empty environment, a listener, and no services.
        public static final Setup DEFAULT =
                new Setup(
                        Map.of(),
                        true,
                        HostServices.none(),
                        false,
                        ResourceLimits.MAXIMUM.maxWallTime(),
                        () -> {});

        /// The same with other variables.
        public Setup with(Map<String, String> variables) {
            return new Setup(variables, listening, services, dryRun, maxWallTime, meanwhile);
        }

        /// The same with one more variable.
        public Setup with(String name, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(name, value);
            return with(more);
        }

        /// The same without a listener.
        public Setup silent() {
            return new Setup(environment, false, services, dryRun, maxWallTime, meanwhile);
        }

        /// The same with services.
        public Setup with(HostServices offered) {
            return new Setup(environment, listening, offered, dryRun, maxWallTime, meanwhile);
        }

        /// The same, applying nothing.
        public Setup dry() {
            return new Setup(environment, listening, services, true, maxWallTime, meanwhile);
        }

        /// The same with less time for a call, and something that happens on the guest's thread
        /// after the first host call.
        public Setup within(Duration limit, Runnable happens) {
            return new Setup(environment, listening, services, dryRun, limit, happens);
        }

        private ResourceLimits maxima() {
            ResourceLimits most = ResourceLimits.MAXIMUM;
            return new ResourceLimits(
                    most.maxMemoryBytes(), most.fuelPerCall(), maxWallTime, most.maxStorageBytes());
        }
    }

    private TestHost(Path folder, Setup setup) {
        this.folder = folder;
        this.host = ExtensionHost.open(config(setup));
    }

    private HostConfig config(Setup setup) {
        HostConfig config =
                HostConfig.standard()
                        .withEnvironment(setup.environment())
                        .withMaxima(setup.maxima())
                        .withModuleCache(ModuleCacheLimits.NONE)
                        .withLogSink(logLines::add)
                        .withServices(setup.services())
                        .withDispatch(DispatchPolicy.PATIENT);
        HostConfig applying = setup.dryRun() ? config.withDryRun() : config;
        return setup.listening() ? applying.withCallListener(call -> heard(call, setup)) : applying;
    }

    private void heard(AuditEntry call, Setup setup) {
        calls.add(call);
        if (calls.size() == 1) {
            setup.meanwhile().run();
        }
    }

    /// Opens a host.
    ///
    /// @param folder where its extensions are written; the test's own
    public static TestHost open(Path folder) {
        return open(folder, Setup.DEFAULT);
    }

    /// Opens a host that is set up differently.
    public static TestHost open(Path folder, Setup setup) {
        return new TestHost(folder, setup);
    }

    /// Writes an extension's folder and loads it.
    ///
    /// @param manifest text of its `extension.toml`
    /// @param wat its module
    /// @param grants as on the command line
    public Extension load(String manifest, String wat, String... grants) throws Exception {
        Path home = Files.createTempDirectory(folder, "extension");
        Files.writeString(home.resolve("extension.toml"), manifest);
        Files.write(home.resolve("main.wasm"), Wat.toBinary(wat));
        Extension loaded = host.load(LoadRequest.of(home).withGrants(grants));
        extensions.add(loaded);
        return loaded;
    }

    /// Loads an extension named `guest` with no permissions whose handler `run` hears every event.
    public Extension load(String wat) throws Exception {
        return load(Guests.manifest("guest", "run"), wat);
    }

    /// Fires an event without payload.
    public DispatchReport fire(String event) throws InterruptedException {
        return host.fire(Event.of(event));
    }

    /// Fires an event.
    public DispatchReport fire(String event, String payload) throws InterruptedException {
        return host.fire(new Event(event, payload));
    }

    /// Fires the event `test` at the one handler there is.
    public HandlerReport run() throws InterruptedException {
        return run("{}");
    }

    /// The same with a payload.
    public HandlerReport run(String payload) throws InterruptedException {
        List<HandlerReport> reports = fire("test", payload).handlers();
        if (reports.size() != 1) {
            throw new AssertionError("one handler expected, " + reports);
        }
        return reports.getFirst();
    }

    /// The log so far.
    public List<String> logLines() {
        return List.copyOf(logLines);
    }

    /// What extensions logged and printed so far, without time, level and target.
    public List<String> messages() {
        return logLines.stream()
                .filter(line -> line.contains("frankenterm_scripting::"))
                .map(line -> line.substring(line.indexOf("] ") + 2))
                .toList();
    }

    /// The host calls heard so far, in order. Empty without a listener.
    public List<AuditEntry> calls() {
        return List.copyOf(calls);
    }

    /// Those of one function.
    public List<AuditEntry> calls(String function) {
        return calls.stream().filter(call -> call.function().equals(function)).toList();
    }

    /// Everything that was kept of anything: for looking for what must not be there.
    public String everything() {
        StringBuilder all = new StringBuilder(String.join("\n", logLines));
        calls.forEach(call -> all.append('\n').append(call));
        extensions.forEach(extension -> all.append('\n').append(extension.recentCalls(1024)));
        return all.toString();
    }

    /// The host itself.
    public ExtensionHost host() {
        return host;
    }

    @Override
    public void close() {
        host.close();
    }
}

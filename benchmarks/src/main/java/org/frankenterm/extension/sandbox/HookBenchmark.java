package org.frankenterm.extension.sandbox;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.frankenterm.benchmarks.GuestThreadExecutor;
import org.frankenterm.benchmarks.HookModule;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.event.EventBus;
import org.frankenterm.extension.event.Tier;
import org.frankenterm.extension.files.FileGrants;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.http.UserAgent;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.extension.storage.StoragePlace;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.Wat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A hook on its extension's thread as the product runs it: deadline, fuel, memory limit,
/// permissions and audit are on. Nobody wants the lines that the guest logs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        jvmArgsPrepend = {
            "-XX:+UseSerialGC",
            GuestThreadExecutor.EXECUTOR,
            GuestThreadExecutor.CLASS
        })
public class HookBenchmark {
    private static final Event EVENT = Event.of("config.reload");

    private static final SandboxListener NOBODY =
            new SandboxListener() {
                @Override
                public void waking() {}

                @Override
                public void ended(Event event, HandlerReport report) {}

                @Override
                public void failed(String notice) {}
            };

    private static final KeyRegistry NO_KEYS =
            new KeyRegistry() {
                @Override
                public OptionalInt register(KeyCombo combo, String handler) {
                    return OptionalInt.empty();
                }

                @Override
                public boolean unregister(int id) {
                    return false;
                }

                @Override
                public void unregisterAll() {}
            };

    private CallClock clock;
    private Guest guest;

    /// Starts a guest that may see `HOME`.
    @Setup
    public void open() throws ModuleRejected {
        SandboxConfig config = config();
        Monitor monitor =
                new Monitor(
                        "hooks",
                        config.table(),
                        new Monitor.Recorders(
                                config.trail(),
                                new CallTracer(config.log().hostCalls("hooks"), null)));
        GuestLog log = new GuestLog(config.log().guest("hooks"));
        Actions actions = new Actions(new ActionRates(System.nanoTime()));
        clock = new CallClock(config.limits().maxWallTime());
        guest =
                Guest.open(
                        new Guest.Parts(
                                config,
                                monitor,
                                log,
                                storage(config),
                                actions,
                                http(config),
                                clock,
                                new Registrations(
                                        config.code().module(),
                                        config.links().hooks(),
                                        config.links().keys())),
                        config.access());
        require(guest.start());
        for (String handler : List.of(HookModule.EMPTY, HookModule.ONE, HookModule.THREE)) {
            require(guest.handle(handler, EVENT));
        }
        if (config.trail().total() != 4 || config.trail().totalDenied() != 0) {
            throw new IllegalStateException("the guest didn't do its work");
        }
        // Guests live long: what they consist of is old, and writing references to it costs more.
        System.gc();
    }

    private static Storage storage(SandboxConfig config) {
        return new Storage(
                config.storage(),
                config.id(),
                config.limits().maxStorageBytes(),
                config.log().hostCalls("hooks"),
                config.clock());
    }

    private static UserAgent http(SandboxConfig config) {
        return new UserAgent("hooks", config.names());
    }

    private static void require(CallOutcome outcome) {
        if (!outcome.completed()) {
            throw new IllegalStateException(outcome.message());
        }
    }

    private static SandboxConfig config() throws ModuleRejected {
        WasmRuntime runtime = WasmRuntime.shared();
        CompiledModule module =
                CompiledModule.compile(runtime.engine(), Wat.toBinary(HookModule.TEXT));
        PermissionSet home =
                PermissionSet.of(List.of(Permission.of(PermissionKey.ENVIRONMENT, "HOME")));
        InstantSource clock = InstantSource.system();
        return new SandboxConfig(
                new ExtensionId("hooks"),
                new GuestCode(runtime.engine(), runtime.linker(), module),
                WasmRuntime.table(),
                ResourceLimits.DEFAULT,
                new GuestAccess(new AccessPolicy(home, home, "/home/user"), FileGrants.NONE),
                Map.of("HOME", "/home/user"),
                new StoragePlace.Memory(),
                GuestServices.NONE,
                NameResolver.SYSTEM,
                new AuditTrail("hooks", "0.1.0", WasmRuntime.table().functions(), clock),
                HostLog.open(LogFilter.parse("error"), clock, line -> {}),
                clock,
                null,
                DispatchPolicy.PATIENT,
                new HostLinks(
                        new EventBus<String>().join("hooks", Tier.WASM),
                        NO_KEYS,
                        new RecentFailures(Containment.NONE),
                        NOBODY));
    }

    /// No host call.
    @Benchmark
    public CallOutcome empty() {
        return guest.handle(HookModule.EMPTY, EVENT);
    }

    /// One host call, `ft_get_env`.
    @Benchmark
    public CallOutcome one() {
        return guest.handle(HookModule.ONE, EVENT);
    }

    /// Three host calls.
    @Benchmark
    public CallOutcome three() {
        return guest.handle(HookModule.THREE, EVENT);
    }

    /// Three host calls, and the two figures of the report that have to be asked for: how long it
    /// took, and how much fuel.
    @Benchmark
    public long threeReported() {
        guest.handle(HookModule.THREE, EVENT);
        return clock.elapsedNanos() + guest.fuelUsed();
    }

    /// Deletes the guest.
    @TearDown
    public void close() {
        guest.close();
    }
}

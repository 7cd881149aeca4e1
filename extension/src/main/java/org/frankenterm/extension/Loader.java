package org.frankenterm.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.cache.CacheEvent;
import org.frankenterm.extension.cache.ModuleCache;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.RecordingWriter;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.sandbox.GuestCode;
import org.frankenterm.extension.sandbox.HostLinks;
import org.frankenterm.extension.sandbox.Recorder;
import org.frankenterm.extension.sandbox.Sandbox;
import org.frankenterm.extension.sandbox.SandboxConfig;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.WasmtimeLibrary;
import org.jspecify.annotations.Nullable;

/// Makes running extensions out of checked ones: with what all of a host have in common, its log,
/// its records and its cache of compiled modules. Any thread.
final class Loader implements AutoCloseable {
    private final HostConfig config;
    private final Records records;
    private final NameResolver names;
    private final HostLog log;
    private final Runnable changes;
    private final ReportSink sink;
    private final Consumer<Extension> whenClosed;
    private final Object cacheLock = new Object();
    private @Nullable ModuleCache cache;
    private volatile boolean closed;

    /// What all extensions of a host have in common.
    ///
    /// @param config of the host
    /// @param records on disk
    /// @param log that all of them write to
    /// @param names finds the addresses of hosts that guests make requests to
    /// @param changes puts in force what other processes have changed of what is installed; from
    ///   any thread, and waits for no guest
    record Surroundings(
            HostConfig config,
            Records records,
            HostLog log,
            NameResolver names,
            Runnable changes) {}

    /// @param sink takes what they do unasked
    /// @param whenClosed hears of each extension that is closed
    Loader(Surroundings around, ReportSink sink, Consumer<Extension> whenClosed) {
        this.config = around.config();
        this.records = around.records();
        this.names = around.names();
        this.log = around.log();
        this.changes = around.changes();
        this.sink = sink;
        this.whenClosed = whenClosed;
    }

    /// Everything that loading checks; a package of assets alone has no module to check.
    Manifest checked(ExtensionSource source) {
        Manifest manifest = source.reading().manifest();
        if (manifest == null || source.wasm() != null) {
            CheckedModule module = CheckedModule.check(source, WasmRuntime.imports());
            compile(source.name(), module);
            return module.manifest();
        }
        return manifest;
    }

    /// Compiles a module for nothing but the refusal that may come of it.
    private void compile(String name, CheckedModule checked) {
        WasmRuntime runtime = WasmRuntime.shared();
        Manifest manifest = checked.manifest();
        try (AuditTrail unheard =
                new AuditTrail(
                        manifest.id().name(),
                        manifest.version().text(),
                        WasmRuntime.table().functions(),
                        config.clock())) {
            Consumer<CacheEvent> events = events(unheard, new ArrayList<>());
            runtime.load(name, checked, cache(runtime), events).close();
        }
    }

    /// Compiles an extension, or takes its code from the cache, and opens its sandbox. Nothing of
    /// it runs yet.
    ///
    /// @param name for messages
    /// @param kept where what it leaves behind is kept
    /// @param around its place on the bus, and where its failures are counted
    /// @param notices takes what its user should know
    /// @throws ExtensionException if it can't be compiled
    Extension start(
            String name,
            CheckedModule checked,
            GuestAccess access,
            Kept kept,
            Extension.Links around,
            List<String> notices) {
        Manifest manifest = checked.manifest();
        AuditTrail trail = trail(manifest);
        ModuleLease module = module(name, checked, trail, events(trail, notices));
        Seat seat = around.seat();
        HostLinks links =
                new HostLinks(
                        seat.hooks(),
                        seat.keys(),
                        around.ledger(),
                        new SpontaneousReports(
                                sink, seat.recipient(), config.services().notifier(), changes));
        Sandbox sandbox;
        try {
            GuestCode code = code(checked, module, kept.recording());
            sandbox = Sandbox.open(sandbox(manifest, code, access, kept, trail, links));
        } catch (RuntimeException | Error e) { // no thread to be had, for one
            trail.close();
            module.close();
            throw e;
        }
        return new Extension(
                manifest, notices, new Extension.Parts(module, sandbox, trail, around, whenClosed));
    }

    private ResourceLimits limits(Manifest manifest) {
        return manifest.limits().clampedTo(config.maxima());
    }

    private GuestCode code(CheckedModule checked, ModuleLease module, @Nullable Path recording) {
        WasmRuntime runtime = WasmRuntime.shared();
        if (recording == null) {
            return new GuestCode(runtime.engine(), runtime.linker(), module.module());
        }
        Manifest manifest = checked.manifest();
        Frame.Head head =
                new Frame.Head(
                        ExtensionHost.VERSION,
                        WasmtimeLibrary.WASMTIME_VERSION,
                        manifest.id().name(),
                        manifest.version().text(),
                        limits(manifest),
                        checked.wasm());
        Recorder recorder = new Recorder(RecordingWriter.create(recording, head));
        return new GuestCode(
                runtime.engine(), runtime.recordingLinker(), module.module(), recorder);
    }

    /// The code of a module that is replayed.
    ///
    /// @param name for messages
    ModuleLease replayed(String name, byte[] wasm) {
        ModuleStructure structure = CheckedModule.check(name, wasm, WasmRuntime.imports());
        WasmRuntime runtime = WasmRuntime.shared();
        return runtime.load(name, wasm, structure, cache(runtime), event -> {});
    }

    private AuditTrail trail(Manifest manifest) {
        return new AuditTrail(
                manifest.id().name(),
                manifest.version().text(),
                WasmRuntime.table().functions(),
                config.clock(),
                records.feed(manifest.version().text()));
    }

    private SandboxConfig sandbox(
            Manifest manifest,
            GuestCode code,
            GuestAccess access,
            Kept kept,
            AuditTrail trail,
            HostLinks links) {
        return new SandboxConfig(
                manifest.id(),
                code,
                WasmRuntime.table(),
                limits(manifest),
                access,
                config.environment(),
                kept.storage(),
                config.services().forGuests(),
                names,
                trail,
                log,
                config.clock(),
                config.callListener(),
                config.dispatch(),
                links);
    }

    /// Either [#close] sees the cache, or this sees that it is closed and keeps nothing in it.
    private ModuleCache cache(WasmRuntime runtime) {
        synchronized (cacheLock) {
            ModuleCache open = cache;
            if (open == null) {
                open = runtime.openCache(config.environment(), config.moduleCache());
                cache = open;
            }
            if (closed) {
                open.close();
            }
            return open;
        }
    }

    private ModuleLease module(
            String name, CheckedModule checked, AuditTrail trail, Consumer<CacheEvent> events) {
        WasmRuntime runtime = WasmRuntime.shared();
        try {
            ModuleLease module = runtime.load(name, checked, cache(runtime), events);
            trail.lifecycle("loaded", module.origin().words());
            return module;
        } catch (ExtensionException refused) {
            trail.lifecycle("refused", refused.code().name());
            trail.close();
            throw refused;
        }
    }

    /// What the cache has to say while an extension is loaded: entries of the audit, and lines of
    /// the log, but that there is none on disk is for the user, who can do something about it.
    private Consumer<CacheEvent> events(AuditTrail trail, List<String> notices) {
        Logger logger = log.hostCalls(trail.extension());
        return event -> {
            trail.lifecycle("module cache", event.summary());
            switch (event) {
                case CacheEvent.Unusable _ -> notices.add(event.message());
                case CacheEvent.Distrusted _, CacheEvent.NotKept _ ->
                        logger.log(LogLevel.WARN, event.message());
            }
        };
    }

    /// Gives up the code that nobody uses; what is in use goes with its extension. Idempotent.
    @Override
    public void close() {
        closed = true;
        synchronized (cacheLock) {
            if (cache != null) {
                cache.close();
            }
        }
    }
}

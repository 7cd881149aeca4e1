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
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.RecordingWriter;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.sandbox.GuestCode;
import org.frankenterm.extension.sandbox.GuestServices;
import org.frankenterm.extension.sandbox.Recorder;
import org.frankenterm.extension.sandbox.Sandbox;
import org.frankenterm.extension.sandbox.SandboxConfig;
import org.frankenterm.extension.storage.StoragePlace;
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
    private final Consumer<Extension> whenClosed;
    private final Object cacheLock = new Object();
    private @Nullable ModuleCache cache;
    private volatile boolean closed;

    /// @param names finds the addresses of hosts that guests make requests to
    /// @param whenClosed hears of each extension that is closed
    Loader(HostConfig config, Records records, NameResolver names, Consumer<Extension> whenClosed) {
        this.config = config;
        this.records = records;
        this.names = names;
        this.whenClosed = whenClosed;
        this.log =
                HostLog.open(
                        LogFilter.fromEnvironment(config.environment()),
                        config.clock(),
                        config.logSink()::accept,
                        records.logs());
    }

    /// The log that all extensions of the host write to.
    HostLog log() {
        return log;
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
    /// @param recording where everything it does is recorded; null for nowhere
    /// @param notices takes what its user should know
    /// @throws ExtensionException if it can't be compiled
    Extension start(
            String name,
            CheckedModule checked,
            GuestAccess access,
            StoragePlace storage,
            @Nullable Path recording,
            List<String> notices) {
        Manifest manifest = checked.manifest();
        AuditTrail trail =
                new AuditTrail(
                        manifest.id().name(),
                        manifest.version().text(),
                        WasmRuntime.table().functions(),
                        config.clock(),
                        records.feed(manifest.version().text()));
        ModuleLease module = module(name, checked, trail, events(trail, notices));
        ResourceLimits limits = manifest.limits().clampedTo(config.maxima());
        Sandbox sandbox;
        try {
            sandbox =
                    Sandbox.open(
                            new SandboxConfig(
                                    manifest.id(),
                                    code(checked, module, recording, limits),
                                    WasmRuntime.table(),
                                    limits,
                                    access,
                                    config.environment(),
                                    storage,
                                    services(),
                                    names,
                                    trail,
                                    log,
                                    config.clock(),
                                    config.callListener()));
        } catch (RuntimeException | Error e) { // no thread to be had, for one
            trail.close();
            module.close();
            throw e;
        }
        return new Extension(
                manifest, notices, new Extension.Parts(module, sandbox, trail, whenClosed));
    }

    private GuestCode code(
            CheckedModule checked,
            ModuleLease module,
            @Nullable Path recording,
            ResourceLimits limits) {
        WasmRuntime runtime = WasmRuntime.shared();
        if (recording == null) {
            return new GuestCode(runtime.engine(), runtime.linker(), module.module());
        }
        Frame.Head head =
                new Frame.Head(
                        ExtensionHost.VERSION,
                        WasmtimeLibrary.WASMTIME_VERSION,
                        checked.manifest().id().name(),
                        checked.manifest().version().text(),
                        limits,
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

    private GuestServices services() {
        HostServices services = config.services();
        return new GuestServices(
                services.panes(),
                services.configuration(),
                services.sink() != null,
                services.notifier() != null);
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

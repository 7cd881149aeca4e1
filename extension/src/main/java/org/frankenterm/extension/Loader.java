package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.cache.CacheEvent;
import org.frankenterm.extension.cache.ModuleCache;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.event.Subscriber;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.sandbox.FailureLedger;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.sandbox.GuestCode;
import org.frankenterm.extension.sandbox.HostLinks;
import org.frankenterm.extension.sandbox.Sandbox;
import org.frankenterm.extension.sandbox.SandboxConfig;
import org.frankenterm.extension.storage.StoragePlace;
import org.jspecify.annotations.Nullable;

/// Makes running extensions out of checked ones: with what all of a host have in common, its log,
/// its records and its cache of compiled modules. Any thread.
final class Loader implements AutoCloseable {
    private final HostConfig config;
    private final Records records;
    private final NameResolver names;
    private final HostLog log;
    private final Runnable changes;
    private final Dispatcher dispatcher;
    private final KeyTable keys;
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
    ///   any thread, and waits for nothing
    record Surroundings(
            HostConfig config,
            Records records,
            HostLog log,
            NameResolver names,
            Runnable changes) {}

    /// @param dispatcher gives them events
    /// @param keys which are bound to their handlers
    /// @param whenClosed hears of each extension that is closed
    Loader(
            Surroundings around,
            Dispatcher dispatcher,
            KeyTable keys,
            Consumer<Extension> whenClosed) {
        this.config = around.config();
        this.records = around.records();
        this.names = around.names();
        this.log = around.log();
        this.changes = around.changes();
        this.dispatcher = dispatcher;
        this.keys = keys;
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
    /// @param ledger where its failures are counted
    /// @param notices takes what its user should know
    /// @throws ExtensionException if it can't be compiled
    Extension start(
            String name,
            CheckedModule checked,
            GuestAccess access,
            StoragePlace storage,
            FailureLedger ledger,
            List<String> notices) {
        Manifest manifest = checked.manifest();
        AuditTrail trail = trail(manifest);
        ModuleLease module = module(name, checked, trail, events(trail, notices));
        GuestRecipient recipient = new GuestRecipient(manifest.id());
        Subscriber hooks = dispatcher.join(recipient);
        HostLinks links =
                new HostLinks(
                        hooks,
                        keys.registry(manifest.id()),
                        ledger,
                        new SpontaneousReports(
                                dispatcher.sink(),
                                recipient,
                                config.services().notifier(),
                                changes));
        Sandbox sandbox;
        try {
            sandbox = Sandbox.open(sandbox(manifest, module, access, storage, trail, links));
        } catch (RuntimeException | Error e) { // no thread to be had, for one
            trail.close();
            module.close();
            throw e;
        }
        Extension.Links around = new Extension.Links(recipient, hooks, keys, ledger);
        Extension extension =
                new Extension(
                        manifest,
                        notices,
                        new Extension.Parts(module, sandbox, trail, around, whenClosed));
        recipient.attach(extension);
        return extension;
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
            ModuleLease module,
            GuestAccess access,
            StoragePlace storage,
            AuditTrail trail,
            HostLinks links) {
        WasmRuntime runtime = WasmRuntime.shared();
        return new SandboxConfig(
                manifest.id(),
                new GuestCode(runtime.engine(), runtime.linker(), module.module()),
                WasmRuntime.table(),
                manifest.limits().clampedTo(config.maxima()),
                access,
                config.environment(),
                storage,
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

package org.frankenterm.extension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.cache.CacheEvent;
import org.frankenterm.extension.cache.ModuleCache;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.ftx.FtxFile;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.sandbox.Delivery;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.sandbox.GuestCode;
import org.frankenterm.extension.sandbox.Sandbox;
import org.frankenterm.extension.sandbox.SandboxConfig;
import org.frankenterm.extension.storage.StoragePlace;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.GuestThread;
import org.jspecify.annotations.Nullable;

/// A host of extensions: loads them, gives them events, and lets none of them hurt it or each
/// other. Any thread, but no guest's.
///
/// ```java
/// try (ExtensionHost host = ExtensionHost.open(HostConfig.standard())) {
///     host.load(LoadRequest.of(Path.of("examples/hello-rust")).withGrants("all"));
///     DispatchReport report = host.fire(Event.of("config.reload"));
/// }
/// ```
public final class ExtensionHost implements AutoCloseable {
    /// This host's version, which manifests compare theirs with.
    public static final String VERSION = "0.1.0";

    private final HostConfig config;
    private final NameResolver names;
    private final Records records;
    private final HostLog log;
    private final Grantor grantor;
    private final ManifestReader reader;
    private final List<Extension> extensions = new CopyOnWriteArrayList<>();
    private final Object cacheLock = new Object();
    private @Nullable ModuleCache cache;
    private volatile boolean closed;

    private ExtensionHost(HostConfig config, NameResolver names) {
        this.config = config;
        this.names = names;
        this.records = Records.open(config);
        this.log =
                HostLog.open(
                        LogFilter.fromEnvironment(config.environment()),
                        config.clock(),
                        config.logSink()::accept,
                        records.logs());
        this.grantor = new Grantor(config.environment());
        this.reader = new ManifestReader(new SemVer(VERSION), config.maxima());
    }

    /// Opens a host without extensions. Wasmtime is loaded with the first of them.
    ///
    /// @param config how it is set up
    /// @return a host that the caller owns
    /// @throws ExtensionException if the audit is to be kept on disk and can't be
    public static ExtensionHost open(HostConfig config) {
        return open(config, NameResolver.SYSTEM);
    }

    /// The same with another way to find the addresses of hosts.
    static ExtensionHost open(HostConfig config, NameResolver names) {
        return new ExtensionHost(config, names);
    }

    /// Reads what an extension says about itself. Compiles and runs nothing.
    ///
    /// @param request what to look at; its grants don't matter
    /// @return what is found, problems included
    /// @throws ExtensionException if there is no such file or folder, or it can't be read
    public Inspection inspect(LoadRequest request) {
        return new Inspector(grantor).inspect(source(request, PermissionSet.NONE));
    }

    /// Packs a folder into a package, after the checks that loading makes: manifest, module,
    /// imports, handlers, compilation; and reads the package back. The same files give the same
    /// bytes. Files whose names begin with a dot, and packages, are left out.
    ///
    /// @param folder with an `extension.toml`
    /// @param file where to write the package, replacing a file that is there; null for
    ///   `<name>-<version>.ftx` in the working directory
    /// @return what was written
    /// @throws ExtensionException if the extension or the package is refused, or can't be read or
    ///   written; nothing is written then
    public PackedExtension pack(Path folder, @Nullable Path file) {
        return new Packer(reader, new Inspector(grantor), this::compile).pack(folder, file);
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

    /// Loads an extension: reads, checks and compiles it. Nothing of it runs before the first event
    /// it hears. Links are followed, the folder's and its module's too: what its user names is what
    /// is loaded.
    ///
    /// @param request what, and what to grant it
    /// @return the extension, which belongs to the host
    /// @throws ExtensionException if it can't be read or is refused; the message says why and what
    ///   to do
    /// @throws IllegalStateException if the host is closed
    public Extension load(LoadRequest request) {
        requireOpen();
        boolean manifest = request.hasManifest();
        PermissionSet named = manifest ? PermissionSet.NONE : Grantor.named(request.grants());
        ExtensionSource source = source(request, named);
        CheckedModule checked = CheckedModule.check(source, WasmRuntime.imports());
        Grantor.Granted granted =
                grantor.grant(
                        checked.manifest().permissions(),
                        manifest ? request.grants() : Grantor.naming(request.grants()));
        List<String> notices = new ArrayList<>();
        source.reading().warnings().forEach(w -> notices.add(w.in(source.reading().source())));
        notices.addAll(granted.notices());
        return opened(start(source.name(), checked, granted.access(), place(request), notices));
    }

    /// Grants an extension other things than before, in place of them. What it is doing ends within
    /// a tick of the clock; the next event is served by a new instance.
    ///
    /// @param words as in a [LoadRequest]
    /// @return what its user should know, a sentence each
    /// @throws ExtensionException if a word names nothing that is requested; then all stays
    List<String> regrant(Extension extension, List<String> words) {
        Grantor.Granted granted = grantor.grant(extension.requested(), words);
        extension.regrant(granted.access(), words);
        return granted.notices();
    }

    /// Either [#close] sees the extension in the list, or this sees that the host is closed.
    private Extension opened(Extension extension) {
        extensions.add(extension);
        if (closed) {
            extension.close();
        }
        requireOpen();
        return extension;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this host is closed");
        }
    }

    private ExtensionSource source(LoadRequest request, PermissionSet named) {
        String shown = Sanitizer.line(request.path().toString(), 512);
        if (Files.notExists(request.path())) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND, "there is no file or folder " + shown);
        }
        LoadRequest.Kind kind = request.kind();
        if (kind.hasManifest() && !request.handlers().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_HANDLER,
                    "%s is a %s: its extension.toml names the handlers"
                            .formatted(shown, kind.name().toLowerCase(Locale.ROOT)));
        }
        return switch (kind) {
            case FOLDER -> ExtensionSource.folder(request.path(), reader);
            case PACKAGE -> ExtensionSource.packaged(FtxFile.open(request.path()), shown, reader);
            case MODULE -> ExtensionSource.module(request.path(), request.handlers(), named);
        };
    }

    private static StoragePlace place(LoadRequest request) {
        Path file = request.storage();
        return file == null ? new StoragePlace.Memory() : new StoragePlace.Named(file);
    }

    private Extension start(
            String name,
            CheckedModule checked,
            GuestAccess access,
            StoragePlace storage,
            List<String> notices) {
        Manifest manifest = checked.manifest();
        WasmRuntime runtime = WasmRuntime.shared();
        AuditTrail trail =
                new AuditTrail(
                        manifest.id().name(),
                        manifest.version().text(),
                        WasmRuntime.table().functions(),
                        config.clock(),
                        records.feed(manifest.version().text()));
        ModuleLease module = module(name, checked, trail, events(trail, notices));
        Sandbox sandbox;
        try {
            sandbox =
                    Sandbox.open(
                            new SandboxConfig(
                                    manifest.id(),
                                    new GuestCode(
                                            runtime.engine(), runtime.linker(), module.module()),
                                    WasmRuntime.table(),
                                    manifest.limits().clampedTo(config.maxima()),
                                    access,
                                    config.environment(),
                                    storage,
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
                manifest, notices, new Extension.Parts(module, sandbox, trail, extensions::remove));
    }

    /// Either [#close] sees the cache, or this sees that the host is closed and keeps nothing in
    /// it.
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
            trail.lifecycle("loaded", "");
            return module;
        } catch (ExtensionException refused) {
            trail.lifecycle("refused", refused.code().name());
            trail.close();
            throw refused;
        }
    }

    /// What the cache has to say while an extension is loaded: lines of the log and entries of the
    /// audit, but that there is none on disk is for the user, who can do something about it.
    private Consumer<CacheEvent> events(AuditTrail trail, List<String> notices) {
        Logger logger = log.hostCalls(trail.extension());
        return event -> {
            switch (event) {
                case CacheEvent.Unusable unusable -> notices.add(unusable.message());
                case CacheEvent.Distrusted _, CacheEvent.NotKept _ -> {
                    logger.log(LogLevel.WARN, event.message());
                    trail.lifecycle("module cache", event.message());
                }
            }
        };
    }

    /// Gives an event to every loaded extension that listens, and waits for all of them. They run
    /// side by side, each on its own thread; the report has them in the order they were loaded in.
    ///
    /// @param event what happened
    /// @return what each handler did; nothing on a closed host
    /// @throws ExtensionException if the payload is not a JSON object
    /// @throws IllegalStateException on a guest's thread
    /// @throws InterruptedException if the thread is interrupted while it waits
    public DispatchReport fire(Event event) throws InterruptedException {
        if (Thread.currentThread() instanceof GuestThread) {
            throw new IllegalStateException("a guest's thread can't wait for guests");
        }
        requireObject(event);
        List<Delivery> deliveries = new ArrayList<>();
        for (Extension extension : extensions) {
            List<String> handlers = extension.handlers(event.name());
            if (!handlers.isEmpty()) {
                deliveries.add(extension.deliver(event, handlers));
            }
        }
        List<HandlerReport> reports = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            reports.addAll(delivery.await());
        }
        return new DispatchReport(event, reports);
    }

    private static void requireObject(Event event) {
        if (event.payload().equals("{}")) {
            return;
        }
        try {
            JsonReader.parseObject(event.payload());
        } catch (JsonProblem problem) {
            throw new ExtensionException(
                    ErrorCode.INVALID_EVENT,
                    "can't fire %s: its payload is no JSON object: %s"
                            .formatted(Sanitizer.line(event.name()), problem.getMessage()));
        }
    }

    /// Closes every extension, and takes no more. Idempotent.
    @Override
    public void close() {
        closed = true;
        extensions.forEach(Extension::close);
        synchronized (cacheLock) {
            if (cache != null) {
                cache.close();
            }
        }
        records.close();
    }
}

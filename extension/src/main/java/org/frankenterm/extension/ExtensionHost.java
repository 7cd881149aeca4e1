package org.frankenterm.extension;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.sandbox.Delivery;
import org.frankenterm.extension.sandbox.GuestCode;
import org.frankenterm.extension.sandbox.Sandbox;
import org.frankenterm.extension.sandbox.SandboxConfig;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.GuestThread;

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
    private final HostLog log;
    private final Grantor grantor;
    private final ManifestReader reader;
    private final List<Extension> extensions = new CopyOnWriteArrayList<>();

    private ExtensionHost(HostConfig config) {
        this.config = config;
        this.log =
                HostLog.open(
                        LogFilter.fromEnvironment(config.environment()),
                        config.clock(),
                        config.logSink()::accept);
        this.grantor = new Grantor(config.environment());
        this.reader = new ManifestReader(new SemVer(VERSION), config.maxima());
    }

    /// Opens a host without extensions. Wasmtime is loaded with the first of them.
    ///
    /// @param config how it is set up
    /// @return a host that the caller owns
    public static ExtensionHost open(HostConfig config) {
        return new ExtensionHost(config);
    }

    /// Reads what an extension says about itself. Compiles and runs nothing.
    ///
    /// @param request what to look at; its grants don't matter
    /// @return what is found, problems included
    /// @throws ExtensionException if there is no such file or folder, or it can't be read
    public Inspection inspect(LoadRequest request) {
        return new Inspector(grantor.places()).inspect(source(request, PermissionSet.NONE));
    }

    /// Loads an extension: reads, checks and compiles it. Nothing of it runs before the first event
    /// it hears.
    ///
    /// @param request what, and what to grant it
    /// @return the extension, which belongs to the host
    /// @throws ExtensionException if it can't be read or is refused; the message says why and what
    ///   to do
    public Extension load(LoadRequest request) {
        PermissionSet named =
                request.folder() ? PermissionSet.NONE : grantor.named(request.grants());
        ExtensionSource source = source(request, named);
        CheckedModule checked = CheckedModule.check(source, WasmRuntime.imports());
        Grantor.Granted granted =
                request.folder()
                        ? grantor.grant(checked.manifest().permissions(), request.grants())
                        : new Grantor.Granted(named, List.of());
        List<String> notices = new ArrayList<>();
        source.reading().warnings().forEach(w -> notices.add(w.in(source.reading().source())));
        notices.addAll(granted.notices());
        Extension extension = start(source.name(), checked, granted.items(), notices);
        extensions.add(extension);
        return extension;
    }

    private ExtensionSource source(LoadRequest request, PermissionSet named) {
        String shown = Sanitizer.line(request.path().toString(), 512);
        if (!Files.exists(request.path())) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND, "there is no file or folder " + shown);
        }
        if (!request.folder()) {
            return ExtensionSource.module(request.path(), request.handlers(), named);
        }
        if (!request.handlers().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_HANDLER,
                    "%s is a folder: its extension.toml names the handlers".formatted(shown));
        }
        return ExtensionSource.folder(request.path(), reader);
    }

    private Extension start(
            String name, CheckedModule checked, PermissionSet granted, List<String> notices) {
        Manifest manifest = checked.manifest();
        WasmRuntime runtime = WasmRuntime.shared();
        CompiledModule module = runtime.compile(name, checked);
        AuditTrail trail =
                new AuditTrail(
                        manifest.id().name(), WasmRuntime.table().functions(), config.clock());
        Sandbox sandbox =
                Sandbox.open(
                        new SandboxConfig(
                                manifest.id(),
                                new GuestCode(runtime.engine(), runtime.linker(), module),
                                WasmRuntime.table(),
                                manifest.limits().clampedTo(config.maxima()),
                                new AccessPolicy(manifest.permissions(), granted, grantor.home()),
                                config.environment(),
                                trail,
                                log,
                                config.callListener()));
        return new Extension(manifest, notices, new Extension.Parts(module, sandbox, trail));
    }

    /// Gives an event to every loaded extension that listens, and waits for all of them. They run
    /// side by side, each on its own thread; the report has them in the order they were loaded in.
    ///
    /// @param event what happened
    /// @return what each handler did
    /// @throws ExtensionException if the payload is not a JSON object
    /// @throws IllegalStateException on a guest's thread
    /// @throws InterruptedException if the thread is interrupted while it waits
    public DispatchReport fire(Event event) throws InterruptedException {
        if (Thread.currentThread() instanceof GuestThread) {
            throw new IllegalStateException("a guest's thread can't wait for guests");
        }
        requireObject(event);
        List<Delivery> deliveries =
                extensions.stream()
                        .filter(extension -> !extension.handlers(event.name()).isEmpty())
                        .map(extension -> extension.deliver(event))
                        .toList();
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

    /// Closes every extension. Idempotent.
    @Override
    public void close() {
        extensions.forEach(Extension::close);
        extensions.clear();
    }
}

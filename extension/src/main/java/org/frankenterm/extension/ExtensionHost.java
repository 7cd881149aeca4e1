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
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayedCall;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Listener;
import org.frankenterm.extension.ftx.FtxFile;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.sandbox.Delivery;
import org.frankenterm.extension.sandbox.GuestAccess;
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
    private final Records records;
    private final Grantor grantor;
    private final ManifestReader reader;
    private final Loader loader;
    private final ActionApplier applier;
    private final List<Extension> extensions = new CopyOnWriteArrayList<>();
    private volatile @Nullable Residents residents;
    private volatile boolean closed;

    private ExtensionHost(HostConfig config, NameResolver names) {
        this.config = config;
        this.records = Records.open(config);
        this.grantor = new Grantor(config.environment());
        this.reader = new ManifestReader(new SemVer(VERSION), config.maxima());
        this.loader = new Loader(config, records, names, extensions::remove);
        this.applier = new ActionApplier(config.services(), loader.log(), this::dispatch);
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
        return new Packer(reader, new Inspector(grantor), loader::checked).pack(folder, file);
    }

    /// The user's installed extensions. Changes of them take effect at once on those that this host
    /// runs.
    ///
    /// @return what is installed and can be installed
    /// @throws ExtensionException if the environment names no folder for them
    public InstalledExtensions installed() {
        Installations installations = Installations.of(config.environment(), config.clock());
        Packaging packaging = new Packaging(reader, new Inspector(grantor), loader::checked);
        return new InstalledExtensions(
                installations,
                grantor,
                new InstallPlanner(installations, grantor, packaging),
                new InstalledExtensions.Effects(records::lifecycle, this::changed));
    }

    /// Takes the user's installed extensions in: from now on each hears the events that it listens
    /// to. They are loaded at the first, those with a hook on `extension.loaded` at once. What
    /// other processes change is noticed before the next event.
    ///
    /// @return what their user should know, a sentence each
    /// @throws ExtensionException if the folder of installed extensions isn't the user's own
    /// @throws IllegalStateException if the host is closed
    /// @throws InterruptedException if the thread is interrupted while it waits for handlers
    public List<String> loadInstalled() throws InterruptedException {
        requireOpen();
        Residents all =
                new Residents(
                        Installations.of(config.environment(), config.clock()),
                        new Residents.Loading(reader, grantor, this::resident),
                        config.clock());
        all.load();
        residents = all;
        fire(Event.of(Residents.LOADED));
        return all.notices();
    }

    private void changed(ExtensionId id) {
        Residents running = residents;
        if (running != null) {
            running.changed(id);
        }
    }

    private Extension resident(CheckedModule checked, GuestAccess access, StoragePlace storage) {
        return opened(
                loader.start(
                        checked.manifest().id().name(),
                        checked,
                        access,
                        storage,
                        null,
                        new ArrayList<>()));
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
        GrantSheet.Granted granted =
                grantor.grant(
                        checked.manifest().permissions(),
                        manifest ? request.grants() : Grantor.naming(request.grants()));
        List<String> notices = new ArrayList<>();
        source.reading().warnings().forEach(w -> notices.add(w.in(source.reading().source())));
        notices.addAll(granted.notices());
        return opened(
                loader.start(
                        source.name(),
                        checked,
                        granted.access(),
                        place(request),
                        request.recording(),
                        notices));
    }

    /// Grants an extension other things than before, in place of them. What it is doing ends within
    /// a tick of the clock; the next event is served by a new instance.
    ///
    /// @param words as in a [LoadRequest]
    /// @return what its user should know, a sentence each
    /// @throws ExtensionException if a word names nothing that is requested; then all stays
    List<String> regrant(Extension extension, List<String> words) {
        GrantSheet.Granted granted = grantor.grant(extension.requested(), words);
        extension.regrant(granted.access(), granted.items());
        return granted.notices();
    }

    /// Replays a recording: runs the recorded module again, or another one, gives it everything
    /// that the recorded one was given, and compares everything it does. Nothing else is there: no
    /// file, network, clock or storage is touched, and no action applied. The recording may come
    /// from anybody. What the guest says goes to the log sink, as far as the filter wants it, and
    /// nowhere to disk.
    ///
    /// @param recording a file that [LoadRequest#withRecording] made
    /// @param module a package, folder or module file whose module is run in place of the recorded
    ///   one; null for that one
    /// @param listener hears of each handler's call on the guest's thread, and of starts that
    ///   failed. Texts in actions are unsanitised
    /// @return what came of it
    /// @throws ExtensionException if it can't be read or is no recording, or the module is refused
    /// @throws IllegalStateException if the host is closed
    /// @throws InterruptedException if the thread is interrupted; the replay ends then
    public ReplayReport replay(
            Path recording, @Nullable Path module, Consumer<ReplayedCall> listener)
            throws InterruptedException {
        requireOpen();
        byte[] other = module == null ? null : module(module);
        return new RecordingPlayer(config, loader).play(recording, other, listener);
    }

    private byte[] module(Path path) {
        byte[] wasm = source(LoadRequest.of(path), PermissionSet.NONE).wasm();
        if (wasm == null) {
            throw new ExtensionException(
                    ErrorCode.INVALID_MANIFEST,
                    "can't replay with %s: it has no module"
                            .formatted(Sanitizer.line(path.toString(), 512)));
        }
        return wasm;
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

    /// Those that are loaded now.
    ///
    /// @return in the order they were loaded in
    public List<Extension> extensions() {
        return List.copyOf(extensions);
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

    /// Gives an event to every loaded extension that listens, and waits for all of them. They run
    /// side by side, each on its own thread; the report has them in the order they were loaded in.
    /// Then applies, in the same order, what they ask for, unless this host makes a dry run. An
    /// event of theirs is fired at the others, and what comes of that is applied first.
    ///
    /// @param event what happened
    /// @return what each handler did; nothing on a closed host
    /// @throws ExtensionException if the payload is not a JSON object, or larger than that of a
    ///   custom event may be, or the event is one that is never fired, such as `timer`
    /// @throws IllegalStateException on a guest's thread
    /// @throws InterruptedException if the thread is interrupted while it waits; what has not been
    ///   applied then never is
    public DispatchReport fire(Event event) throws InterruptedException {
        if (Thread.currentThread() instanceof GuestThread) {
            throw new IllegalStateException("a guest's thread can't wait for guests");
        }
        return new DispatchReport(event, dispatch(event, List.of()));
    }

    /// @param causedBy the extensions whose actions it comes from, which don't hear it
    private List<HandlerReport> dispatch(Event event, List<String> causedBy)
            throws InterruptedException {
        FiredEvent fired = FiredEvent.of(event);
        Residents installed = residents;
        List<HandlerReport> refused = installed == null ? List.of() : installed.prepare(event);
        List<Addressee> addressees = new ArrayList<>();
        for (Extension extension : extensions) {
            List<Listener> listeners = extension.listeners(event.name());
            if (!listeners.isEmpty() && !causedBy.contains(extension.id().folded())) {
                addressees.add(new Addressee(extension, extension.deliver(fired, listeners)));
            }
        }
        List<HandlerReport> reports = new ArrayList<>();
        for (Addressee addressee : addressees) {
            reports.addAll(addressee.delivery().await());
        }
        reports.addAll(refused);
        if (!config.dryRun()) {
            for (Addressee addressee : addressees) {
                for (HandlerReport report : addressee.delivery().await()) {
                    applier.apply(addressee.extension(), report.actions(), causedBy);
                }
            }
        }
        return reports;
    }

    private record Addressee(Extension extension, Delivery delivery) {}

    /// What is odd about an event: its name is none of the host's, fields of its payload are
    /// missing, of another type or unknown. It can be fired all the same. `docs/events.md` has what
    /// is expected.
    ///
    /// @param event what may be fired
    /// @return a sentence each, sanitised, at most 20
    public static List<String> remarks(Event event) {
        return EventRemarks.of(event);
    }

    /// Closes every extension, and takes no more. Idempotent.
    @Override
    public void close() {
        closed = true;
        extensions.forEach(Extension::close);
        loader.close();
        records.close();
    }
}

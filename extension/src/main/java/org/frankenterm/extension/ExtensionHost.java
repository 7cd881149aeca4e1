package org.frankenterm.extension;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.frankenterm.extension.NativeHandler.Registration;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.event.EventType;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.sandbox.RecentFailures;
import org.frankenterm.extension.storage.StoragePlace;
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
    private final HostLog log;
    private final ActionApplier applier;
    private final Dispatcher dispatcher;
    private final KeyTable keys;
    private final KeyPresses presses;
    private final List<Extension> extensions = new CopyOnWriteArrayList<>();
    private final Looks looks = new Looks();
    private volatile boolean closed;

    private ExtensionHost(HostConfig config, NameResolver names) {
        this.config = config;
        this.records = Records.open(config);
        this.grantor = new Grantor(config.environment());
        this.reader = new ManifestReader(new SemVer(VERSION), config.maxima());
        this.log =
                HostLog.open(
                        LogFilter.fromEnvironment(config.environment()),
                        config.clock(),
                        config.logSink()::accept,
                        records.logs());
        this.dispatcher =
                new Dispatcher(
                        this::apply,
                        config.dispatch().lateActions(),
                        log.hostCalls(NativeRecipient.NAME),
                        looks);
        this.keys = new KeyTable(config.services().keys());
        this.loader =
                new Loader(
                        new Loader.Surroundings(config, records, log, names, looks::again),
                        dispatcher.sink(),
                        extensions::remove);
        this.presses = new KeyPresses(keys, dispatcher, config.services().panes());
        this.applier = new ActionApplier(config.services(), log, dispatcher::fireCaused);
    }

    /// Opens a host without extensions. Wasmtime is loaded with the first of them.
    ///
    /// @param config how it is set up
    /// @return a host that the caller owns
    /// @throws ExtensionException if the audit is to be kept on disk and can't be
    /// @throws IllegalArgumentException if a key of the user's is no combination
    public static ExtensionHost open(HostConfig config) {
        return open(config, NameResolver.SYSTEM);
    }

    /// The same with another way to find the addresses of hosts.
    static ExtensionHost open(HostConfig config, NameResolver names) {
        return new ExtensionHost(config, names);
    }

    /// Applies what a handler asked for, when its turn has come: under what is granted by then, by
    /// whomever.
    private void apply(Event cause, Recipient by, HandlerReport report) {
        if (config.dryRun() || report.actions().isEmpty()) {
            return;
        }
        if (by instanceof GuestRecipient guest) {
            looks.again();
            guest.extension().ifPresent(it -> applier.apply(it, report.actions(), cause));
        } else {
            applier.applyNative(report.actions(), cause);
        }
    }

    /// Reads what an extension says about itself. Compiles and runs nothing.
    ///
    /// @param request what to look at; its grants don't matter
    /// @return what is found, problems included
    /// @throws ExtensionException if there is no such file or folder, or it can't be read
    public Inspection inspect(LoadRequest request) {
        return new Inspector(grantor)
                .inspect(new Sources(reader).open(request, PermissionSet.NONE));
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
                new InstalledExtensions.Effects(records::lifecycle, looks::at));
    }

    /// Takes the user's installed extensions in: from now on each hears the events that it listens
    /// to. They are loaded at the first, those with a hook on `extension.loaded` at once; that
    /// event is fired for each that is loaded, whenever it is, and not for what [#load] loads. What
    /// other processes change is noticed before the next event. Once is enough; once more, it looks
    /// at what has changed.
    ///
    /// @return what their user should know, a sentence each
    /// @throws ExtensionException if the folder of installed extensions isn't the user's own
    /// @throws IllegalStateException if the host is closed
    /// @throws InterruptedException if the thread is interrupted while it waits for handlers
    public List<String> loadInstalled() throws InterruptedException {
        requireOpen();
        Residents all = residents();
        Residents others = looks.at(all);
        if (others != null) {
            others.lookAgain();
            return others.notices();
        }
        try {
            all.load();
        } catch (RuntimeException | Error failed) { // halfway, perhaps
            looks.away();
            all.close();
            throw failed;
        }
        if (closed) {
            all.close();
        }
        all.start(Event.of(EventType.EXTENSION_LOADED.text()));
        return all.notices();
    }

    private Residents residents() {
        Installations installations = Installations.of(config.environment(), config.clock());
        ResidentLoader.Parts parts =
                new ResidentLoader.Parts(
                        reader,
                        grantor,
                        config.dispatch().containment(),
                        log,
                        this::seat,
                        this::resident,
                        this::announce);
        return new Residents(
                installations, new ResidentLoader(installations, parts), config.clock());
    }

    /// Not for the extension alone: others may listen for it.
    private void announce(Extension extension) {
        try {
            fire(extension.loaded());
        } catch (InterruptedException foreign) {
            Thread.currentThread().interrupt(); // nothing of ours interrupts a loader
        }
    }

    private Seat seat(GuestRecipient recipient) {
        return new Seat(recipient, dispatcher, keys);
    }

    private Extension resident(
            CheckedModule checked,
            GuestAccess access,
            StoragePlace storage,
            Extension.Links links) {
        String name = checked.manifest().id().name();
        return kept(
                loader.start(name, checked, access, Kept.in(storage), links, new ArrayList<>()));
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
        ExtensionSource source = new Sources(reader).open(request, named);
        CheckedModule checked = CheckedModule.check(source, WasmRuntime.imports());
        GrantSheet.Granted granted =
                grantor.grant(
                        checked.manifest().permissions(),
                        manifest ? request.grants() : Grantor.naming(request.grants()));
        List<String> notices = new ArrayList<>();
        source.reading().warnings().forEach(w -> notices.add(w.in(source.reading().source())));
        notices.addAll(granted.notices());
        Extension.Links links =
                new Extension.Links(
                        seat(new GuestRecipient(checked.manifest().id(), GuestRecipient.AWAKE)),
                        new RecentFailures(config.dispatch().containment()));
        Extension extension =
                loader.start(
                        source.name(), checked, granted.access(), request.kept(), links, notices);
        links.seat().recipient().attach(extension);
        extension.listen();
        kept(extension);
        requireOpen();
        return extension;
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
    /// from anybody. What the guest says goes to the log sink alone.
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
        byte[] other = module == null ? null : new Sources(reader).module(module);
        return new RecordingPlayer(config, loader).play(recording, other, listener);
    }

    /// Either [#close] sees the extension in the list, or this sees that the host is closed; then
    /// the extension is as well.
    private Extension kept(Extension extension) {
        extensions.add(extension);
        if (closed) {
            extension.close();
        }
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

    /// Gives an event to everybody who hears it, and waits for all of them. They run side by side;
    /// the report has them in the order of tier (native handlers first), priority and registration.
    /// What they ask for is applied in that order, unless this host makes a dry run; an event of
    /// theirs is fired at the others, and waited for as well.
    ///
    /// @param event what happened
    /// @return what each handler did; nothing on a closed host
    /// @throws ExtensionException if the payload is not a JSON object
    /// @throws IllegalStateException in a handler, a guest's or a native one
    /// @throws InterruptedException if the thread is interrupted while it waits
    public DispatchReport fire(Event event) throws InterruptedException {
        return dispatcher.fire(event, Long.MAX_VALUE);
    }

    /// The same without waiting for longer than a time. Handlers that haven't ended then are
    /// reported as [org.frankenterm.extension.api.CallOutcome.Late] and go on; what becomes of
    /// their actions is said by [org.frankenterm.extension.api.DispatchPolicy#lateActions].
    ///
    /// @param event what happened
    /// @param budget how long to wait at most; 0 to wait for nobody
    /// @return what each handler did
    /// @throws ExtensionException if the payload is not a JSON object
    /// @throws IllegalArgumentException if the budget is negative
    /// @throws IllegalStateException in a handler, a guest's or a native one
    /// @throws InterruptedException if the thread is interrupted while it waits
    public DispatchReport fire(Event event, Duration budget) throws InterruptedException {
        return dispatcher.fire(event, Dispatcher.nanos(budget));
    }

    /// Tells that a combination of keys was pressed: the handler that is bound to it is called, and
    /// waited for. Keys that programs in a pane live on reach only extensions with `pane_keys`, and
    /// none while the focused pane doesn't show what is typed.
    ///
    /// @param combo such as `ctrl+shift+g`
    /// @param budget how long to wait at most
    /// @return what the handler did; empty if the key goes to the pane
    /// @throws IllegalArgumentException if the text is no combination, or the budget is negative
    /// @throws IllegalStateException in a handler, a guest's or a native one
    /// @throws InterruptedException if the thread is interrupted while it waits
    public Optional<DispatchReport> press(String combo, Duration budget)
            throws InterruptedException {
        KeyCombo pressed = KeyCombo.parse(combo);
        looks.again();
        return presses.press(pressed, Dispatcher.nanos(budget));
    }

    /// Registers a handler of the embedder's own. It comes before all extensions.
    ///
    /// @param pattern which events: a name, `prefix.*`, `*`, or one of these behind `<extension>:`
    /// @param priority lower ones go first
    /// @param handler is called
    /// @return the registration, which ends with the host
    /// @throws IllegalArgumentException if the pattern is none
    /// @throws IllegalStateException if the host is closed
    public Registration register(String pattern, int priority, NativeHandler handler) {
        requireOpen();
        return dispatcher.register(pattern, priority, handler);
    }

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
        dispatcher.close();
        looks.close();
        extensions.forEach(Extension::close);
        loader.close();
        records.close();
    }
}

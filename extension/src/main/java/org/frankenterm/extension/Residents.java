package org.frankenterm.extension;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.Installed;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.StateFile;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.sandbox.FailureLedger;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.storage.StoragePlace;
import org.frankenterm.wasmtime.GuestThread;

/// The installed extensions that a host runs: what is on disk, looked at before each event by the
/// stamps of the state files, so that another process's change takes effect before the next call.
/// Any thread.
final class Residents {
    /// A hook on it means: load at start.
    static final String LOADED = "extension.loaded";

    /// Two changes within one tick of the file system's clock look like one.
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /// Less than anybody waits for a guest to end.
    private static final long GUESTS_PATIENCE_MILLIS = 100;

    private static final CallOutcome BUSY =
            new CallOutcome.Skipped(
                    "installed extensions that are not loaded yet didn't hear it: others were being loaded or ended just then");

    private final Installations installations;
    private final Loading loading;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// By folded name, which is the order they run in.
    private final Map<String, Resident> residents = new TreeMap<>();

    /// When the folder was changed that was scanned last; nothing if it may change unnoticed.
    private Optional<Instant> scanned = Optional.empty();

    /// What loads an extension.
    ///
    /// @param reader of manifests
    /// @param grantor knows what grants mean
    /// @param starter makes it run
    record Loading(ManifestReader reader, Grantor grantor, Starter starter) {}

    /// Makes a checked module into a running extension.
    @FunctionalInterface
    interface Starter {
        Extension start(
                CheckedModule checked,
                GuestAccess access,
                StoragePlace storage,
                FailureLedger ledger);
    }

    Residents(Installations installations, Loading loading, InstantSource clock) {
        this.installations = installations;
        this.loading = loading;
        this.clock = clock;
    }

    /// Looks at everything there is, and sweeps what somebody left who was killed.
    ///
    /// @throws ExtensionException if the folder isn't the user's own
    void load() {
        locked(() -> {
            installations.sweep();
            scan();
        });
    }

    /// @return false if it wasn't done
    private boolean locked(Runnable body) {
        if (!taken()) {
            return false;
        }
        try {
            body.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the lock. A guest's thread doesn't insist: whoever has it may be waiting for that very
    /// guest to end.
    private boolean taken() {
        if (!(Thread.currentThread() instanceof GuestThread)) {
            lock.lock();
            return true;
        }
        try {
            return lock.tryLock(GUESTS_PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException foreign) {
            return false; // nothing of ours interrupts a guest's thread
        }
    }

    /// Why what is installed doesn't run, where its user has to know, a sentence each.
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        locked(() ->
                residents.values().stream()
                        .map(Resident::notice)
                        .filter(notice -> !notice.isEmpty())
                        .forEach(notices::add));
        return notices;
    }

    /// Makes ready whoever listens to an event.
    ///
    /// @return reports for the handlers of those that can't be loaded
    List<HandlerReport> prepare(Event event) {
        List<HandlerReport> refused = new ArrayList<>();
        if (!locked(() -> prepare(event, refused))) {
            refused.add(HandlerReport.unmeasured(NativeRecipient.NAME, event.name(), BUSY));
        }
        return refused;
    }

    private void prepare(Event event, List<HandlerReport> refused) {
        try {
            lookAtAll();
        } catch (ExtensionException untrusted) {
            refused.addAll(withoutAny(event, untrusted));
            return;
        }
        for (Resident resident : residents.values()) {
            if (resident.loaded() == null) {
                refused.addAll(prepare(resident, event));
            }
        }
    }

    /// Makes ready whoever has keys: they are bound when it is loaded. One that can't be is
    /// reported when it hears an event.
    void prepareKeys() {
        lookAgain();
        locked(() -> {
            for (Resident resident : residents.values()) {
                if (resident.wantsKeys()) {
                    load(resident);
                }
            }
        });
    }

    /// Puts in force what other processes have changed, and loads nothing. In the middle of doing
    /// so it does nothing: what ends with an extension may ask for another look.
    void lookAgain() {
        if (lock.isHeldByCurrentThread()) {
            return;
        }
        locked(() -> {
            try {
                lookAtAll();
            } catch (ExtensionException untrusted) {
                List.copyOf(residents.values()).forEach(Resident::unload);
            }
        });
    }

    private void lookAtAll() {
        if (scanned.isEmpty() || !installations.changed().equals(scanned)) {
            scan();
        }
        List.copyOf(residents.keySet()).forEach(name -> look(new ExtensionId(name)));
    }

    /// Who can write the folder decides what runs: then nothing of it does. Extensions that were
    /// loaded from elsewhere hear the event.
    private List<HandlerReport> withoutAny(Event event, ExtensionException untrusted) {
        List<HandlerReport> refused = new ArrayList<>();
        for (Resident resident : List.copyOf(residents.values())) {
            resident.unload();
            refused.addAll(skipped(resident, event, untrusted));
        }
        return refused;
    }

    private void scan() {
        Optional<Instant> changed = installations.changed();
        scanned = changed.filter(time -> time.isBefore(clock.instant().minus(SETTLED)));
        for (Installed installed : installations.list()) {
            look(installed.id());
        }
    }

    /// The state of one is another now, as far as somebody knows.
    void changed(ExtensionId id) {
        locked(() -> look(id));
    }

    private void look(ExtensionId id) {
        Resident before = residents.get(id.folded());
        Instant looked = clock.instant();
        Optional<StateFile.Stamp> stamp = installations.stamp(id);
        if (before != null && before.current(stamp)) {
            return;
        }
        Optional<Installed> found = installations.look(id);
        if (found.isEmpty()) {
            residents.remove(id.folded());
            if (before != null) {
                before.unload();
            }
            return;
        }
        Resident now = resident(found.get(), stamp.filter(written -> written.settled(looked)));
        residents.put(id.folded(), now);
        if (before != null) {
            succeed(before, now);
        }
    }

    private Resident resident(Installed installed, Optional<StateFile.Stamp> stamp) {
        return switch (installed) {
            case Installed.Unsound(ExtensionId id, String reason) ->
                    new Resident(
                            stamp,
                            null,
                            null,
                            "%s counts as disabled: %s".formatted(id.name(), reason));
            case Installed.Sound(InstalledState state) -> resident(state, stamp);
        };
    }

    private Resident resident(InstalledState state, Optional<StateFile.Stamp> stamp) {
        if (!state.enabled() || state.failures().failed()) {
            return new Resident(stamp, state, null, state.enabled() ? failed(state) : "");
        }
        try {
            Manifest manifest =
                    installations
                            .files(state, state.active())
                            .manifest(loading.reader())
                            .manifest();
            return manifest == null
                    ? new Resident(stamp, state, null, unreadable(state))
                    : new Resident(stamp, state, manifest, "");
        } catch (ExtensionException changed) {
            return new Resident(stamp, state, null, changed.message());
        }
    }

    private static String failed(InstalledState state) {
        return "%s is not run: it %s".formatted(state.id().name(), InstalledView.failure(state));
    }

    /// A manifest that an older or newer host accepted.
    private static String unreadable(InstalledState state) {
        return "%s is not run: this version of FrankenTerm doesn't accept its manifest; frankenterm extension show %s tells more"
                .formatted(state.id().name(), state.id().name());
    }

    /// What was loaded goes on if it is the same code; with other grants, if they are others. One
    /// that has failed here, and is to be tried again all the same, is loaded anew.
    private void succeed(Resident before, Resident now) {
        Extension running = before.loaded();
        if (running == null) {
            return;
        }
        if (!now.runsAs(before) || running.failure().isPresent()) {
            before.unload();
            return;
        }
        now.takeOver(before);
        InstalledState state = now.state();
        InstalledState old = before.state();
        if (state != null
                && old != null
                && !state.active().grants().equals(old.active().grants())) {
            running.regrant(access(state), state.active().granted());
        }
    }

    private GuestAccess access(InstalledState state) {
        return loading.grantor()
                .stored(state.id().name(), state.active().requested(), state.active().grants());
    }

    private List<HandlerReport> prepare(Resident resident, Event event) {
        if (!resident.wants(event)) {
            return List.of();
        }
        return load(resident).map(refused -> skipped(resident, event, refused)).orElse(List.of());
    }

    /// @return why it can't be loaded; empty if it is
    private Optional<ExtensionException> load(Resident resident) {
        InstalledState state = resident.state();
        if (state == null) {
            return Optional.empty();
        }
        try {
            resident.load(open(state));
            return Optional.empty();
        } catch (ExtensionException refused) {
            resident.refuse();
            return Optional.of(refused);
        }
    }

    private static List<HandlerReport> skipped(
            Resident resident, Event event, ExtensionException why) {
        InstalledState state = resident.state();
        if (state == null) {
            return List.of();
        }
        CallOutcome skipped = new CallOutcome.Skipped(why.message());
        String name = state.id().name();
        return resident.handlers(event).stream()
                .map(handler -> HandlerReport.unmeasured(name, handler, skipped))
                .toList();
    }

    private Extension open(InstalledState state) {
        CheckedModule checked =
                CheckedModule.check(
                        installations.files(state, state.active()).open(loading.reader()),
                        WasmRuntime.imports());
        FailureLedger ledger = new InstalledFailures(installations, state.id());
        return loading.starter()
                .start(checked, access(state), installations.storage(state), ledger);
    }
}

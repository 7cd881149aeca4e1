package org.frankenterm.extension;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.Installed;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.StateFile;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.jspecify.annotations.Nullable;

/// The installed extensions that a host runs: what is on disk, looked at before each event by the
/// stamps of the state files, so that another process's change takes effect before the next call.
/// Each that may run has its place on the bus, and is loaded when it first hears something, on a
/// thread of its own: who fires doesn't wait for that, nor do the others. Any thread.
final class Residents implements AutoCloseable {
    /// Two changes within one tick of the file system's clock look like one.
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /// How often, at most, who waits for handlers looks at what other processes have changed.
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Decision NOBODY = new Decision.Denied("the extension is not there");

    private final Installations installations;
    private final ResidentLoader loader;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// By folded name, which is the order in which they take their places at first.
    private final Map<String, Resident> residents = new TreeMap<>();

    /// When the folder was changed that was scanned last; nothing if it may change unnoticed.
    private Optional<Instant> scanned = Optional.empty();

    private final AtomicLong lookedNanos = new AtomicLong(System.nanoTime());

    private final Departures departures = new Departures();

    private boolean closed;

    Residents(Installations installations, ResidentLoader loader, InstantSource clock) {
        this.installations = installations;
        this.loader = loader;
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

    /// Loads those that are to hear an event from the start, and waits for that and for what they
    /// do about it.
    ///
    /// @throws InterruptedException if the thread is interrupted while it waits
    void start(Event event) throws InterruptedException {
        List<GuestRecipient> starting =
                locked(() ->
                        residents.values().stream()
                                .filter(resident -> resident.starts(event))
                                .flatMap(resident -> Stream.ofNullable(resident.seat()))
                                .map(Seat::recipient)
                                .toList());
        List<Thread> loading = starting.stream().map(this::loading).toList();
        for (Thread thread : loading) {
            thread.join();
        }
    }

    /// A guest's thread waits as others do: nobody who has the lock waits for a guest.
    private <T extends @Nullable Object> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable body) {
        lock.lock();
        try {
            body.run();
        } finally {
            lock.unlock();
        }
    }

    private void end(Resident resident) {
        resident.leave().ifPresent(departures::add);
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

    /// Puts in force what other processes have changed before an event is fired.
    ///
    /// @return reports for those who hear it and don't run, because somebody else can write the
    ///   folder
    List<HandlerReport> lookBefore(Event event) {
        List<HandlerReport> refused = new ArrayList<>();
        look(untrusted ->
                residents
                        .values()
                        .forEach(resident -> refused.addAll(skipped(resident, event, untrusted))));
        return refused;
    }

    /// For who waits for handlers: the same by another thread, if it is some time since anybody
    /// looked, so that another process's change ends a call in progress.
    void lookMeanwhile() {
        long last = lookedNanos.get();
        long now = System.nanoTime();
        if (now - last >= LOOK_NANOS && lookedNanos.compareAndSet(last, now)) {
            Thread.ofVirtual().name("frankenterm-look").start(this::lookAgain);
        }
    }

    /// Puts in force what other processes have changed.
    void lookAgain() {
        look(_ -> {});
    }

    /// Looks at everything, but in the middle of doing so: what ends with an extension may ask for
    /// another look. Who can write the folder decides what runs: then nothing of it does.
    /// Extensions that were loaded from elsewhere go on.
    ///
    /// @param untrusted hears, with the lock, that others can write it
    private void look(Consumer<ExtensionException> untrusted) {
        if (lock.isHeldByCurrentThread()) {
            return;
        }
        locked(() -> {
            try {
                lookAtAll();
            } catch (ExtensionException others) {
                residents.values().forEach(this::end);
                untrusted.accept(others);
            }
        });
        departures.leave();
    }

    private void lookAtAll() {
        if (closed) {
            return;
        }
        lookedNanos.set(System.nanoTime());
        if (scanned.isEmpty() || !installations.changed().equals(scanned)) {
            scan();
        }
        List.copyOf(residents.keySet()).forEach(name -> look(new ExtensionId(name)));
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
        locked(() -> {
            if (!closed) {
                look(id);
            }
        });
        departures.await();
    }

    private void look(ExtensionId id) {
        Resident before = residents.get(id.folded());
        Instant looked = clock.instant();
        Optional<StateFile.Stamp> stamp = installations.stamp(id);
        if (before != null && before.current(stamp)) {
            before.sit(this::seat);
            return;
        }
        Optional<Installed> found = installations.look(id);
        if (found.isEmpty()) {
            residents.remove(id.folded());
            if (before != null) {
                end(before);
            }
            return;
        }
        Resident now =
                Resident.of(
                        found.get(),
                        stamp.filter(written -> written.settled(looked)),
                        loader::manifest);
        residents.put(id.folded(), now);
        if (before != null) {
            succeed(before, now);
        }
        now.sit(this::seat);
    }

    /// What was loaded goes on if it is the same code; with other grants, if they are others. One
    /// that has failed here, and is to be tried again all the same, is loaded anew.
    private void succeed(Resident before, Resident now) {
        Extension running = before.loaded();
        Seat seat = before.seat();
        if (seat == null
                || !now.runsAs(before)
                || (running != null && running.failure().isPresent())) {
            end(before);
            return;
        }
        now.takeOver(before);
        if (!Objects.equals(before.state(), now.state())) {
            seat.recipient().retry();
        }
        if (running != null) {
            regrant(running, before.state(), now.state());
        }
    }

    private void regrant(
            Extension running, @Nullable InstalledState old, @Nullable InstalledState state) {
        if (state != null
                && old != null
                && !state.active().grants().equals(old.active().grants())) {
            running.regrant(loader.access(state), state.active().granted());
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

    private Seat seat(ExtensionId id) {
        GuestRecipient.Dormant dormant =
                new GuestRecipient.Dormant() {
                    @Override
                    public void wake(GuestRecipient asking) {
                        loading(asking);
                    }

                    @Override
                    public Decision decide(AccessRequest request) {
                        return Residents.this.decide(id, request);
                    }
                };
        return loader.seat(new GuestRecipient(id, dormant));
    }

    private Decision decide(ExtensionId id, AccessRequest request) {
        return locked(() -> {
            Resident resident = residents.get(id.folded());
            InstalledState state = resident == null ? null : resident.state();
            return state == null ? NOBODY : loader.policy(state).decide(request);
        });
    }

    private Thread loading(GuestRecipient asking) {
        return Thread.ofPlatform()
                .daemon()
                .name("frankenterm-load-" + asking.id().folded())
                .start(() -> load(asking));
    }

    /// Loads one that has heard something. Whatever goes wrong, those who wait are told.
    private void load(GuestRecipient asking) {
        try {
            Sitting found = sitting(asking);
            if (found != null) { // else it is gone, and who waited for it knows
                departures.await(asking.id()); // one of its name at a time
                settle(found, loader.load(found.state(), found.seat()));
            }
        } catch (RuntimeException | Error thrown) {
            loader.refuse(asking, thrown);
        }
    }

    /// One that has its place, as it was at one moment.
    private record Sitting(InstalledState state, Seat seat) {}

    private @Nullable Sitting sitting(GuestRecipient asking) {
        return locked(() -> {
            Resident resident = residents.get(asking.id().folded());
            InstalledState state = resident == null ? null : resident.state();
            Seat seat = resident == null ? null : resident.seat();
            return state != null && seat != null && seat.recipient().equals(asking)
                    ? new Sitting(state, seat)
                    : null;
        });
    }

    private void settle(Sitting found, Extension extension) {
        boolean settled = false;
        try {
            lookAgain(); // it may have taken long
            settled = locked(() -> settled(found.state(), found.seat(), extension));
        } finally {
            if (!settled) {
                extension.close();
            }
        }
        if (settled) {
            found.seat().recipient().attach(extension);
            loader.announce(extension);
        }
    }

    /// Whether its place is still there for an extension that was loaded for it.
    ///
    /// @param old under whose grants it was loaded
    @SuppressWarnings("ReferenceEquality") // another place is another one, whatever it is like
    private boolean settled(InstalledState old, Seat seat, Extension extension) {
        Resident now = residents.get(old.id().folded());
        if (now == null || now.seat() != seat || now.loaded() != null) {
            return false;
        }
        now.load(extension);
        regrant(extension, old, now.state());
        return true;
    }

    /// Ends all of them. Idempotent.
    @Override
    public void close() {
        locked(() -> {
            closed = true;
            residents.values().forEach(this::end);
            residents.clear();
        });
        departures.await();
    }
}

package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.frankenterm.extension.Departures.Departure;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.lifecycle.Installed;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.StateFile;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/// An installed extension in a running host: its state when it was last looked at, its place on the
/// bus, and what is loaded of it, if anything. Under the lock of its [Residents].
final class Resident {
    private final Optional<StateFile.Stamp> stamp;
    private final @Nullable InstalledState state;
    private final @Nullable Manifest manifest;
    private final String notice;
    private @Nullable Seat seat;
    private @Nullable Extension loaded;

    /// @param state null if it can't be read
    /// @param manifest null if it can't be run
    /// @param notice why it isn't run, for its user; empty for no reason that a user has to know
    private Resident(
            Optional<StateFile.Stamp> stamp,
            @Nullable InstalledState state,
            @Nullable Manifest manifest,
            String notice) {
        this.stamp = stamp;
        this.state = state;
        this.manifest = manifest;
        this.notice = notice;
    }

    /// What is found on disk.
    ///
    /// @param stamp of its state file; empty if that may change unnoticed
    /// @param manifests gives the manifest of the version that is to run; null if this host doesn't
    ///   accept it
    static Resident of(
            Installed installed,
            Optional<StateFile.Stamp> stamp,
            Function<InstalledState, @Nullable Manifest> manifests) {
        return switch (installed) {
            case Installed.Unsound(ExtensionId id, String reason) ->
                    new Resident(
                            stamp,
                            null,
                            null,
                            "%s counts as disabled: %s".formatted(id.name(), reason));
            case Installed.Sound(InstalledState state) -> of(state, stamp, manifests);
        };
    }

    private static Resident of(
            InstalledState state,
            Optional<StateFile.Stamp> stamp,
            Function<InstalledState, @Nullable Manifest> manifests) {
        if (!state.enabled() || state.failures().failed()) {
            return new Resident(stamp, state, null, state.enabled() ? failed(state) : "");
        }
        try {
            Manifest manifest = manifests.apply(state);
            return new Resident(stamp, state, manifest, manifest == null ? unreadable(state) : "");
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

    /// Whether it is as it was looked at.
    boolean current(Optional<StateFile.Stamp> now) {
        return stamp.isPresent() && stamp.equals(now);
    }

    String notice() {
        return notice;
    }

    @Nullable InstalledState state() {
        return state;
    }

    @Nullable Extension loaded() {
        return loaded;
    }

    void load(Extension extension) {
        loaded = extension;
    }

    /// Its place on the bus; null if it has none.
    @Nullable Seat seat() {
        return seat;
    }

    /// Takes a place on the bus, if it may run and has none.
    void sit(Function<ExtensionId, Seat> seats) {
        if (seat == null && state != null && manifest != null && manifest.entry() != null) {
            seat = seats.apply(state.id());
            seat.take(manifest);
        }
    }

    /// Takes over the place of another look, and what it has loaded.
    void takeOver(Resident before) {
        seat = before.seat;
        loaded = before.loaded;
        before.seat = null;
        before.loaded = null;
    }

    /// Whether it hears an event, and nobody has asked for it to be loaded yet; who is told so
    /// does.
    boolean starts(Event event) {
        return seat != null && !handlers(event).isEmpty() && seat.recipient().unasked();
    }

    /// Gives up its place, and what is loaded begins to end.
    ///
    /// @return what is left to do, without the lock; empty if there was nothing
    Optional<Departure> leave() {
        Seat left = seat;
        Extension running = loaded;
        seat = null;
        loaded = null;
        if (running != null) {
            running.end();
            return Optional.of(new Departure(running.id(), running::close));
        }
        if (left != null) {
            left.leave();
            return Optional.of(new Departure(left.recipient().id(), left::close));
        }
        return Optional.empty();
    }

    /// Whether it may run at all.
    boolean runs() {
        return manifest != null;
    }

    /// Whether the same code of the same version is to run on.
    boolean runsAs(Resident other) {
        return runs()
                && other.runs()
                && state != null
                && other.state != null
                && state.installation().equals(other.state.installation())
                && state.active().sha256().equals(other.state.active().sha256());
    }

    /// The handlers that hear an event.
    List<String> handlers(Event event) {
        if (manifest == null || manifest.entry() == null) {
            return List.of();
        }
        return manifest.hooks().stream()
                .filter(hook -> new EventPattern(hook.event()).matches(event.name()))
                .map(HookDeclaration::handler)
                .toList();
    }
}

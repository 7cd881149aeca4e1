package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.StateFile;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.jspecify.annotations.Nullable;

/// An installed extension in a running host: its state when it was last looked at, and what is
/// loaded of it, if anything. Under the lock of its [Residents].
final class Resident {
    private final Optional<StateFile.Stamp> stamp;
    private final @Nullable InstalledState state;
    private final @Nullable Manifest manifest;
    private final String notice;
    private @Nullable Extension loaded;
    private boolean refused;

    /// @param state null if it can't be read
    /// @param manifest null if it can't be run
    /// @param notice why it isn't run, for its user; empty for no reason that a user has to know
    Resident(
            Optional<StateFile.Stamp> stamp,
            @Nullable InstalledState state,
            @Nullable Manifest manifest,
            String notice) {
        this.stamp = stamp;
        this.state = state;
        this.manifest = manifest;
        this.notice = notice;
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

    /// Notes that it couldn't be loaded. A key that is pressed is then no reason to try again: all
    /// its files were read in vain.
    void refuse() {
        refused = true;
    }

    /// Takes over what another look has loaded.
    void takeOver(Resident before) {
        loaded = before.loaded;
        before.loaded = null;
    }

    void unload() {
        Extension running = loaded;
        loaded = null;
        if (running != null) {
            running.close();
        }
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

    /// Whether it has to be loaded for an event: it hears it, or it has keys, which are bound from
    /// the start.
    boolean wants(Event event) {
        boolean starts = event.name().equals(Residents.LOADED);
        return !handlers(event).isEmpty() || (starts && hasKeys());
    }

    /// Whether it is to be loaded for its keys.
    boolean wantsKeys() {
        return loaded == null && !refused && hasKeys();
    }

    /// Whether there are keys to bind when it is loaded.
    private boolean hasKeys() {
        return manifest != null && !manifest.keybindings().isEmpty();
    }

    /// The handlers that hear an event, in the order of their priority.
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

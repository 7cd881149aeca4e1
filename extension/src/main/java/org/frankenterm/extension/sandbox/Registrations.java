package org.frankenterm.extension.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.event.Subscriber;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.timer.Timers;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.HandlerRefused;
import org.jspecify.annotations.Nullable;

/// What an instance registered itself: hooks, keybindings and timers. They go with it. Guest thread
/// only.
public final class Registrations {
    /// The name of the event that timers' handlers see.
    static final String TIMER = "timer";

    private record Alarm(String handler, List<ExtensionId> causedBy) {}

    /// A timer's handler that is to be called.
    record Call(Hook hook, FiredEvent event) {}

    private final CompiledModule module;
    private final Subscriber subscriber;
    private final KeyRegistry registry;
    private final Set<Integer> hooks = new HashSet<>();
    private final Set<Integer> keys = new HashSet<>();
    private final Timers<Alarm> timers = new Timers<>();
    private boolean any;

    Registrations(CompiledModule module, Subscriber subscriber, KeyRegistry registry) {
        this.module = module;
        this.subscriber = subscriber;
        this.registry = registry;
    }

    /// Checks that a name is that of an export which may be called.
    ///
    /// @throws HandlerRefused with the reason
    public void requireHandler(String name) throws HandlerRefused {
        module.requireHandler(name, Role.HANDLER);
    }

    /// Registers a hook.
    ///
    /// @param handler as [#requireHandler] accepts it
    /// @return its number; empty if there are too many
    public OptionalInt addHook(EventPattern pattern, int priority, String handler) {
        OptionalInt id = subscriber.register(pattern, priority, handler, false);
        id.ifPresent(hooks::add);
        any |= id.isPresent();
        return id;
    }

    /// Removes a hook: events that are on their way to it reach it no more.
    ///
    /// @return false if the instance registered none of this number
    public boolean removeHook(int id) {
        return hooks.remove(id) && subscriber.unregister(id);
    }

    /// Binds a combination of keys.
    ///
    /// @param handler as [#requireHandler] accepts it
    /// @return its number; empty if there are too many
    public OptionalInt addKey(KeyCombo combo, String handler) {
        OptionalInt id = registry.register(combo, handler);
        id.ifPresent(keys::add);
        any |= id.isPresent();
        return id;
    }

    /// Removes a binding.
    ///
    /// @return false if the instance registered none of this number
    public boolean removeKey(int id) {
        return keys.remove(id) && registry.unregister(id);
    }

    /// Whether a hook or keybinding that an event was sent to is still there.
    boolean holds(Hook hook) {
        return hook.lasting() || (hook.owned() ? keys : hooks).contains(hook.id());
    }

    /// Sets a timer.
    ///
    /// @param now [System#nanoTime]
    /// @param millis until it is due, 0 to 4,294,967,295
    /// @param repeats whether it is an interval
    /// @param handler as [#requireHandler] accepts it
    /// @param during the event being handled; null for none. What a timeout does was caused by what
    ///   caused that, while an interval is the extension's own doing
    /// @return its number; empty if there are too many
    public OptionalInt setTimer(
            long now, long millis, boolean repeats, String handler, @Nullable Event during) {
        List<ExtensionId> causes = repeats || during == null ? List.of() : during.causedBy();
        OptionalInt id = timers.set(now, millis, repeats, new Alarm(handler, causes));
        any |= id.isPresent();
        return id;
    }

    /// Clears a timer.
    ///
    /// @return false if there is none of this number
    public boolean clearTimer(int id) {
        return timers.clear(id);
    }

    /// When the next timer is due; empty if there is none.
    OptionalLong nextTimer() {
        return timers.next();
    }

    /// The call of the timer that has been due for longest; null if none is.
    @Nullable Call dueTimer(long now) {
        Timers.Due<Alarm> due = timers.poll(now);
        if (due == null) {
            return null;
        }
        String payload = "{\"id\":%d,\"repeats\":%s}".formatted(due.id(), due.repeats());
        Event event = new Event(TIMER, payload, due.what().causedBy());
        return new Call(Hook.owned(due.what().handler()), FiredEvent.owned(event));
    }

    /// Forgets all: the instance is gone.
    ///
    /// @return whether it had ever registered anything: a timeout that sets the next one is none
    ///   while its handler runs
    boolean clear() {
        boolean ever = any;
        any = false;
        if (!hooks.isEmpty()) {
            subscriber.unregisterPassing();
            hooks.clear();
        }
        if (!keys.isEmpty()) {
            registry.unregisterAll();
            keys.clear();
        }
        timers.clear();
        return ever;
    }
}

package org.frankenterm.extension;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.HookFilter;
import org.frankenterm.extension.event.Listener;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.PaneScope;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.sandbox.Delivery;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.sandbox.Sandbox;
import org.jspecify.annotations.Nullable;

/// A loaded extension: compiled, with its grants, its instance made at the first event it hears.
/// Any thread.
public final class Extension implements AutoCloseable {
    private final Manifest manifest;
    private final List<String> notices;
    private final ModuleLease module;
    private final Sandbox sandbox;
    private final AuditTrail trail;
    private final List<Hook> hooks;
    private final Consumer<Extension> whenClosed;

    private record Hook(EventPattern pattern, Listener listener) {
        static Hook of(HookDeclaration declared) {
            HookFilter filter =
                    HookFilter.of(declared.panes() == PaneScope.FOCUSED, declared.match());
            return new Hook(
                    new EventPattern(declared.event()), new Listener(declared.handler(), filter));
        }
    }

    /// The parts that live as long as the extension, and who wants to know when that is over.
    record Parts(
            ModuleLease module,
            Sandbox sandbox,
            AuditTrail trail,
            Consumer<Extension> whenClosed) {}

    Extension(Manifest manifest, List<String> notices, Parts parts) {
        this.manifest = manifest;
        this.notices = List.copyOf(notices);
        this.module = parts.module();
        this.sandbox = parts.sandbox();
        this.trail = parts.trail();
        this.whenClosed = parts.whenClosed();
        this.hooks =
                manifest.hooks().stream()
                        .sorted(Comparator.comparingInt(HookDeclaration::priority))
                        .map(Hook::of)
                        .toList();
    }

    /// The extension's name.
    ///
    /// @return as its manifest has it
    public ExtensionId id() {
        return manifest.id();
    }

    /// What its user should know: warnings of the manifest, grants that were held back.
    ///
    /// @return a sentence each, sanitised
    public List<String> notices() {
        return notices;
    }

    /// The handlers that listen to an event, in the order they are called in: by priority, then as
    /// declared. Whether one is called with it depends on the event's payload and what is granted,
    /// too.
    ///
    /// @param event its name
    /// @return exported functions
    public List<String> handlers(String event) {
        return listeners(event).stream().map(Listener::handler).toList();
    }

    List<Listener> listeners(String event) {
        return hooks.stream()
                .filter(hook -> hook.pattern().matches(event))
                .map(Hook::listener)
                .toList();
    }

    Delivery deliver(FiredEvent event, List<Listener> listeners) {
        return sandbox.deliver(event, listeners);
    }

    /// Decides once more whether an action may be applied.
    ///
    /// @param request what it needs; null if it needs nothing
    Decision decide(@Nullable AccessRequest request) {
        return sandbox.decide(request);
    }

    /// Notes that something it asked for isn't done.
    void dropped(String action, String why) {
        trail.lifecycle("action dropped", action + ": " + why);
    }

    /// What its manifest asks for.
    PermissionSet requested() {
        return manifest.permissions();
    }

    /// @param items what is granted now, for the audit
    void regrant(GuestAccess granted, PermissionSet items) {
        sandbox.regrant(granted);
        List<String> words = items.items().stream().map(Permission::word).toList();
        trail.lifecycle("grants changed", words.isEmpty() ? "none" : String.join(" ", words));
    }

    /// Its last host calls, oldest first.
    ///
    /// @param limit how many at most; no more than the last 1,023 are kept
    /// @return the calls
    public List<AuditEntry> recentCalls(int limit) {
        return trail.recent(limit);
    }

    /// Its last denied host calls, oldest first, however many others it made since.
    ///
    /// @param limit how many at most; no more than the last 255 are kept
    /// @return the calls
    public List<AuditEntry> deniedCalls(int limit) {
        return trail.denied(limit);
    }

    /// How many host calls it ever made.
    ///
    /// @return the count, of which [#recentCalls] has the last
    public long totalCalls() {
        return trail.total();
    }

    /// Ends a call in progress within a tick of the clock; the instance is made anew at the next
    /// event. Between calls it costs the instance too.
    public void cancel() {
        sandbox.cancel();
    }

    /// Ends what is running, gives everything back and leaves its host: it hears no more events.
    /// Waits a second at most for a guest that is stuck in a host call, and then leaves its thread
    /// behind. Idempotent.
    @Override
    public void close() {
        whenClosed.accept(this);
        sandbox.close();
        trail.close();
        module.close();
    }
}

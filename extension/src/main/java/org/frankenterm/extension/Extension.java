package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.EventType;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.sandbox.Delivery;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.frankenterm.extension.sandbox.FailureLedger;
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
    private final Links links;
    private final List<HookDeclaration> hooks;
    private final Consumer<Extension> whenClosed;

    /// What connects it with its host.
    ///
    /// @param seat its place among those who hear events
    /// @param ledger where its failures are counted
    record Links(Seat seat, FailureLedger ledger) {}

    /// The parts that live as long as the extension, and who wants to know when that is over.
    record Parts(
            ModuleLease module,
            Sandbox sandbox,
            AuditTrail trail,
            Links links,
            Consumer<Extension> whenClosed) {}

    Extension(Manifest manifest, List<String> notices, Parts parts) {
        this.manifest = manifest;
        this.notices = List.copyOf(notices);
        this.module = parts.module();
        this.sandbox = parts.sandbox();
        this.trail = parts.trail();
        this.links = parts.links();
        this.whenClosed = parts.whenClosed();
        this.hooks = Seat.ordered(manifest);
    }

    /// Its hooks hear events, and its keys are bound, from now on.
    void listen() {
        links.seat().take(manifest);
    }

    /// The extension's name.
    ///
    /// @return as its manifest has it
    public ExtensionId id() {
        return manifest.id();
    }

    /// That it was loaded.
    Event loaded() {
        String payload =
                new JsonWriter()
                        .object()
                        .field("name", id().name())
                        .field("version", manifest.version().text())
                        .end()
                        .toString();
        return new Event(EventType.EXTENSION_LOADED.text(), payload);
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
        return hooks.stream()
                .filter(hook -> new EventPattern(hook.event()).matches(event))
                .map(HookDeclaration::handler)
                .toList();
    }

    /// Why the extension has failed: too many failures of its instances within a time, or processor
    /// time beyond its share once too often. No event reaches it then.
    ///
    /// @return a sentence that says what to do, too; empty if it hasn't
    public Optional<String> failure() {
        return sandbox.failure();
    }

    /// Has it tried again after a [#failure]: what was counted is forgotten.
    public void enable() {
        links.ledger().clear();
        trail.lifecycle("enabled", "");
    }

    /// How many events it should have heard, or that it made, were dropped, whatever the reason;
    /// the log has those.
    ///
    /// @return the count
    public long droppedEvents() {
        long count = 0;
        for (Drops.Why why : Drops.Why.values()) {
            count += sandbox.dropCount(why);
        }
        return count;
    }

    Delivery deliver(FiredEvent event, List<Hook> to, DeliveryListener listener) {
        return sandbox.deliver(event, to, listener);
    }

    void dropped(Drops.Why why, int events) {
        sandbox.dropped(why, events);
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

    /// Begins to close: it leaves its host, and what is running ends within a tick of the clock.
    /// Waits for nothing and tells nobody.
    void end() {
        whenClosed.accept(this);
        links.seat().leave();
        sandbox.end();
    }

    /// Ends what is running, gives everything back and leaves its host: it hears no more events.
    /// Waits a second at most for a guest that is stuck in a host call, and then leaves its thread
    /// behind. Idempotent.
    @Override
    public void close() {
        end();
        links.seat().close();
        sandbox.close();
        trail.close();
        module.close();
    }
}

package org.frankenterm.extension;

import java.util.Comparator;
import java.util.List;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.HookFilter;
import org.frankenterm.extension.event.Listener;
import org.frankenterm.extension.event.Subscriber;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.PaneScope;
import org.frankenterm.extension.sandbox.KeyRegistry;

/// An extension's place among those who hear events and have keys: from before it is loaded, if it
/// is loaded when it first hears something, until it is closed. Any thread.
final class Seat implements AutoCloseable {
    private final GuestRecipient recipient;
    private final Subscriber hooks;
    private final KeyTable keys;

    /// Makes a place at which nothing is heard yet.
    ///
    /// @param recipient who hears
    Seat(GuestRecipient recipient, Dispatcher dispatcher, KeyTable keys) {
        this.recipient = recipient;
        this.hooks = dispatcher.join(recipient);
        this.keys = keys;
    }

    GuestRecipient recipient() {
        return recipient;
    }

    /// Where the guest registers hooks of its own.
    Subscriber hooks() {
        return hooks;
    }

    /// Where the guest registers keys of its own.
    KeyRegistry keys() {
        return keys.registry(recipient.id());
    }

    /// The hooks of a manifest in the order in which they are called: by priority, then as
    /// declared.
    static List<HookDeclaration> ordered(Manifest manifest) {
        return manifest.hooks().stream()
                .sorted(Comparator.comparingInt(HookDeclaration::priority))
                .toList();
    }

    /// What the manifest declares is heard, and its keys are bound, from now on. Once.
    void take(Manifest manifest) {
        keys.declare(
                recipient,
                manifest.keybindings().stream().map(key -> key.binding(manifest.id())).toList());
        for (HookDeclaration hook : ordered(manifest)) {
            HookFilter filter = HookFilter.of(hook.panes() == PaneScope.FOCUSED, hook.match());
            hooks.register(
                    new EventPattern(hook.event()),
                    hook.priority(),
                    new Listener(hook.handler(), filter),
                    true);
        }
    }

    /// Nothing is heard any more. Idempotent.
    void leave() {
        hooks.close();
        keys.remove(recipient);
    }

    /// The same, and what has waited for the extension to be loaded is skipped. Idempotent.
    @Override
    public void close() {
        leave();
        recipient.close();
    }
}

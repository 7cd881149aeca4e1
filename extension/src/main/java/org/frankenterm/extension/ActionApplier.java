package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.HostServices.ActionSink;
import org.frankenterm.extension.HostServices.Notifier;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.api.Panes;
import org.frankenterm.extension.api.Panes.Pane;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.InputKind;
import org.frankenterm.extension.sandbox.Drops;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// Does what handlers asked for, one action after the other: asks for each once more whether it is
/// permitted, because grants, focus and what a pane shows may have changed since, and gives it to
/// who carries it out. What isn't done leaves a line in the log and an entry in the audit; the next
/// action follows in any case. Any thread, guests' included.
final class ActionApplier {
    private static final String TOO_DEEP = "caused by too long a chain of handlers";

    private final HostServices services;
    private final HostLog log;
    private final Emitter emitter;

    /// Fires events that extensions emit.
    @FunctionalInterface
    interface Emitter {
        /// Fires one, without waiting for anybody.
        ///
        /// @param causes the extensions whose actions led to it; none of them hears it
        /// @return false if there are too many causes
        boolean emit(Event event, List<ExtensionId> causes);
    }

    ActionApplier(HostServices services, HostLog log, Emitter emitter) {
        this.services = services;
        this.log = log;
        this.emitter = emitter;
    }

    /// Applies what one handler of an extension asked for.
    ///
    /// @param cause the event it handled
    void apply(Extension extension, List<Action> actions, Event cause) {
        for (Action action : actions) {
            Optional<Reason> refused = refused(extension, action);
            if (refused.isEmpty()) {
                apply(extension, action, cause);
            } else {
                dropped(extension, action, refused.get());
            }
        }
    }

    private void apply(Extension extension, Action action, Event cause) {
        try {
            carryOut(extension.id().name(), action);
        } catch (RuntimeException thrown) {
            dropped(extension, action, Reason.of(thrown));
        }
        if (action instanceof Action.Custom(String name, String payload)) {
            emit(extension, new Event(name, payload), cause);
        }
    }

    /// Applies what a handler of the host's own asked for, which needs no permission.
    ///
    /// @param cause the event it handled
    void applyNative(List<Action> actions, Event cause) {
        for (Action action : actions) {
            try {
                carryOut(NativeRecipient.NAME, action);
                if (action instanceof Action.Custom(String name, String payload)
                        && !emitter.emit(new Event(name, payload), cause.causedBy())) {
                    droppedNative(action, TOO_DEEP);
                }
            } catch (RuntimeException thrown) {
                droppedNative(action, thrown.toString());
            }
        }
    }

    private void droppedNative(Action action, String why) {
        log.hostCalls(NativeRecipient.NAME)
                .log(LogLevel.WARN, what(action) + " is dropped: " + why);
    }

    private void carryOut(String name, Action action) {
        switch (action) {
            case Action.Notify(String title, String body) -> {
                Notifier notifier = services.notifier();
                if (notifier != null) {
                    notifier.show(name, title, body);
                }
            }
            case Action.Log(LogLevel level, String message) -> log.guest(name).log(level, message);
            case Action.SetConfig _, Action.SendInput _, Action.Custom _ -> {
                ActionSink sink = services.sink();
                if (sink != null) {
                    sink.apply(name, action);
                }
            }
        }
    }

    private void emit(Extension extension, Event event, Event cause) {
        if (!emitter.emit(event, cause.causesWith(extension.id()))) {
            extension.dropped(Drops.Why.TOO_DEEP, 1);
            extension.dropped(what(new Action.Custom(event.name(), "{}")), TOO_DEEP);
        }
    }

    /// Why an action is not applied.
    ///
    /// @param told to the log
    /// @param audited the same without what the host's services say, which may be what was asked
    ///   for
    private record Reason(String told, String audited) {
        static Reason of(String why) {
            return new Reason(why, why);
        }

        static Reason of(RuntimeException thrown) {
            String what = "the host failed with ";
            return new Reason(what + thrown, what + thrown.getClass().getSimpleName());
        }
    }

    /// Why an action may not be applied any more; empty if it may.
    private Optional<Reason> refused(Extension extension, Action action) {
        if (extension.decide(request(action)) instanceof Decision.Denied(String reason)) {
            return Optional.of(Reason.of(reason));
        }
        try {
            String why =
                    switch (action) {
                        case Action.SetConfig(String key, _) -> settable(key);
                        case Action.SendInput input -> typable(input);
                        case Action.Custom _, Action.Notify _, Action.Log _ -> "";
                    };
            return why.isEmpty() ? Optional.empty() : Optional.of(Reason.of(why));
        } catch (RuntimeException thrown) {
            return Optional.of(Reason.of(thrown));
        }
    }

    private static @Nullable AccessRequest request(Action action) {
        return switch (action) {
            case Action.SetConfig(String key, _) -> new AccessRequest.SetConfig(key);
            case Action.SendInput(_, String text, _) ->
                    new AccessRequest.PaneInput(InputKind.needed(text));
            case Action.Notify _ -> new AccessRequest.Notify();
            case Action.Custom _, Action.Log _ -> null;
        };
    }

    private String settable(String key) {
        Configuration configuration = services.configuration();
        return configuration != null && configuration.settable(key)
                ? ""
                : Quoted.of(key) + " can't be set any more";
    }

    private String typable(Action.SendInput input) {
        Panes panes = services.panes();
        Optional<Pane> pane = panes == null ? Optional.empty() : panes.pane(input.pane());
        if (panes == null || pane.isEmpty()) {
            return "the pane is gone";
        }
        if (!pane.get().echo()) {
            return "the pane doesn't show what is typed any more";
        }
        boolean there = panes.focused().filter(focused -> focused.id() == input.pane()).isPresent();
        return input.whileFocused() && !there ? "the focus has moved" : "";
    }

    private void dropped(Extension extension, Action action, Reason why) {
        String what = what(action);
        log.hostCalls(extension.id().name())
                .log(LogLevel.WARN, what + " is dropped: " + why.told());
        extension.dropped(what, why.audited());
    }

    /// An action without what it says, which may be secret.
    private static String what(Action action) {
        return switch (action) {
            case Action.SetConfig(String key, _) -> "setting " + Quoted.of(key);
            case Action.SendInput(long pane, _, _) -> "typing into pane " + pane;
            case Action.Custom(String name, _) -> "event " + Quoted.of(name);
            case Action.Notify _ -> "a notice";
            case Action.Log _ -> "a line of the log";
        };
    }
}

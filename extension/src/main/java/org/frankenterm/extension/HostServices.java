package org.frankenterm.extension;

import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.Panes;
import org.frankenterm.extension.sandbox.GuestServices;
import org.jspecify.annotations.Nullable;

/// What the program around the host has to offer to its extensions. The functions that need what
/// isn't there answer -6; everything else works. All of it is called by several threads at a time.
///
/// ```java
/// HostServices services =
///         HostServices.none()
///                 .withConfiguration(settings)
///                 .withSink((extension, action) -> apply(action));
/// ```
///
/// @param panes for `ft_list_panes`, `ft_get_pane_info` and `ft_get_pane_text`; with a sink for
///   `ft_send_input`
/// @param configuration for `ft_get_config`; with a sink for `ft_set_config`
/// @param notifier for `ft_notify`
/// @param sink carries out what extensions ask for, notices apart
/// @param keys what the user has bound, which goes before what extensions bind
public record HostServices(
        @Nullable Panes panes,
        @Nullable Configuration configuration,
        @Nullable Notifier notifier,
        @Nullable ActionSink sink,
        List<UserKey> keys) {
    private static final HostServices NONE = new HostServices(null, null, null, null, List.of());

    /// Copies the list.
    public HostServices {
        keys = List.copyOf(keys);
    }

    /// Nothing.
    ///
    /// @return services that offer nothing
    public static HostServices none() {
        return NONE;
    }

    /// The same with panes.
    ///
    /// @param offered what extensions may see of them
    /// @return a copy
    public HostServices withPanes(Panes offered) {
        return new HostServices(offered, configuration, notifier, sink, keys);
    }

    /// The same with settings.
    ///
    /// @param offered what extensions may see and set of them
    /// @return a copy
    public HostServices withConfiguration(Configuration offered) {
        return new HostServices(panes, offered, notifier, sink, keys);
    }

    /// The same with notices.
    ///
    /// @param offered shows them
    /// @return a copy
    public HostServices withNotifier(Notifier offered) {
        return new HostServices(panes, configuration, offered, sink, keys);
    }

    /// The same with a sink.
    ///
    /// @param offered carries out what extensions ask for
    /// @return a copy
    public HostServices withSink(ActionSink offered) {
        return new HostServices(panes, configuration, notifier, offered, keys);
    }

    /// The same with the user's keys.
    ///
    /// @param bound each combination once
    /// @return a copy
    public HostServices withKeys(List<UserKey> bound) {
        return new HostServices(panes, configuration, notifier, sink, bound);
    }

    /// What guests see of it.
    GuestServices forGuests() {
        return new GuestServices(panes, configuration, sink != null, notifier != null);
    }

    /// A combination of keys that the user has bound, which goes before whatever extensions bind.
    ///
    /// @param combo such as `ctrl+shift+g`
    /// @param extension whose handler is called; null for none: the key is the program's own, or
    ///   goes to the pane
    /// @param handler the exported function; empty without an extension
    public record UserKey(String combo, @Nullable ExtensionId extension, String handler) {
        /// Checks that there is a handler if there is an extension.
        ///
        /// @throws IllegalArgumentException if there is one without the other
        public UserKey {
            if ((extension == null) != handler.isEmpty()) {
                throw new IllegalArgumentException("an extension and its handler go together");
            }
        }

        /// A key that calls an extension.
        ///
        /// @param combo such as `ctrl+shift+g`
        /// @param extension its name
        /// @param handler an exported function of it
        /// @return a binding
        /// @throws IllegalArgumentException if the name is none, or the handler empty
        public static UserKey calling(String combo, String extension, String handler) {
            return new UserKey(combo, new ExtensionId(extension), handler);
        }

        /// A key that no extension gets.
        ///
        /// @param combo such as `ctrl+shift+g`
        /// @return a binding
        public static UserKey own(String combo) {
            return new UserKey(combo, null, "");
        }
    }

    /// Carries out what extensions ask for. Called on guests' threads and by whoever fires events,
    /// by several at a time; it may not wait for an event that it fires.
    @FunctionalInterface
    public interface ActionSink {
        /// Carries out one action, whose permission was checked again just before. Notices don't
        /// come here but to the [Notifier]; a [Action.Custom] is fired by the host itself and comes
        /// here to be known.
        ///
        /// @param extension who asks
        /// @param action what for; what this throws is logged, and the next action follows
        void apply(String extension, Action action);
    }

    /// Shows notices to the user. Called on guests' threads and by whoever fires events, by several
    /// at a time; it may not wait for an event that it fires.
    @FunctionalInterface
    public interface Notifier {
        /// Shows one notice. Both texts are single lines that may be written to a terminal as they
        /// are.
        ///
        /// @param extension whose it is
        /// @param title begins with the extension's name
        /// @param body may be empty
        void show(String extension, String title, String body);
    }
}

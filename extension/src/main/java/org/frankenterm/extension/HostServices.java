package org.frankenterm.extension;

import org.frankenterm.extension.api.ActionSink;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.Notifier;
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
public record HostServices(
        @Nullable Panes panes,
        @Nullable Configuration configuration,
        @Nullable Notifier notifier,
        @Nullable ActionSink sink) {
    private static final HostServices NONE = new HostServices(null, null, null, null);

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
        return new HostServices(offered, configuration, notifier, sink);
    }

    /// The same with settings.
    ///
    /// @param offered what extensions may see and set of them
    /// @return a copy
    public HostServices withConfiguration(Configuration offered) {
        return new HostServices(panes, offered, notifier, sink);
    }

    /// The same with notices.
    ///
    /// @param offered shows them
    /// @return a copy
    public HostServices withNotifier(Notifier offered) {
        return new HostServices(panes, configuration, offered, sink);
    }

    /// The same with a sink.
    ///
    /// @param offered carries out what extensions ask for
    /// @return a copy
    public HostServices withSink(ActionSink offered) {
        return new HostServices(panes, configuration, notifier, offered);
    }

    /// What guests see of it.
    GuestServices forGuests() {
        return new GuestServices(panes, configuration, sink != null, notifier != null);
    }
}

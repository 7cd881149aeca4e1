package org.frankenterm.extension.permission;

/// One thing that an extension is about to do and that needs a permission.
public sealed interface AccessRequest {
    /// Seeing an environment variable.
    record EnvironmentVariable(String name) implements AccessRequest {}

    /// Reading a file or folder.
    ///
    /// @param path absolute, without `.` and `..`; anything else is denied
    record ReadFile(String path) implements AccessRequest {}

    /// Writing a file or folder.
    ///
    /// @param path absolute, without `.` and `..`; anything else is denied
    record WriteFile(String path) implements AccessRequest {}

    /// Connecting to a host, before it is resolved. If that leads to an address that is not public,
    /// whoever connects asks for [ConnectPrivate] too.
    ///
    /// @param host canonical as [HostName] has it; anything else is denied
    /// @param port from 1 to 65535
    record Connect(String host, int port) implements AccessRequest {}

    /// Connecting to a loopback, private or link-local address, to which a host was resolved.
    ///
    /// @param address canonical as [HostName] has it; anything else is denied
    /// @param port from 1 to 65535
    record ConnectPrivate(String address, int port) implements AccessRequest {}

    /// Seeing panes: text, titles, lists.
    record PaneAccess() implements AccessRequest {}

    /// Seeing keys that are pressed.
    record PaneKeys() implements AccessRequest {}

    /// Typing into a pane.
    record PaneInput(InputKind kind) implements AccessRequest {}

    /// Changing a setting.
    record SetConfig(String key) implements AccessRequest {}

    /// Showing a notice.
    record Notify() implements AccessRequest {}
}

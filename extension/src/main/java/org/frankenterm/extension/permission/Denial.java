package org.frankenterm.extension.permission;

import org.frankenterm.extension.text.Quoted;

/// Why a request was denied, and what to change: the line of the manifest, or the grant.
final class Denial {
    private Denial() {}

    static String notRequested(AccessRequest request) {
        if (request instanceof AccessRequest.SetConfig(String key)
                && ConfigKey.neverSettable(key)) {
            return subject(request) + " can't be set by any extension";
        }
        return subject(request)
                + " is not requested: "
                + line(request)
                + " under [permissions] in extension.toml and grant it";
    }

    static String notGranted(AccessRequest request, Permission asked) {
        return subject(request)
                + " is requested but not granted: grant it with --grant "
                + asked.word();
    }

    private static String subject(AccessRequest request) {
        return switch (request) {
            case AccessRequest.EnvironmentVariable(String name) ->
                    "environment variable " + Quoted.of(name);
            case AccessRequest.ReadFile(String path) -> "reading " + Quoted.of(path);
            case AccessRequest.WriteFile(String path) -> "writing " + Quoted.of(path);
            case AccessRequest.Connect(String host, int port) ->
                    "connecting to " + Quoted.of(host + ":" + port);
            case AccessRequest.ConnectPrivate(String address, int port) ->
                    "connecting to the private address " + Quoted.of(address + ":" + port);
            case AccessRequest.PaneAccess _ -> "access to panes";
            case AccessRequest.PaneKeys _ -> "seeing keys";
            case AccessRequest.PaneInput(InputKind kind) ->
                    kind == InputKind.TEXT
                            ? "typing text into panes"
                            : "typing line breaks and control characters into panes";
            case AccessRequest.SetConfig(String key) -> "setting " + Quoted.of(key);
            case AccessRequest.Notify _ -> "showing notices";
        };
    }

    private static String line(AccessRequest request) {
        return switch (request) {
            case AccessRequest.EnvironmentVariable(String name) ->
                    add(name, PermissionKey.ENVIRONMENT);
            case AccessRequest.ReadFile(String path) -> add(path, PermissionKey.FILESYSTEM_READ);
            case AccessRequest.WriteFile(String path) -> add(path, PermissionKey.FILESYSTEM_WRITE);
            case AccessRequest.Connect(String host, int port) ->
                    add(host(host, port), PermissionKey.NETWORK);
            case AccessRequest.ConnectPrivate(String address, int port) ->
                    add(host(address, port), PermissionKey.NETWORK);
            case AccessRequest.PaneAccess _ -> set(PermissionKey.PANE_ACCESS, "true");
            case AccessRequest.PaneKeys _ -> set(PermissionKey.PANE_KEYS, "true");
            case AccessRequest.PaneInput(InputKind kind) ->
                    set(PermissionKey.PANE_INPUT, Quoted.of(kind.text()));
            case AccessRequest.SetConfig(String key) -> add(key, PermissionKey.CONFIG);
            case AccessRequest.Notify _ -> set(PermissionKey.NOTIFICATIONS, "true");
        };
    }

    private static String add(String value, PermissionKey key) {
        return "add " + Quoted.of(value) + " to " + key.text();
    }

    private static String set(PermissionKey key, String value) {
        return "set " + key.text() + " = " + value;
    }

    private static String host(String host, int port) {
        return port == 443 || port == 80 ? host : host + ":" + port;
    }
}

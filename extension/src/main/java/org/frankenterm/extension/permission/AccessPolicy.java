package org.frankenterm.extension.permission;

import java.util.function.Predicate;
import org.frankenterm.extension.permission.AccessRequest.Connect;
import org.frankenterm.extension.permission.AccessRequest.ConnectPrivate;
import org.frankenterm.extension.permission.AccessRequest.EnvironmentVariable;
import org.frankenterm.extension.permission.AccessRequest.Notify;
import org.frankenterm.extension.permission.AccessRequest.PaneAccess;
import org.frankenterm.extension.permission.AccessRequest.PaneInput;
import org.frankenterm.extension.permission.AccessRequest.PaneKeys;
import org.frankenterm.extension.permission.AccessRequest.ReadFile;
import org.frankenterm.extension.permission.AccessRequest.SetConfig;
import org.frankenterm.extension.permission.AccessRequest.WriteFile;
import org.frankenterm.extension.permission.Permission.AnyNetwork;
import org.frankenterm.extension.permission.Permission.Config;
import org.frankenterm.extension.permission.Permission.Environment;
import org.frankenterm.extension.permission.Permission.FilesystemRead;
import org.frankenterm.extension.permission.Permission.FilesystemWrite;
import org.frankenterm.extension.permission.Permission.Network;
import org.frankenterm.extension.permission.Permission.Notifications;
import org.jspecify.annotations.Nullable;

/// What one extension may do: what its manifest requests *and* its user granted. Deciding is a pure
/// function, for any thread.
///
/// @param requested what the manifest asks for
/// @param granted what the user agreed to
/// @param home the user's home folder, for which `~` stands; an absolute path
/// @param granting what a person types before an item to grant it, for messages
public record AccessPolicy(
        PermissionSet requested, PermissionSet granted, String home, String granting) {
    /// What is typed where an extension is run from its files.
    public static final String OPTION = "--grant";

    /// The policy of an extension that is run from its files.
    public AccessPolicy(PermissionSet requested, PermissionSet granted, String home) {
        this(requested, granted, home, OPTION);
    }

    /// Checks the home folder.
    ///
    /// @throws IllegalArgumentException if it is not an absolute path without `..`
    public AccessPolicy {
        home = PathText.normal(home);
    }

    /// Decides one request.
    public Decision decide(AccessRequest request) {
        return switch (request) {
            case EnvironmentVariable(String name) ->
                    decide(request, of(Environment.class, item -> item.pattern().matches(name)));
            case ReadFile(String path) -> decide(request, item -> reads(item, path));
            case WriteFile(String path) -> decide(request, item -> writes(item, path));
            case Connect(String host, int port) ->
                    decide(request, item -> reaches(item, host, port));
            case ConnectPrivate(String address, int port) ->
                    decide(
                            request,
                            of(Network.class, item -> item.host().namesAddress(address, port)));
            case PaneAccess _ -> decide(request, Permission.PaneAccess.class::isInstance);
            case PaneKeys _ -> decide(request, Permission.PaneKeys.class::isInstance);
            case PaneInput(InputKind kind) ->
                    decide(
                            request,
                            of(Permission.PaneInput.class, item -> item.kind().covers(kind)));
            case SetConfig(String key) ->
                    decide(request, of(Config.class, item -> item.pattern().matches(key)));
            case Notify _ -> decide(request, Notifications.class::isInstance);
        };
    }

    /// The items in force: each that is requested and covered by a grant, and each grant that
    /// covers less than what is requested. What is handed out ahead of a request, folders and
    /// environment, comes from here.
    public PermissionSet effective() {
        return PermissionSet.of(requested.items().stream().filter(granted::covers).toList())
                .plus(
                        PermissionSet.of(
                                granted.items().stream().filter(requested::covers).toList()));
    }

    private Decision decide(AccessRequest request, Predicate<Permission> allows) {
        Permission asked = first(requested, allows);
        if (asked == null) {
            return new Decision.Denied(Denial.notRequested(request));
        }
        return first(granted, allows) == null
                ? new Decision.Denied(Denial.notGranted(request, asked, granting))
                : Decision.ALLOWED;
    }

    private static @Nullable Permission first(PermissionSet set, Predicate<Permission> allows) {
        for (Permission item : set.items()) {
            if (allows.test(item)) {
                return item;
            }
        }
        return null;
    }

    private static <T extends Permission> Predicate<Permission> of(
            Class<T> kind, Predicate<T> allows) {
        return item -> kind.isInstance(item) && allows.test(kind.cast(item));
    }

    private boolean reads(Permission item, String path) {
        return writes(item, path)
                || (item instanceof FilesystemRead(PathPattern folder)
                        && PathText.contains(folder.absolute(home), path));
    }

    private boolean writes(Permission item, String path) {
        return item instanceof FilesystemWrite(PathPattern folder)
                && PathText.contains(folder.absolute(home), path);
    }

    private static boolean reaches(Permission item, String host, int port) {
        return (item instanceof AnyNetwork && HostName.isCanonical(host))
                || (item instanceof Network(HostPattern pattern) && pattern.matches(host, port));
    }
}

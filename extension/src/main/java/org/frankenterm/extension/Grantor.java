package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.files.FileGrants;
import org.frankenterm.extension.files.GrantResolver;
import org.frankenterm.extension.files.OwnFolders;
import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.files.Resolution;
import org.frankenterm.extension.files.Resolutions;
import org.frankenterm.extension.lifecycle.StoredGrant;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.PathRisk;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.permission.Risks;
import org.frankenterm.extension.permission.SensitivePlaces;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.xdg.XdgFolder;

/// Turns the words of a grant into the items they stand for, knowing whose home and which folders
/// are the user's.
final class Grantor {
    /// Without a home nothing below `~` can be meant; the root is never grantable.
    private static final String NO_HOME = "/";

    private final SensitivePlaces places;

    Grantor(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        List<String> programs = new ArrayList<>(Installation.folders());
        programs.addAll(ours(environment, XdgFolder.CONFIG));
        places =
                new SensitivePlaces(
                        normal(home.startsWith("/") ? home : NO_HOME),
                        programs,
                        state(environment),
                        path(environment));
    }

    private static List<String> state(Map<String, String> environment) {
        List<String> state =
                new ArrayList<>(
                        ours(environment, XdgFolder.DATA, XdgFolder.STATE, XdgFolder.CACHE));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.startsWith("/")) {
            state.add(normal(runtime + "/frankenterm"));
        }
        return state;
    }

    private static List<String> ours(Map<String, String> environment, XdgFolder... kinds) {
        return Arrays.stream(kinds)
                .flatMap(kind -> kind.text(environment).stream())
                .map(Grantor::normal)
                .toList();
    }

    private static List<String> path(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(Grantor::normal)
                .toList();
    }

    /// An absolute path without `.`, `..` and doubled slashes. As text: what the environment holds
    /// need not be a path that this locale can spell.
    private static String normal(String path) {
        List<String> components = new ArrayList<>();
        for (String component : path.split("/", -1)) {
            if (component.equals("..") && !components.isEmpty()) {
                components.removeLast();
            } else if (!component.isEmpty() && !component.equals(".") && !component.equals("..")) {
                components.add(component);
            }
        }
        return "/" + String.join("/", components);
    }

    SensitivePlaces places() {
        return places;
    }

    String home() {
        return places.home();
    }

    /// What a manifest requests, its paths looked up now.
    GrantSheet sheet(PermissionSet requested) {
        return new GrantSheet(requested, places);
    }

    /// Grants of what a manifest requests. Paths are looked up now, and what they lead to is
    /// granted.
    ///
    /// @throws ExtensionException if a word names nothing that is requested
    GrantSheet.Granted grant(PermissionSet requested, List<String> words) {
        return sheet(requested).grant(words);
    }

    /// What an installed extension may do: what it was granted then, paths as what they led to
    /// then. A path that led to nothing is looked up now, and granted only if it is an ordinary
    /// one.
    ///
    /// @param name of the extension, for messages
    GuestAccess stored(String name, PermissionSet requested, List<StoredGrant> grants) {
        AccessPolicy policy = storedPolicy(name, requested, grants);
        PermissionSet inForce = policy.effective();
        PermissionSet waiting =
                PermissionSet.of(
                        grants.stream()
                                .filter(StoredGrant::waits)
                                .map(StoredGrant::item)
                                .filter(inForce::contains)
                                .toList());
        Resolutions now = new Resolutions(waiting, new GrantResolver(home()));
        Risks risks = new Risks(places, now);
        List<PathGrant> paths =
                grants.stream()
                        .filter(grant -> inForce.contains(grant.item()))
                        .flatMap(grant -> path(grant, now, risks).stream())
                        .toList();
        return new GuestAccess(
                policy, new FileGrants(paths, new OwnFolders(places.own()), policy.granting()));
    }

    /// The same without looking anything up: what is decided by the words alone.
    ///
    /// @param name of the extension, for messages
    AccessPolicy storedPolicy(String name, PermissionSet requested, List<StoredGrant> grants) {
        PermissionSet granted = PermissionSet.of(grants.stream().map(StoredGrant::item).toList());
        return new AccessPolicy(requested, granted, home(), "frankenterm extension grant " + name);
    }

    private static Optional<PathGrant> path(StoredGrant grant, Resolutions now, Risks risks) {
        if (grant.pinned() != null) {
            return Optional.of(grant.pinned());
        }
        return now.of(grant.item())
                .filter(_ -> risks.of(grant.item()) instanceof PathRisk.Ordinary)
                .filter(Resolution.Found.class::isInstance)
                .map(found -> ((Resolution.Found) found).grant());
    }

    /// What a module without a manifest requests: what is named for it. `all` and `none` name
    /// nothing.
    ///
    /// @throws ExtensionException if a word is no permission
    static PermissionSet named(List<String> words) {
        return PermissionSet.of(items(words).map(Grantor::named).toList());
    }

    /// The words of those that grant something to a module without a manifest.
    static List<String> naming(List<String> words) {
        return items(words).toList();
    }

    private static Stream<String> items(List<String> words) {
        return words.stream().filter(word -> !word.equals("all") && !word.equals("none"));
    }

    private static Permission named(String word) {
        int equals = word.indexOf('=');
        try {
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "a module without a manifest requests nothing: name what to grant as key=value, such as environment=HOME");
            }
            PermissionKey key = Permission.key(word.substring(0, equals));
            return Permission.of(key, word.substring(equals + 1));
        } catch (IllegalArgumentException e) {
            throw new ExtensionException(
                    ErrorCode.INVALID_GRANT, "can't grant that: " + e.getMessage(), e);
        }
    }
}

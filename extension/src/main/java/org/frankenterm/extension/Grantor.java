package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.XdgFolder;
import org.frankenterm.extension.files.FileGrants;
import org.frankenterm.extension.files.GrantResolver;
import org.frankenterm.extension.files.OwnFolders;
import org.frankenterm.extension.files.Resolutions;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.GrantParser;
import org.frankenterm.extension.permission.Grants;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.permission.Risks;
import org.frankenterm.extension.permission.SensitivePlaces;
import org.frankenterm.extension.sandbox.GuestAccess;

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

    /// What was granted, and what the user should know of it.
    record Granted(PermissionSet items, GuestAccess access, List<String> notices) {}

    /// Grants of what a manifest requests. Paths are looked up now, and what they lead to is
    /// granted.
    ///
    /// @throws ExtensionException if a word names nothing that is requested
    Granted grant(PermissionSet requested, List<String> words) {
        Resolutions resolutions = new Resolutions(requested, new GrantResolver(home()));
        Grants grants = GrantParser.forGrant(requested, places, resolutions).parse(words);
        if (!grants.problems().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_GRANT, "can't grant that", grants.problems());
        }
        AccessPolicy policy = new AccessPolicy(requested, grants.items(), home());
        FileGrants files = new FileGrants(resolutions.grants(policy), new OwnFolders(places.own()));
        GrantNotices notices = new GrantNotices(new Risks(places, resolutions), resolutions);
        return new Granted(grants.items(), new GuestAccess(policy, files), notices.of(grants));
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

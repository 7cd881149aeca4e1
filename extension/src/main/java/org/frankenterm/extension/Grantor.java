package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.permission.GrantParser;
import org.frankenterm.extension.permission.Grants;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.permission.PermissionSheet;
import org.frankenterm.extension.permission.SensitivePlaces;
import org.jspecify.annotations.Nullable;

/// Turns the words of a grant into the items they stand for, knowing whose home and which folders
/// are the user's.
final class Grantor {
    /// Without a home nothing below `~` can be meant; the root is never grantable.
    private static final String NO_HOME = "/";

    private final SensitivePlaces places;

    Grantor(Map<String, String> environment) {
        String home = absolute(environment.get("HOME"), NO_HOME);
        places =
                new SensitivePlaces(
                        home,
                        List.of(xdg(environment, "XDG_CONFIG_HOME", home, ".config")),
                        List.of(
                                xdg(environment, "XDG_DATA_HOME", home, ".local/share"),
                                xdg(environment, "XDG_STATE_HOME", home, ".local/state"),
                                xdg(environment, "XDG_CACHE_HOME", home, ".cache")),
                        path(environment));
    }

    private static String xdg(
            Map<String, String> environment, String variable, String home, String otherwise) {
        String base = absolute(environment.get(variable), home + "/" + otherwise);
        return normal(base + "/frankenterm");
    }

    private static List<String> path(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(Grantor::normal)
                .toList();
    }

    /// A variable that is empty or relative counts as unset (XDG Base Directory 0.8).
    private static String absolute(@Nullable String value, String otherwise) {
        return normal(value != null && value.startsWith("/") ? value : otherwise);
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
    record Granted(PermissionSet items, List<String> notices) {}

    /// Grants of what a manifest requests.
    ///
    /// @throws ExtensionException if a word names nothing that is requested
    Granted grant(PermissionSet requested, List<String> words) {
        Grants grants = GrantParser.forGrant(requested, places).parse(words);
        if (!grants.problems().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_GRANT, "can't grant that", grants.problems());
        }
        List<String> notices = new ArrayList<>();
        grants.heldBack()
                .items()
                .forEach(item ->
                        notices.add("not granted, because it has to be named: " + words(item)));
        notOffered(grants.items())
                .forEach(item ->
                        notices.add(
                                "granted, but this release doesn't offer it yet: " + words(item)));
        return new Granted(grants.items(), notices);
    }

    /// Permissions that nothing can be done with yet.
    private static Stream<Permission> notOffered(PermissionSet granted) {
        return granted.items().stream().filter(item -> item.key() != PermissionKey.ENVIRONMENT);
    }

    private static String words(Permission item) {
        return PermissionSheet.words(item);
    }

    /// Grants for a module without a manifest: what is named is what it asks for. `all` and `none`
    /// name nothing.
    ///
    /// @throws ExtensionException if a word is no permission
    PermissionSet named(List<String> words) {
        List<Permission> items = new ArrayList<>();
        for (String word : words) {
            if (!word.equals("all") && !word.equals("none")) {
                items.add(named(word));
            }
        }
        PermissionSet requested = PermissionSet.of(items);
        List<String> repeated = words.stream().filter(word -> word.contains("=")).toList();
        return grant(requested, repeated).items();
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

package org.frankenterm.extension.permission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.frankenterm.extension.text.Sanitizer;

/// What a person reads before granting: each item in plain words, riskiest first, then the
/// combinations that are worse than their parts.
///
/// @param lines the items
/// @param combinations one sanitised sentence each
public record PermissionSheet(List<Line> lines, List<String> combinations) {
    // More names than this no longer fit a line.
    private static final int MAX_HOSTS = 3;

    /// One item.
    ///
    /// @param item what is granted
    /// @param words what it allows, one sanitised line that follows "it may"
    /// @param risk for a path, whether it may be granted at all and with which warning
    public record Line(Permission item, String words, PathRisk risk) {}

    /// Copies the lists.
    public PermissionSheet {
        lines = List.copyOf(lines);
        combinations = List.copyOf(combinations);
    }

    /// The sheet of what an extension requests.
    public static PermissionSheet of(PermissionSet requested, Risks risks) {
        List<Line> lines =
                requested.items().stream()
                        .map(item -> new Line(item, words(item), risks.of(item)))
                        .sorted(Comparator.comparingInt(line -> rank(line)))
                        .toList();
        return new PermissionSheet(lines, combinations(requested));
    }

    /// What an item allows, in words that follow "it may".
    public static String words(Permission item) {
        return switch (item) {
            case Permission.FilesystemRead(PathPattern path) ->
                    "read files in " + Sanitizer.line(path.text());
            case Permission.FilesystemWrite(PathPattern path) ->
                    "read, change and delete files in " + Sanitizer.line(path.text());
            case Permission.Environment(EnvironmentPattern pattern) ->
                    pattern.isPrefix()
                            ? "read the environment variables that begin with " + pattern.stem()
                            : "read the environment variable " + pattern.text();
            case Permission.AnyNetwork _ -> "connect to any host on the Internet";
            case Permission.Network(HostPattern host) -> "connect to " + reach(host);
            case Permission.PaneAccess _ -> "read your screen: text, titles and lists of panes";
            case Permission.PaneKeys _ -> "see the keys that you press";
            case Permission.PaneInput(InputKind kind) -> typing(kind);
            case Permission.Config(ConfigPattern pattern) -> setting(pattern);
            case Permission.Notifications _ -> "show you notices";
        };
    }

    private static String reach(HostPattern host) {
        return host.subdomains()
                ? "every host beneath " + host.toString().substring(2)
                : host.toString();
    }

    private static String typing(InputKind kind) {
        return switch (kind) {
            case TEXT ->
                    "type text into your panes; no Enter, but editors and questions such as [y/N] obey it";
            case CONTROL -> "type into your panes, Enter included: it can run any command as you";
        };
    }

    private static String setting(ConfigPattern pattern) {
        if (pattern.text().equals("*")) {
            return "change every setting that extensions may set";
        }
        return pattern.isPrefix()
                ? "change the settings beneath "
                        + pattern.stem().substring(0, pattern.stem().length() - 1)
                : "change the setting " + pattern.text();
    }

    /// From the most dangerous, which is 0.
    private static int rank(Line line) {
        boolean ordinary = line.risk() instanceof PathRisk.Ordinary;
        return switch (line.item()) {
            case Permission.PaneInput(InputKind kind) -> kind == InputKind.CONTROL ? 0 : 3;
            case Permission.FilesystemWrite _ -> ordinary ? 5 : 1;
            case Permission.FilesystemRead _ -> ordinary ? 9 : 2;
            case Permission.PaneKeys _ -> 4;
            case Permission.PaneAccess _ -> 6;
            case Permission.AnyNetwork _ -> 7;
            case Permission.Network _ -> 8;
            case Permission.Environment _ -> 10;
            case Permission.Config _ -> 11;
            case Permission.Notifications _ -> 12;
        };
    }

    private static List<String> combinations(PermissionSet requested) {
        if (!requested.has(PermissionKey.NETWORK)) {
            return List.of();
        }
        List<String> seen = new ArrayList<>();
        if (requested.has(PermissionKey.PANE_KEYS)) {
            seen.add("sees the keys that you press and may send them to ");
        }
        if (requested.has(PermissionKey.PANE_ACCESS)) {
            seen.add("reads your screen and may send it to ");
        }
        if (requested.has(PermissionKey.FILESYSTEM_READ)
                || requested.has(PermissionKey.FILESYSTEM_WRITE)) {
            seen.add("reads files of yours and may send them to ");
        }
        if (requested.has(PermissionKey.ENVIRONMENT)) {
            seen.add("reads environment variables and may send them to ");
        }
        String receivers = receivers(requested);
        return seen.stream().map(what -> what + receivers).toList();
    }

    private static String receivers(PermissionSet requested) {
        if (requested.contains(new Permission.AnyNetwork())) {
            return "any host on the Internet";
        }
        List<String> hosts =
                requested.all(Permission.Network.class).stream()
                        .map(item -> item.host().toString())
                        .toList();
        return hosts.size() > MAX_HOSTS ? hosts.size() + " hosts" : String.join(", ", hosts);
    }
}

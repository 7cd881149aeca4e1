package org.frankenterm.extension.permission;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The places that turn a path permission into something else: into running programs, reading keys,
/// or changing the host itself. Paths are compared as text, component by component, and in both
/// directions: a folder that holds a sensitive place is as dangerous as the place. Whoever opens a
/// path compares devices and inodes as well.
///
/// @param home the user's home folder
/// @param configuration the host's folders of configuration and its own programs
/// @param state the host's folders that hold keys or other extensions' data: data, state, cache,
///   runtime
/// @param executables the folders of PATH
public record SensitivePlaces(
        String home, List<String> configuration, List<String> state, List<String> executables) {
    private static final String RUNS = "can run programs as you";
    private static final String KEYS = "can read your keys";
    private static final String OURS = "can read what FrankenTerm keeps for every extension";

    // No files in the sense of a grant: devices, the kernel's own tables, sockets of services.
    private static final List<String> NO_FILES = List.of("/dev", "/proc", "/sys", "/run");
    private static final List<String> SYSTEM =
            List.of(
                    "/etc", "/usr", "/boot", "/bin", "/sbin", "/lib", "/lib32", "/lib64",
                    "/libx32");

    // What a shell, a desktop session, a service manager or an everyday tool executes.
    private static final List<String> EXECUTED =
            List.of(
                    ".bashrc",
                    ".bash_profile",
                    ".bash_login",
                    ".bash_logout",
                    ".bash_aliases",
                    ".profile",
                    ".inputrc",
                    ".zshrc",
                    ".zshenv",
                    ".zprofile",
                    ".zlogin",
                    ".zlogout",
                    ".config/zsh",
                    ".kshrc",
                    ".mkshrc",
                    ".cshrc",
                    ".tcshrc",
                    ".login",
                    ".logout",
                    ".config/fish",
                    ".config/nushell",
                    ".config/environment.d",
                    ".pam_environment",
                    ".xinitrc",
                    ".xprofile",
                    ".xsession",
                    ".xsessionrc",
                    ".config/autostart",
                    ".config/autostart-scripts",
                    ".config/plasma-workspace",
                    ".config/systemd",
                    ".local/share/systemd",
                    ".local/share/applications",
                    ".local/share/dbus-1",
                    ".local/bin",
                    "bin",
                    ".cargo/bin",
                    ".gitconfig",
                    ".config/git",
                    ".vimrc",
                    ".vim",
                    ".config/nvim",
                    ".emacs",
                    ".emacs.d",
                    ".config/emacs",
                    ".tmux.conf",
                    ".config/tmux",
                    ".screenrc",
                    ".direnvrc",
                    ".config/direnv",
                    ".config/sway",
                    ".config/i3",
                    ".config/hypr",
                    ".ssh",
                    ".gnupg");
    private static final List<String> SECRET =
            List.of(
                    ".ssh",
                    ".gnupg",
                    ".mozilla",
                    ".librewolf",
                    ".thunderbird",
                    ".var/app",
                    "snap",
                    ".config/google-chrome",
                    ".config/chromium",
                    ".config/BraveSoftware",
                    ".config/microsoft-edge",
                    ".config/vivaldi",
                    ".config/opera",
                    ".aws",
                    ".azure",
                    ".config/gcloud",
                    ".kube",
                    ".docker",
                    ".config/containers",
                    ".oci",
                    ".config/doctl",
                    ".config/rclone",
                    ".terraform.d",
                    ".config/gh",
                    ".config/hub",
                    ".config/glab-cli",
                    ".netrc",
                    ".git-credentials",
                    ".config/git/credentials",
                    ".npmrc",
                    ".pypirc",
                    ".m2/settings.xml",
                    ".gem/credentials",
                    ".cargo/credentials",
                    ".cargo/credentials.toml",
                    ".vault-token",
                    ".password-store",
                    ".config/op",
                    ".pgpass",
                    ".my.cnf",
                    ".local/share/keyrings",
                    ".local/share/kwalletd",
                    ".pki");

    /// Normalises the paths.
    ///
    /// @throws IllegalArgumentException if one is not absolute or climbs with `..`
    public SensitivePlaces {
        home = PathText.normal(home);
        configuration = configuration.stream().map(PathText::normal).toList();
        state = state.stream().map(PathText::normal).toList();
        executables = executables.stream().map(PathText::normal).toList();
    }

    /// The host's own folders, which nobody may be given to write.
    public List<String> own() {
        return Stream.concat(configuration.stream(), state.stream()).toList();
    }

    /// How dangerous it is to grant an item. What is no path is ordinary.
    public PathRisk risk(Permission item) {
        return switch (item) {
            case Permission.FilesystemRead(PathPattern path) -> reading(path.absolute(home));
            case Permission.FilesystemWrite(PathPattern path) -> writing(path.absolute(home));
            case Permission.Environment _,
                    Permission.AnyNetwork _,
                    Permission.Network _,
                    Permission.PaneAccess _,
                    Permission.PaneKeys _,
                    Permission.PaneInput _,
                    Permission.Config _,
                    Permission.Notifications _ ->
                    new PathRisk.Ordinary();
        };
    }

    private PathRisk reading(String path) {
        if (unreadable(path)) {
            return noFiles();
        }
        Set<String> dangers = new LinkedHashSet<>();
        addKeys(path, dangers);
        return apart(dangers);
    }

    private PathRisk writing(String path) {
        if (unreadable(path)) {
            return noFiles();
        }
        if (beneath(SYSTEM.stream(), path)) {
            return new PathRisk.Refused("it is part of the operating system");
        }
        if (beneath(own().stream(), path)) {
            return new PathRisk.Refused("it belongs to FrankenTerm");
        }
        Set<String> dangers = new LinkedHashSet<>();
        boolean executed =
                overlaps(inHome(EXECUTED), path)
                        || overlaps(executables.stream(), path)
                        || overlaps(configuration.stream(), path)
                        || (path + "/").contains("/.git/");
        if (executed) {
            dangers.add(RUNS);
        }
        addKeys(path, dangers);
        return apart(dangers);
    }

    private void addKeys(String path, Set<String> dangers) {
        if (overlaps(inHome(SECRET), path)) {
            dangers.add(KEYS);
        }
        if (overlaps(state.stream(), path)) {
            dangers.add(OURS);
        }
    }

    private Stream<String> inHome(List<String> names) {
        return names.stream().map(name -> PathText.normal(home + "/" + name));
    }

    private static boolean unreadable(String path) {
        return path.equals("/") || beneath(NO_FILES.stream(), path);
    }

    private static boolean beneath(Stream<String> folders, String path) {
        return folders.anyMatch(folder -> PathText.contains(folder, path));
    }

    private static boolean overlaps(Stream<String> places, String path) {
        return places.anyMatch(place -> PathText.overlap(place, path));
    }

    private static PathRisk noFiles() {
        return new PathRisk.Refused("it holds devices or the system's own tables, or everything");
    }

    private static PathRisk apart(Set<String> dangers) {
        return dangers.isEmpty()
                ? new PathRisk.Ordinary()
                : new PathRisk.AskApart(String.join(" and ", dangers));
    }
}

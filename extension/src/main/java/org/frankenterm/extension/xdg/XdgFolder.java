package org.frankenterm.extension.xdg;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;

/// Where a user keeps files of one kind, by the XDG Base Directory specification 0.8: a variable
/// says so, or it is below the home folder. A variable that is empty or relative counts as unset.
public enum XdgFolder {
    /// What the user has set up.
    CONFIG("XDG_CONFIG_HOME", ".config"),
    /// What can't be had again.
    DATA("XDG_DATA_HOME", ".local/share"),
    /// What was done, and keys.
    STATE("XDG_STATE_HOME", ".local/state"),
    /// What may be deleted at any time.
    CACHE("XDG_CACHE_HOME", ".cache");

    private static final String OURS = "frankenterm";

    private final String variable;
    private final String below;

    XdgFolder(String variable, String below) {
        this.variable = variable;
        this.below = below;
    }

    /// The variable that names it.
    ///
    /// @return such as `XDG_DATA_HOME`
    public String variable() {
        return variable;
    }

    /// The part of it that is FrankenTerm's, as text: what an environment names need not be a path
    /// that this locale can spell.
    ///
    /// @param environment variables by name
    /// @return an absolute path, not normalised; empty if neither the variable nor `HOME` is one
    public Optional<String> text(Map<String, String> environment) {
        String set = environment.getOrDefault(variable, "");
        String home = environment.getOrDefault("HOME", "");
        if (set.startsWith("/")) {
            return Optional.of(set + "/" + OURS);
        }
        return home.startsWith("/")
                ? Optional.of(home + "/" + below + "/" + OURS)
                : Optional.empty();
    }

    /// The part of it that is FrankenTerm's, there or not.
    ///
    /// @param environment variables by name
    /// @return an absolute path; empty if neither the variable nor `HOME` is one
    /// @throws ExtensionException if this locale can't spell it
    public Optional<Path> in(Map<String, String> environment) {
        try {
            return text(environment).map(Path::of);
        } catch (InvalidPathException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "this locale can't spell the folder that %s or HOME names; set LC_ALL=C.UTF-8"
                            .formatted(variable),
                    e);
        }
    }
}

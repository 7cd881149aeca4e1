package org.frankenterm.extension;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.frankenterm.extension.Inspection.HookSummary;
import org.jspecify.annotations.Nullable;

/// An installed extension, as its user sees it.
///
/// @param name as its author writes it
/// @param version that runs; empty if that can't be told
/// @param state whether it runs
/// @param reason why it doesn't; empty if it does
/// @param previous the version that a rollback goes back to; empty if there is none
/// @param source the package that it came from, as its user named it, sanitised
/// @param sha256 of that package, lower-case hexadecimal; empty if that can't be told
/// @param installed when; null if that can't be told
/// @param folder where its files are
/// @param permissions what it asks for, riskiest first
/// @param hooks what it listens to; empty if its manifest was changed
public record InstalledExtension(
        String name,
        String version,
        State state,
        String reason,
        String previous,
        String source,
        String sha256,
        @Nullable Instant installed,
        Path folder,
        List<PermissionLine> permissions,
        List<HookSummary> hooks) {
    /// Copies the lists.
    public InstalledExtension {
        permissions = List.copyOf(permissions);
        hooks = List.copyOf(hooks);
    }

    /// Whether an extension runs.
    public enum State {
        /// It runs when something happens that it listens to.
        INSTALLED,
        /// Its user doesn't want it to run, or its state can't be read.
        DISABLED,
        /// It went badly too often, and isn't run until it is enabled again.
        FAILED
    }

    /// One item that its manifest asks for.
    ///
    /// @param item `key` or `key=value`, as grant and revoke take it
    /// @param word the same for a shell: in quotes where that is needed, sanitised
    /// @param words what it allows, in plain words that follow "it may"
    /// @param granted whether its user granted it
    /// @param refused whether it is never granted
    /// @param note where a granted path leads, or why it has no effect; empty if there is nothing
    ///   to say
    public record PermissionLine(
            String item,
            String word,
            String words,
            boolean granted,
            boolean refused,
            String note) {}
}

package org.frankenterm.extension;

import java.util.List;
import org.frankenterm.extension.api.ResourceLimits;
import org.jspecify.annotations.Nullable;

/// What an extension's files say about it, without running or compiling anything.
///
/// @param source the path as given, sanitised
/// @param name of the extension; empty if the manifest has errors
/// @param version of the extension; empty if the manifest has errors
/// @param description its author's words, sanitised, at most 200 code points
/// @param hooks what it listens to
/// @param permissions what it asks for, in plain words, riskiest first
/// @param limits what it may use
/// @param packaged the package it is in, or null if it is in none
/// @param module what its module declares; empty lists if there is none or it can't be read
/// @param errors why it can't be loaded, a sentence each; empty if it can
/// @param warnings what its author may want to change
public record Inspection(
        String source,
        String name,
        String version,
        String description,
        List<HookSummary> hooks,
        List<String> permissions,
        ResourceLimits limits,
        @Nullable PackageSummary packaged,
        ModuleSummary module,
        List<String> errors,
        List<String> warnings) {
    /// Copies the lists.
    public Inspection {
        hooks = List.copyOf(hooks);
        permissions = List.copyOf(permissions);
        errors = List.copyOf(errors);
        warnings = List.copyOf(warnings);
    }

    /// Whether it could be loaded, as far as its files tell.
    ///
    /// @return true if there are no errors
    public boolean valid() {
        return errors.isEmpty();
    }

    /// One hook.
    ///
    /// @param event the pattern it hears
    /// @param handler the exported function
    /// @param priority lower ones go first
    /// @param focused whether it wants events of the focused pane only
    /// @param match what the event's text or title has to match; empty for nothing
    public record HookSummary(
            String event, String handler, int priority, boolean focused, String match) {}

    /// A package.
    ///
    /// @param bytes its size
    /// @param sha256 of the file, lower-case hexadecimal
    /// @param entries what is in it, in its order
    public record PackageSummary(long bytes, String sha256, List<EntrySummary> entries) {
        /// Copies the list.
        public PackageSummary {
            entries = List.copyOf(entries);
        }
    }

    /// A file or folder in a package.
    ///
    /// @param name where it is; a folder's ends in `/`
    /// @param bytes its size
    /// @param compressedBytes how much of the package it takes
    public record EntrySummary(String name, long bytes, long compressedBytes) {}

    /// A module.
    ///
    /// @param bytes its size; 0 if there is none
    /// @param sha256 of the binary, lower-case hexadecimal; empty if there is none
    /// @param entry what is called first: `_initialize`, `_start` or empty
    /// @param functions how many it defines
    /// @param imports `module.name type` each, in order
    /// @param exports `name type` each, in order; functions only
    public record ModuleSummary(
            long bytes,
            String sha256,
            String entry,
            int functions,
            List<String> imports,
            List<String> exports) {
        /// No module.
        public static final ModuleSummary NONE =
                new ModuleSummary(0, "", "", 0, List.of(), List.of());

        /// Copies the lists.
        public ModuleSummary {
            imports = List.copyOf(imports);
            exports = List.copyOf(exports);
        }
    }
}

package org.frankenterm.extension.manifest;

import java.util.List;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.permission.PermissionSet;
import org.jspecify.annotations.Nullable;

/// A manifest without errors.
///
/// @param id the extension's name
/// @param version `0.0.0` unless given
/// @param about what its author tells people
/// @param minFrankentermVersion the oldest host it runs on, which is no newer than the one that
///   read it, or null
/// @param entry the module's path inside the package, or null for a package of assets alone
/// @param hooks in their order
/// @param permissions what it requests
/// @param limits what it may use, within the host's maxima
/// @param keybindings in their order
/// @param themes paths inside the package
public record Manifest(
        ExtensionId id,
        SemVer version,
        About about,
        @Nullable SemVer minFrankentermVersion,
        @Nullable String entry,
        List<HookDeclaration> hooks,
        PermissionSet permissions,
        ResourceLimits limits,
        List<KeybindingDeclaration> keybindings,
        List<String> themes) {
    /// Copies the lists.
    public Manifest {
        hooks = List.copyOf(hooks);
        keybindings = List.copyOf(keybindings);
        themes = List.copyOf(themes);
    }
}

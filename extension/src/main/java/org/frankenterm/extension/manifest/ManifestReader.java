package org.frankenterm.extension.manifest;

import java.util.List;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseOptions;
import org.tomlj.TomlParseResult;

/// Reader of `extension.toml`, TOML 1.0. Reports every problem with its position, and never throws
/// for what is in the file. For any thread.
///
/// @param host the version of this host, compared with `min_frankenterm_version`
/// @param maxima what no extension's limits may exceed
public record ManifestReader(SemVer host, ResourceLimits maxima) {
    // The parser repeats keys whole.
    private static final int MAX_MESSAGE = 200;
    // A manifest is four levels deep.
    private static final TomlParseOptions OPTIONS =
            TomlParseOptions.defaults().withoutSource().withMaxNestingDepth(32);
    private static final List<String> TABLES =
            List.of(
                    "extension",
                    "engine",
                    "permissions",
                    "hooks",
                    "limits",
                    "keybindings",
                    "assets");

    /// Reads a manifest.
    ///
    /// @param utf8 the bytes of the file
    /// @param source what messages call the file, `extension.toml` or a path
    public ManifestReading read(byte[] utf8, String source) {
        Problems problems = new Problems();
        String text = ManifestText.of(utf8, problems);
        Manifest manifest = text == null ? null : parse(text, problems);
        return new ManifestReading(
                Sanitizer.line(source), problems.hasErrors() ? null : manifest, problems.list());
    }

    private @Nullable Manifest parse(String text, Problems problems) {
        TomlParseResult toml = Toml.parse(text, OPTIONS);
        for (TomlParseError error : toml.errors()) {
            Place place = new Place(error.position().line(), error.position().column());
            String message = String.valueOf(error.getMessage());
            problems.error(place, "is not TOML: " + Sanitizer.line(message, MAX_MESSAGE));
        }
        // A tree with gaps would give problems that nobody made.
        return problems.hasErrors() ? null : manifest(new Section(toml, "", Place.START, problems));
    }

    private @Nullable Manifest manifest(Section root) {
        root.warnUnknown(TABLES);
        IdentityReader identity = IdentityReader.of(root);
        List<HookDeclaration> hooks = HookReader.read(root);
        PermissionSet permissions = PermissionReader.read(root);
        List<KeybindingDeclaration> keybindings = KeybindingReader.read(root, permissions);
        List<String> themes = EntryReader.themes(root);
        boolean assetsOnly = !themes.isEmpty() && !root.has("hooks") && !root.has("keybindings");
        String entry = EntryReader.entry(root, assetsOnly);
        ResourceLimits limits = LimitsReader.read(root, maxima);
        if (identity == null) {
            return null;
        }
        ExtensionId id = identity.id();
        SemVer version = identity.version();
        SemVer minimum = identity.minimum(host);
        About about = identity.about();
        return id == null
                ? null
                : new Manifest(
                        id,
                        version,
                        about,
                        minimum,
                        entry,
                        hooks,
                        permissions,
                        limits,
                        keybindings,
                        themes);
    }
}

package org.frankenterm.extension.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.manifest.About;
import org.frankenterm.extension.manifest.HookDeclaration;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.manifest.ManifestReading;
import org.frankenterm.extension.manifest.PaneScope;
import org.frankenterm.extension.manifest.Place;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.PermissionSet;
import org.jspecify.annotations.Nullable;

/// An extension as its user has it: a package, a folder with an `extension.toml`, or a module
/// alone.
///
/// @param name for messages: the path as given, sanitised
/// @param reading of the manifest; for a module alone one that was made up
/// @param wasm the module; null if the manifest has errors, or it needs none
/// @param archive the package that all of it is from, or null
@SuppressWarnings("ArrayRecordComponent") // 32 MiB are not copied, and never compared
public record ExtensionSource(
        String name,
        ManifestReading reading,
        byte @Nullable [] wasm,
        @Nullable FtxPackage archive) {
    private static final String MANIFEST = FtxPackage.MANIFEST;
    private static final Place NOWHERE = new Place(1, 1);

    /// Reads a folder with a manifest.
    ///
    /// @throws ExtensionException if there is no such folder, no manifest in it, or a file can't be
    ///   read
    public static ExtensionSource folder(Path folder, ManifestReader reader) {
        Path manifest = folder.resolve(MANIFEST);
        if (Files.notExists(manifest)) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND,
                    "%s is no extension: there is no extension.toml in it"
                            .formatted(WholeFile.shown(folder)));
        }
        ManifestReading reading = reader.read(SourceFiles.manifest(manifest), manifest.toString());
        Manifest read = reading.manifest();
        byte[] wasm =
                read == null || read.entry() == null
                        ? null
                        : SourceFiles.module(folder.resolve(read.entry()));
        return new ExtensionSource(WholeFile.shown(folder), reading, wasm, null);
    }

    /// Takes manifest and module out of a package, which may be no file yet.
    ///
    /// @param name for messages, sanitised
    /// @throws ExtensionException if something that the manifest names is not in it
    public static ExtensionSource packaged(FtxPackage archive, String name, ManifestReader reader) {
        ManifestReading reading = reader.read(archive.manifest(), name + "/" + MANIFEST);
        Manifest read = reading.manifest();
        if (read != null) {
            PackageContents.require(name, read, archive);
        }
        byte[] wasm =
                read == null || read.entry() == null
                        ? null
                        : archive.content(read.entry()).orElse(null);
        return new ExtensionSource(name, reading, wasm, archive);
    }

    /// Reads a module without a manifest, as if one named its handlers and asked for what is
    /// granted.
    ///
    /// @param handlers exported functions, called for every event
    /// @param requested what it may ask for
    /// @throws ExtensionException if there is no such file or it can't be read
    public static ExtensionSource module(
            Path file, List<String> handlers, PermissionSet requested) {
        byte[] wasm = SourceFiles.module(file);
        List<HookDeclaration> hooks = handlers.stream().map(ExtensionSource::onEveryEvent).toList();
        Manifest manifest =
                new Manifest(
                        new ExtensionId(idOf(file)),
                        new SemVer("0.0.0"),
                        new About("", List.of(), null, null),
                        null,
                        String.valueOf(file.getFileName()),
                        hooks,
                        requested,
                        ResourceLimits.DEFAULT,
                        List.of(),
                        List.of());
        String name = WholeFile.shown(file);
        return new ExtensionSource(
                name, new ManifestReading(name, manifest, List.of()), wasm, null);
    }

    private static HookDeclaration onEveryEvent(String handler) {
        String everything = EventPattern.EVERYTHING.text();
        return new HookDeclaration(everything, handler, 0, PaneScope.ALL, null, NOWHERE);
    }

    /// A valid name out of a file's.
    private static String idOf(Path file) {
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.wasm$", "");
        String name =
                stem.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9._-]", "-")
                        .replaceFirst("^[^a-z0-9]+", "")
                        .replaceFirst("\\.+$", "");
        String cut = name.substring(0, Math.min(name.length(), 64)).replaceFirst("\\.+$", "");
        return ExtensionId.valid(cut) ? cut : "module";
    }
}

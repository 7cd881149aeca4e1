package org.frankenterm.extension.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.manifest.Manifest;

/// A package that was checked and may be installed.
///
/// @param archive its bytes
/// @param manifest out of them
/// @param source where they are from, for people
/// @param grants what its user granted it
public record NewVersion(
        FtxPackage archive, Manifest manifest, String source, List<StoredGrant> grants) {
    /// Copies the list.
    public NewVersion {
        grants = List.copyOf(grants);
    }

    ExtensionId id() {
        return manifest.id();
    }

    /// @param files as they were extracted
    InstalledVersion installed(SortedMap<String, String> files, Instant when) {
        return new InstalledVersion(
                archive.sha256(),
                manifest.version(),
                source,
                when,
                files,
                manifest.permissions(),
                grants);
    }
}

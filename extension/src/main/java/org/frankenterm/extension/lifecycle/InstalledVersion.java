package org.frankenterm.extension.lifecycle;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.manifest.SemVer;
import org.frankenterm.extension.permission.PathText;
import org.frankenterm.extension.permission.PermissionSet;

/// One version of an installed extension: what its files are, and what its user granted it.
///
/// @param sha256 of the package it came from, by which its folder is named
/// @param version its manifest's
/// @param source the package's path, for its user; sanitised, proves nothing
/// @param installed when
/// @param files the SHA-256 of each file, by its name in the package
/// @param requested what its manifest asks for
/// @param grants what was granted of that
public record InstalledVersion(
        String sha256,
        SemVer version,
        String source,
        Instant installed,
        SortedMap<String, String> files,
        PermissionSet requested,
        List<StoredGrant> grants) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /// Copies the collections.
    ///
    /// @throws IllegalArgumentException if a hash is none, a file isn't one beneath the folder, or
    ///   there is no manifest
    public InstalledVersion {
        if (!isSha256(sha256) || !files.values().stream().allMatch(InstalledVersion::isSha256)) {
            throw new IllegalArgumentException("a SHA-256 has 64 digits of lower-case hexadecimal");
        }
        if (!files.containsKey(FtxPackage.MANIFEST)
                || !files.keySet().stream().allMatch(InstalledVersion::isBeneath)) {
            throw new IllegalArgumentException(
                    "a version has a manifest, and no file outside its folder");
        }
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        grants = List.copyOf(grants);
    }

    static boolean isSha256(String text) {
        return SHA256.matcher(text).matches();
    }

    private static boolean isBeneath(String file) {
        return PathText.isNormal("/" + file) && !file.isEmpty() && file.indexOf('\0') < 0;
    }

    /// What was granted, without what its paths led to.
    public PermissionSet granted() {
        return PermissionSet.of(grants.stream().map(StoredGrant::item).toList());
    }

    /// The same version with other grants.
    public InstalledVersion withGrants(List<StoredGrant> others) {
        return new InstalledVersion(sha256, version, source, installed, files, requested, others);
    }
}

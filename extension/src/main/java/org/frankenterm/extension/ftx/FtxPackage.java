package org.frankenterm.extension.ftx;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.frankenterm.extension.hash.Sha256;

/// A package that was read and found plain. Everything is taken from the bytes that were verified
/// and hashed, never from the file again. Immutable, for any thread.
public final class FtxPackage {
    /// Where a package has its manifest.
    public static final String MANIFEST = "extension.toml";

    private final byte[] bytes;
    private final String sha256;
    private final List<FtxEntry> entries;
    private final Map<String, FtxEntry> byName = new HashMap<>();

    /// @param bytes not copied, never changed
    /// @param entries verified
    FtxPackage(byte[] bytes, List<FtxEntry> entries) {
        this.bytes = bytes;
        this.sha256 = Sha256.hex(bytes);
        this.entries = List.copyOf(entries);
        entries.forEach(entry -> byName.put(entry.name(), entry));
    }

    /// The hash of the whole file, in lower-case hexadecimal.
    public String sha256() {
        return sha256;
    }

    /// How large the file is, in bytes.
    public int size() {
        return bytes.length;
    }

    /// What is in it, in its order.
    public List<FtxEntry> entries() {
        return entries;
    }

    /// The bytes of `extension.toml`, at most 256 KiB.
    public byte[] manifest() {
        return content(MANIFEST)
                .orElseThrow(() -> new AssertionError("a package without one is refused"));
    }

    /// The bytes of a file, inflated anew each time.
    ///
    /// @param name exactly as in the package
    /// @return a copy that is the caller's; empty if there is no such file
    public Optional<byte[]> content(String name) {
        return Optional.ofNullable(byName.get(name))
                .filter(entry -> !entry.folder())
                .map(this::content);
    }

    private byte[] content(FtxEntry entry) {
        try {
            return new EntryData(bytes, entry).content();
        } catch (PackageRefused e) {
            throw new AssertionError("verified bytes have changed", e);
        }
    }

    /// Writes everything into a new folder: folders 0700, files 0600, all of it on the device when
    /// this returns. The folder that this one is made in is the caller's to sync, and what was
    /// written is the caller's to sweep if this fails.
    ///
    /// @param folder that doesn't exist yet, in one that nobody else can write
    /// @return the SHA-256 of each file by its name, in lower-case hexadecimal
    /// @throws org.frankenterm.extension.api.ExtensionException if anything can't be written
    public SortedMap<String, String> extract(Path folder) {
        return new Extraction(this, folder).run();
    }
}

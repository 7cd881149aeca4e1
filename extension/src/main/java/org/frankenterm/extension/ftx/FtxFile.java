package org.frankenterm.extension.ftx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.frankenterm.extension.api.ExtensionException;

/// A file that is a package.
public final class FtxFile {
    /// What the names of packages end in.
    public static final String SUFFIX = ".ftx";

    private FtxFile() {}

    /// Whether a path is meant to be a package, by its name.
    public static boolean named(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /// Reads a package whole and once, and checks those bytes.
    ///
    /// @throws ExtensionException if there is no such file, it can't be read, or it is refused
    public static FtxPackage open(Path file) {
        try {
            requireSize(file);
            return FtxReader.read(WholeFile.read(file, FtxLimits.PACKAGE_BYTES + 1));
        } catch (PackageRefused refused) {
            throw refused.explained("can't open " + WholeFile.shown(file));
        }
    }

    /// Before it is read: what can't be a package isn't worth its memory.
    private static void requireSize(Path file) throws PackageRefused {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > FtxLimits.PACKAGE_BYTES) {
                throw FtxReader.tooLarge();
            }
        } catch (IOException unknown) {
            // reading it tells what is wrong
        }
    }
}

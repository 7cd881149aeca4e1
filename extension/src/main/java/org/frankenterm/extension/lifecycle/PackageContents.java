package org.frankenterm.extension.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.FtxEntry;
import org.frankenterm.extension.ftx.FtxPackage;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;

/// Whether a package has what its manifest names.
final class PackageContents {
    private PackageContents() {}

    /// @param name of the package, for messages
    /// @throws ExtensionException with all that is missing
    static void require(String name, Manifest manifest, FtxPackage archive) {
        List<String> files =
                archive.entries().stream()
                        .filter(entry -> !entry.folder())
                        .map(FtxEntry::name)
                        .toList();
        List<String> problems = new ArrayList<>();
        if (manifest.entry() != null && !files.contains(manifest.entry())) {
            problems.add(missing("module", manifest.entry(), files));
        }
        manifest.themes().stream()
                .filter(theme -> !files.contains(theme))
                .forEach(theme -> problems.add(missing("theme", theme, files)));
        if (problems.size() == 1) {
            throw new ExtensionException(
                    ErrorCode.INVALID_PACKAGE,
                    "can't use %s: %s".formatted(name, problems.getFirst()));
        }
        if (!problems.isEmpty()) {
            throw new ExtensionException(ErrorCode.INVALID_PACKAGE, "can't use " + name, problems);
        }
    }

    private static String missing(String what, String path, List<String> files) {
        return "its manifest names the %s %s, which is not in it%s"
                .formatted(
                        what,
                        Quoted.of(path),
                        Nearest.to(path, files)
                                .map(near -> "; did you mean " + Quoted.of(near) + "?")
                                .orElse(""));
    }
}

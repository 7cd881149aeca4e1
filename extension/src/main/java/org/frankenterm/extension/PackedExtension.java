package org.frankenterm.extension;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.Inspection.PackageSummary;

/// A package that was written.
///
/// @param file where it is
/// @param inspection what it says about itself, read back from it
/// @param summary what it consists of
/// @param leftOut what is in the folder and not in the package, sanitised and sorted; folders end
///   in `/`
public record PackedExtension(
        Path file, Inspection inspection, PackageSummary summary, List<String> leftOut) {
    /// Copies the list.
    public PackedExtension {
        leftOut = List.copyOf(leftOut);
    }
}

package org.frankenterm.extension.manifest;

import java.util.List;
import org.frankenterm.extension.manifest.ManifestProblem.Severity;
import org.jspecify.annotations.Nullable;

/// What came of reading a manifest.
///
/// @param source the sanitised name of the manifest, for messages
/// @param manifest the manifest, or null if there is an error among the problems
/// @param problems at most 100: errors before warnings, each by position
public record ManifestReading(
        String source, @Nullable Manifest manifest, List<ManifestProblem> problems) {
    /// Copies the problems.
    public ManifestReading {
        problems = List.copyOf(problems);
    }

    /// The errors alone.
    public List<ManifestProblem> errors() {
        return problems.stream().filter(problem -> problem.severity() == Severity.ERROR).toList();
    }

    /// The warnings alone.
    public List<ManifestProblem> warnings() {
        return problems.stream().filter(problem -> problem.severity() == Severity.WARNING).toList();
    }

    /// The problems as lines of a report.
    public List<String> report() {
        return problems.stream().map(problem -> problem.in(source)).toList();
    }
}

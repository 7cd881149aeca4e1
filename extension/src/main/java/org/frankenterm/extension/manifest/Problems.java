package org.frankenterm.extension.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.manifest.ManifestProblem.Severity;

/// The problems of one reading, as they are found. Keeps at most [#MAX] of a severity, counts the
/// others, and never lets warnings hide an error.
final class Problems {
    static final int MAX = 100;

    private final List<ManifestProblem> errors = new ArrayList<>();
    private final List<ManifestProblem> warnings = new ArrayList<>();
    private int count;

    void error(Place place, String message) {
        add(errors, Severity.ERROR, place, message);
    }

    void warning(Place place, String message) {
        add(warnings, Severity.WARNING, place, message);
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    /// At most [#MAX] problems: errors before warnings, each by position; the last one says how
    /// many more there are.
    List<ManifestProblem> list() {
        Comparator<ManifestProblem> byPosition =
                Comparator.comparingInt(ManifestProblem::line)
                        .thenComparingInt(ManifestProblem::column);
        List<ManifestProblem> all =
                Stream.concat(
                                errors.stream().sorted(byPosition),
                                warnings.stream().sorted(byPosition))
                        .toList();
        if (count <= MAX) {
            return all;
        }
        List<ManifestProblem> first = new ArrayList<>(all.subList(0, MAX - 1));
        ManifestProblem last = first.getLast();
        Severity severity = hasErrors() ? Severity.ERROR : Severity.WARNING;
        int more = count - first.size();
        first.add(
                new ManifestProblem(
                        severity, last.line(), last.column(), "and " + more + " more problems"));
        return List.copyOf(first);
    }

    private void add(List<ManifestProblem> to, Severity severity, Place place, String message) {
        count++;
        if (to.size() < MAX) {
            to.add(new ManifestProblem(severity, place.line(), place.column(), message));
        }
    }
}

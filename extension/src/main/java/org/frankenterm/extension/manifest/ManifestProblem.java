package org.frankenterm.extension.manifest;

/// Something wrong with a manifest.
///
/// @param severity whether the manifest can be used all the same
/// @param line from 1
/// @param column from 1
/// @param message one sanitised line, without a trailing period
public record ManifestProblem(Severity severity, int line, int column, String message) {
    /// How bad a problem is.
    public enum Severity {
        /// The manifest can't be used.
        ERROR,
        /// The manifest can be used; its author probably meant something else.
        WARNING
    }

    /// The problem as a line of a report: `extension.toml:3:1: error: …`.
    ///
    /// @param source the sanitised name of the manifest
    public String in(String source) {
        String kind =
                switch (severity) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                };
        return source + ":" + line + ":" + column + ": " + kind + ": " + message;
    }
}

package org.frankenterm.extension.audit;

/// Something that a check of the journal found.
///
/// @param severity how bad it is
/// @param file the journal file, or `head`
/// @param sequence the first record it is about; 0 for the file as a whole
/// @param message what and why, a sanitised sentence without a period
public record AuditFinding(Severity severity, String file, long sequence, String message) {
    /// How bad a finding is.
    public enum Severity {
        /// Somebody changed, removed or added something.
        TAMPERED,
        /// A process ended before it could say so; what it wrote is there.
        CRASHED,
        /// A process is writing just now.
        LIVE
    }
}

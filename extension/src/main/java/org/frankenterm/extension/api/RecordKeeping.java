package org.frankenterm.extension.api;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a host keeps what extensions did and said: the audit and their logs.
///
/// @param folder of the user's state, such as `$XDG_STATE_HOME/frankenterm`; `audit/`, `audit.key`
///   and `logs/` are made in it
/// @param auditBytesPerExtension what the audit of each extension may take, at least 64 KiB; then
///   its own oldest entries make room
public record RecordKeeping(Path folder, long auditBytesPerExtension) {
    /// What the audit of an extension may take, unless the host says otherwise: 8 MiB.
    public static final long AUDIT_BYTES = 8L << 20;

    private static final long LEAST_AUDIT_BYTES = 64 << 10;

    /// Checks the bound.
    ///
    /// @throws IllegalArgumentException if it is less than 64 KiB, or the folder is relative
    public RecordKeeping {
        if (auditBytesPerExtension < LEAST_AUDIT_BYTES) {
            throw new IllegalArgumentException(
                    "the audit of an extension needs at least 64 KiB, not "
                            + auditBytesPerExtension
                            + " bytes");
        }
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("the folder of the audit must be absolute");
        }
    }

    /// Below the user's folder for state.
    ///
    /// @param environment variables by name
    /// @return the usual place; empty if neither `XDG_STATE_HOME` nor `HOME` is absolute
    /// @throws ExtensionException if this locale can't spell it
    public static Optional<RecordKeeping> in(Map<String, String> environment) {
        return XdgFolder.STATE
                .in(environment)
                .map(folder -> new RecordKeeping(folder, AUDIT_BYTES));
    }
}

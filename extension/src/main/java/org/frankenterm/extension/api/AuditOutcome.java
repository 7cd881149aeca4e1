package org.frankenterm.extension.api;

/// How a host call ended.
public enum AuditOutcome {
    /// It did what it was asked.
    OK,
    /// A permission was missing.
    DENIED,
    /// It failed, or the guest asked for something impossible.
    ERROR
}

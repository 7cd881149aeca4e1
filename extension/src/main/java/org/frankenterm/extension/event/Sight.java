package org.frankenterm.extension.event;

import java.util.Optional;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;

/// Who may hear an event, or see a field of one.
public enum Sight {
    /// Every extension that listens.
    FREE,
    /// Those that may see panes.
    PANE_ACCESS,
    /// Those that may see keys.
    PANE_KEYS;

    /// What has to be granted for it; empty for what is free.
    public Optional<PermissionKey> permission() {
        return switch (this) {
            case FREE -> Optional.empty();
            case PANE_ACCESS -> Optional.of(PermissionKey.PANE_ACCESS);
            case PANE_KEYS -> Optional.of(PermissionKey.PANE_KEYS);
        };
    }

    /// Whether an extension has it.
    Decision decide(AccessPolicy policy) {
        return switch (this) {
            case FREE -> Decision.ALLOWED;
            case PANE_ACCESS -> policy.decide(new AccessRequest.PaneAccess());
            case PANE_KEYS -> policy.decide(new AccessRequest.PaneKeys());
        };
    }
}

package org.frankenterm.extension.manifest;

/// Of which panes a hook wants events.
public enum PaneScope {
    /// The pane that has the focus.
    FOCUSED,
    /// Every pane.
    ALL
}

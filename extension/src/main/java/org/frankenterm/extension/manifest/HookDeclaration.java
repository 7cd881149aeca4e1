package org.frankenterm.extension.manifest;

import org.jspecify.annotations.Nullable;

/// A hook of a manifest.
///
/// @param event a valid event pattern: a name, `prefix.*`, `*`, or one of these behind
///   `<extension>:`
/// @param handler the export to call
/// @param priority lower ones go first
/// @param panes which panes' events
/// @param match a pattern over the event's text or title that was compiled once, or null for every
///   event
/// @param place where it stands, for messages about its handler
public record HookDeclaration(
        String event,
        String handler,
        int priority,
        PaneScope panes,
        @Nullable String match,
        Place place) {}

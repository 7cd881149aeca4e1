package org.frankenterm.extension.manifest;

/// A keybinding of a manifest.
///
/// @param key the combination as written, not empty
/// @param handler the export to call
/// @param description its author's words, empty if there are none
/// @param place where it stands, for messages about its key and handler
public record KeybindingDeclaration(String key, String handler, String description, Place place) {}

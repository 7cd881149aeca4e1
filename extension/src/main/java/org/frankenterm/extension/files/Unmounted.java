package org.frankenterm.extension.files;

/// A grant that an instance doesn't have, or not wholly.
///
/// @param path as it was granted
/// @param reason a sanitised sentence: why, and what to do
public record Unmounted(String path, String reason) {}

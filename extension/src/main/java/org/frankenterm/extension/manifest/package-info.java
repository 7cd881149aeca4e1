/// What an extension says of itself: `extension.toml`, read with positions, every problem at once.
///
/// Texts in a [Manifest] are its author's: whatever shows them passes them through the sanitiser
/// first; problems have passed already. Uses `permission`, `keybinding`, `text` and `api`; used by
/// packages and life cycle.
package org.frankenterm.extension.manifest;

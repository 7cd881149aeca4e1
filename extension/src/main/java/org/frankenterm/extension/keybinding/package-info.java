/// Keybindings: the grammar of key combinations, which handler a combination reaches, and who loses
/// one to whom.
///
/// Values and functions alone: nothing here reads a key, waits, or calls a guest. Uses `api`,
/// `text` and `json`; used by `manifest` and everything to its right.
package org.frankenterm.extension.keybinding;

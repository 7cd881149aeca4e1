package org.frankenterm.extension.api;

import java.util.Optional;

/// The settings of the program that hosts extensions, as far as they may see or change them. Called
/// on guests' threads and by whoever fires events, by several at a time; a guest's call lasts as
/// long as this takes.
///
/// Whatever this says, keys beneath `extensions`, `audit` and `security`, and keys whose name says
/// that something is executed, are never set; and keys whose name says that they hold a secret are
/// never shown.
public interface Configuration {
    /// The value of a key that extensions may see.
    ///
    /// @param key names separated by dots
    /// @return a JSON text; empty if there is no such key, or extensions may not see it: any may
    ///   ask, without a permission, so never a secret
    Optional<String> value(String key);

    /// Whether extensions may set a key, given the permission to.
    ///
    /// @param key names separated by dots
    /// @return false for a key that doesn't exist and for one whose value is executed, as a shell,
    ///   a command or a key binding is
    boolean settable(String key);
}

package org.frankenterm.extension.storage;

import java.nio.file.Path;

/// Where an extension's data are.
public sealed interface StoragePlace {
    /// In memory, gone with the host.
    record Memory() implements StoragePlace {}

    /// In a file that a person named. It is used if it is this extension's, whoever installed that,
    /// and refused otherwise: what a person named is never moved.
    ///
    /// @param file made at the first use
    record Named(Path file) implements StoragePlace {}

    /// In the folder of all installed extensions. What is there and not this installation's, or
    /// damaged, is moved aside.
    ///
    /// @param folder that holds it
    /// @param installation what tells it from others of the same name, before it and after it
    record Installed(StorageFolder folder, String installation) implements StoragePlace {}
}

package org.frankenterm.extension.lifecycle;

import org.frankenterm.extension.api.ExtensionId;

/// An extension in the folder of installed ones.
public sealed interface Installed {
    /// What its folder is called.
    ExtensionId id();

    /// Its state is known.
    record Sound(InstalledState state) implements Installed {
        @Override
        public ExtensionId id() {
            return state.id();
        }
    }

    /// There is something of that name whose state can't be read: it is not run.
    ///
    /// @param reason a clause that tells why not, sanitised
    record Unsound(ExtensionId id, String reason) implements Installed {}
}

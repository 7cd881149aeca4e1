package org.frankenterm.extension.permission;

import java.util.Optional;

/// What paths lead to on this machine, at the moment somebody grants them. Whoever knows the file
/// system implements it; here, paths are text.
public interface PathLookup {
    /// Knows nothing: every path leads to itself.
    PathLookup TEXT =
            new PathLookup() {
                @Override
                public Permission real(Permission item) {
                    return item;
                }

                @Override
                public Optional<String> refusal(Permission item) {
                    return Optional.empty();
                }
            };

    /// The same permission on the path that an item's path leads to, its links followed; the item
    /// itself if there are none, or it is no path.
    Permission real(Permission item);

    /// Why what an item's path leads to can't be granted; empty if it can.
    Optional<String> refusal(Permission item);
}

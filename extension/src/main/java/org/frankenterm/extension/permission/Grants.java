package org.frankenterm.extension.permission;

import java.util.List;

/// What a user's `--grant` words stand for.
///
/// @param items the requested items that they name
/// @param heldBack requested items that `all` or a bare key leaves out, because they must be named
///   one by one
/// @param problems what is wrong with the words, one sentence each; if there is any, nothing should
///   be granted
public record Grants(PermissionSet items, PermissionSet heldBack, List<String> problems) {
    /// Copies the problems.
    public Grants {
        problems = List.copyOf(problems);
    }
}

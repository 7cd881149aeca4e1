package org.frankenterm.extension.files;

import java.util.List;

/// The paths that an extension was granted, and what of them it may never write.
///
/// @param grants in the order in which they were requested
/// @param own the host's own folders
/// @param granting what a person types before an item to grant it, for messages
public record FileGrants(List<PathGrant> grants, OwnFolders own, String granting) {
    /// No files.
    public static final FileGrants NONE = new FileGrants(List.of(), new OwnFolders(List.of()), "");

    /// Copies the list.
    public FileGrants {
        grants = List.copyOf(grants);
    }
}

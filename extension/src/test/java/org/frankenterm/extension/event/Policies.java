package org.frankenterm.extension.event;

import java.util.Arrays;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;

/// Policies of extensions that were granted what they ask for.
final class Policies {
    private Policies() {}

    /// @param words as on the command line
    static AccessPolicy granted(String... words) {
        PermissionSet set = PermissionSet.of(Arrays.stream(words).map(Permission::parse).toList());
        return new AccessPolicy(set, set, "/home/me");
    }
}

package org.frankenterm.extension.log;

import org.jspecify.annotations.Nullable;

/// One item of a filter: from which level on records of some targets are wanted.
///
/// @param prefix how those targets begin; `null` for all of them
/// @param threshold the least level wanted
record Directive(@Nullable String prefix, Threshold threshold) {
    boolean covers(String target) {
        return prefix == null || target.startsWith(prefix);
    }

    /// `null` is shorter than the shortest name, but equal to an empty one: both cover everything.
    int prefixLength() {
        return prefix == null ? 0 : prefix.length();
    }
}

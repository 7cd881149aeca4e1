package org.frankenterm.wasi;

/// Where a link that a guest makes leads, as far as its text tells.
final class LinkTarget {
    private LinkTarget() {}

    /// How many folders the target climbs above the one that the link is in. Refuses an empty
    /// target with `noent`, an absolute one with `perm`.
    static int climbed(byte[] target) {
        GuestPath.checkText(target);
        if (target.length == 0) {
            throw new Refusal(Errno.NOENT);
        }
        if (target[0] == '/') {
            throw Refusal.denied(Errno.PERM);
        }
        int depth = 0;
        int lowest = 0;
        int start = 0;
        for (int i = 0; i <= target.length; i++) {
            if (i == target.length || target[i] == '/') {
                depth += step(target, start, i - start);
                lowest = Math.min(lowest, depth);
                start = i + 1;
            }
        }
        return -lowest;
    }

    private static int step(byte[] path, int start, int length) {
        if (length == 0 || (length == 1 && path[start] == '.')) {
            return 0;
        }
        return length == 2 && path[start] == '.' && path[start + 1] == '.' ? -1 : 1;
    }
}

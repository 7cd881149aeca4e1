package org.frankenterm.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Paths as the kernel reads them: bytes, components between slashes.
final class Paths {
    private Paths() {}

    /// Refuses what the kernel would read only in part.
    ///
    /// @throws IllegalArgumentException if a byte is NUL, which ends a path
    static void requireNoNul(byte[] path) {
        if (contains(path, '\0')) {
            throw new IllegalArgumentException("a path cannot hold NUL");
        }
    }

    static boolean contains(byte[] path, char ascii) {
        for (byte each : path) {
            if (each == ascii) {
                return true;
            }
        }
        return false;
    }

    static boolean isDot(byte[] name) {
        return name.length == 1 && name[0] == '.';
    }

    static boolean isDotDot(byte[] name) {
        return name.length == 2 && name[0] == '.' && name[1] == '.';
    }

    static boolean isDots(byte[] name) {
        return isDot(name) || isDotDot(name);
    }

    static boolean isAbsolute(byte[] path) {
        return path.length > 0 && path[0] == '/';
    }

    static boolean endsWithSlash(byte[] path) {
        return path.length > 0 && path[path.length - 1] == '/';
    }

    /// What stands between the slashes, without the empty ones.
    static List<byte[]> components(byte[] path) {
        List<byte[]> found = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                if (i > start) {
                    found.add(Arrays.copyOfRange(path, start, i));
                }
                start = i + 1;
            }
        }
        return found;
    }
}

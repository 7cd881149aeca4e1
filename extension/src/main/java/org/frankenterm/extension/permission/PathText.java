package org.frankenterm.extension.permission;

import java.util.ArrayList;
import java.util.List;

/// Absolute paths as text, component by component. Nothing here looks at the file system.
public final class PathText {
    private PathText() {}

    /// An absolute path without empty and `.` components and without a trailing slash.
    ///
    /// @throws IllegalArgumentException if the path is not absolute or climbs with `..`
    static String normal(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("must be an absolute path");
        }
        List<String> components = new ArrayList<>();
        for (String component : path.split("/", -1)) {
            if (component.equals("..")) {
                throw new IllegalArgumentException("must not contain \"..\"");
            }
            if (!component.isEmpty() && !component.equals(".")) {
                components.add(component);
            }
        }
        return "/" + String.join("/", components);
    }

    /// Whether a path is normal already.
    public static boolean isNormal(String path) {
        return path.startsWith("/")
                && (path.length() == 1 || !path.endsWith("/"))
                && !(path + "/").contains("/../")
                && !(path + "/").contains("/./")
                && !path.contains("//");
    }

    /// Whether a normal path is a folder or beneath it; false for a path that is not normal.
    public static boolean contains(String folder, String path) {
        if (!isNormal(path)) {
            return false;
        }
        return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    /// Whether one of two normal paths contains the other.
    static boolean overlap(String one, String other) {
        return contains(one, other) || contains(other, one);
    }
}

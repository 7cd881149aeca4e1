package org.frankenterm.extension.ftx;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The files and folders that names make, so that no two of them meet on any file system.
final class NameTree {
    private final Map<String, Node> nodes = new HashMap<>();

    /// Something that is there.
    ///
    /// @param path as it was named first, without a slash at its end
    /// @param listed whether an entry stands for it, not only the names of others
    private record Node(String path, boolean folder, boolean listed) {}

    /// Adds an entry, and the folders it is in.
    void add(String name) throws PackageRefused {
        for (int slash = name.indexOf('/');
                slash >= 0 && slash < name.length() - 1;
                slash = name.indexOf('/', slash + 1)) {
            add(new Node(name.substring(0, slash), true, false), name);
        }
        boolean folder = name.endsWith("/");
        add(new Node(folder ? name.substring(0, name.length() - 1) : name, folder, true), name);
    }

    private void add(Node node, String name) throws PackageRefused {
        Node there = nodes.putIfAbsent(folded(node.path()), node);
        if (there == null) {
            return;
        }
        if (!there.path().equals(node.path())) {
            throw PackageRefused.entry(
                    Refusal.NAME_CASE,
                    name,
                    "is in another entry's place where capitals and accents don't count");
        }
        if (there.folder() != node.folder()) {
            throw PackageRefused.entry(
                    Refusal.NAME_FILE_AND_FOLDER, name, "needs a folder where there is a file");
        }
        if (there.listed() && node.listed()) {
            throw PackageRefused.entry(Refusal.NAME_DUPLICATE, name, "is there twice");
        }
        if (node.listed()) {
            nodes.put(folded(node.path()), node);
        }
    }

    /// What file systems that fold case or compose characters keep of a name. Upper case first:
    /// several characters may have one.
    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}

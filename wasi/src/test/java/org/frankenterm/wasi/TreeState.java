package org.frankenterm.wasi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that a tree of files is, but for when it was last read. What is equal was not changed
/// in between: any change of an entry, its owner, times or content moves its `ctime`.
record TreeState(Map<String, String> entries) {
    private static final String ATTRIBUTES =
            "unix:ino,mode,uid,gid,nlink,size,rdev,lastModifiedTime,ctime";

    /// How the tree is now. Links are not followed.
    static TreeState of(Path root) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                entries.put(root.relativize(file).toString(), describe(file));
            }
        }
        return new TreeState(entries);
    }

    private static String describe(Path file) throws IOException {
        Map<String, Object> attributes =
                new TreeMap<>(Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
        return attributes + content(file);
    }

    private static String content(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return " -> " + Files.readSymbolicLink(file);
        }
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? " " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                : "";
    }
}

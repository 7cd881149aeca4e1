package org.frankenterm.wasi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// A granted folder beside one that nothing may be learnt of or done to.
final class HostileTree {
    /// What every file outside holds.
    static final String CANARY = "canary";

    final Path outside;
    final Path granted;
    private final Path parent;

    HostileTree(Path parent) throws IOException {
        this.parent = parent;
        outside = parent.resolve("outside");
        granted = Files.createDirectory(parent.resolve("granted"));
    }

    /// Makes what is outside.
    void makeOutside() throws IOException {
        Files.createDirectories(outside.resolve("folder"));
        Files.writeString(outside.resolve("secret"), CANARY);
        Files.writeString(outside.resolve("folder/secret"), CANARY);
        Files.writeString(parent.resolve("x"), CANARY);
    }

    /// How everything but the granted folder is, down to its times.
    TreeState outsideState() throws IOException {
        TreeState all = TreeState.of(parent);
        all.entries().keySet().removeIf(name -> name.startsWith("granted"));
        return all;
    }

    /// The inodes of all that is outside, the parent of both among them.
    Set<Long> outsideInodes() throws IOException {
        Set<Long> inodes = new HashSet<>();
        try (Stream<Path> files = Files.walk(parent)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!file.startsWith(granted)) {
                    inodes.add(inode(file));
                }
            }
        }
        inodes.add(inode(Path.of("/")));
        return inodes;
    }

    static long inode(Path file) throws IOException {
        return (Long) Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /// Makes the granted folder's content anew, with `l` as a link to a target.
    void fill(String target) throws IOException {
        empty(granted);
        Files.createDirectories(granted.resolve("a/b"));
        Files.writeString(granted.resolve("file"), "inside");
        Files.createSymbolicLink(granted.resolve("a/up"), Path.of("../.."));
        Files.createSymbolicLink(granted.resolve("m"), Path.of("n"));
        Files.createSymbolicLink(granted.resolve("n"), Path.of("../outside"));
        Files.createSymbolicLink(granted.resolve("l"), Path.of(target));
    }

    /// Deletes what is in a folder.
    static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}

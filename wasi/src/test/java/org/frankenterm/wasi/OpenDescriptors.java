package org.frankenterm.wasi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What this process has open, as `/proc` tells it.
final class OpenDescriptors {
    private OpenDescriptors() {}

    /// How many descriptors stand for something in a folder, or for the folder.
    static long beneath(Path folder) throws IOException {
        long count = 0;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                count += target(descriptor).startsWith(folder) ? 1 : 0;
            }
        }
        return count;
    }

    private static Path target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (NoSuchFileException e) {
            return Path.of("");
        }
    }
}

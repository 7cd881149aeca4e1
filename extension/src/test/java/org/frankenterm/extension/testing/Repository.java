package org.frankenterm.extension.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files of the project, for tests that compare them with the code.
public final class Repository {
    private Repository() {}

    /// The folder that holds `examples/`, at or above the working directory.
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("examples"))) {
                return folder;
            }
        }
        throw new AssertionError("no examples/ at or above " + start);
    }

    /// The text of one file.
    ///
    /// @param path from the root
    public static String read(String path) throws IOException {
        return Files.readString(root().resolve(path));
    }
}

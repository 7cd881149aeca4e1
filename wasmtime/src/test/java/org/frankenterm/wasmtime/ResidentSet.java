package org.frankenterm.wasmtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory this process holds, native memory included: `/proc/self/statm`.
final class ResidentSet {
    private static final long PAGE = 4096;

    private ResidentSet() {}

    static long bytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) * PAGE;
    }
}

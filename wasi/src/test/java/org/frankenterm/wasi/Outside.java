package org.frankenterm.wasi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Programs of the system that make what Java can't.
final class Outside {
    private Outside() {}

    /// Runs a program to its end.
    ///
    /// @return whether it succeeded
    static boolean run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    /// Makes a FIFO.
    static void makeFifo(Path at) throws IOException, InterruptedException {
        if (!run("mkfifo", at.toString())) {
            throw new IOException("no FIFO could be made at " + at);
        }
    }
}

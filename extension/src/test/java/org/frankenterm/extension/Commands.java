package org.frankenterm.extension;

import java.io.IOException;

/// Programs of the system that a test may need and may not have.
final class Commands {
    private Commands() {}

    /// Whether a program is there and ends well.
    static boolean succeed(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}

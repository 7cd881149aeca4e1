package org.frankenterm.extension.lifecycle;

import java.io.IOException;

/// Programs of the system.
final class Commands {
    private Commands() {}

    /// Runs one.
    ///
    /// @return its exit status
    static int run(Object... command) throws IOException, InterruptedException {
        String[] words = new String[command.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = command[i].toString();
        }
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}

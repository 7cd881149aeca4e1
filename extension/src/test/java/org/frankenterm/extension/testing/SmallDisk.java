package org.frankenterm.extension.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small file system over a folder, to be filled or made read-only. Only root can mount one: a
/// test that nobody else can run is skipped.
public final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Mounts one over a folder that is there.
    ///
    /// @param size as `mount` takes it: `64k`
    public static SmallDisk over(Path folder, String size) throws IOException {
        int status =
                run("mount", "-t", "tmpfs", "-o", "size=" + size + ",mode=0700", "tmpfs", folder);
        assumeThat(status).as("only root can mount a small file system to fill").isZero();
        return new SmallDisk(folder);
    }

    /// Gives it another size.
    public void resize(String size) throws IOException {
        remount("size=" + size);
    }

    /// Lets nobody write it any more.
    public void makeReadOnly() throws IOException {
        remount("ro");
    }

    private void remount(String options) throws IOException {
        assertThat(run("mount", "-o", "remount," + options, folder)).isZero();
    }

    @Override
    public void close() throws IOException {
        assertThat(run("umount", folder)).isZero();
    }

    private static int run(Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        for (Object word : words) {
            command.add(word.toString());
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited for " + command, e);
        }
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountTest {
    private static final int NO_MOUNT = 77;
    private static final String EACH = "PERM PERM SUCCESS SUCCESS ISDIR BUSY BUSY ISDIR BUSY BUSY";

    @TempDir private Path folder;

    /// Of the same device, which therefore tells nothing.
    @Test
    void bindMountInside_withoutItsOwnGrant_notPermitted() throws Exception {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), HostileTree.CANARY);
        Path granted = Files.createDirectory(folder.resolve("granted"));
        Files.createFile(granted.resolve("file"));
        Path at = Files.createDirectory(granted.resolve("mounted"));

        Process process =
                new ProcessBuilder(MountedGuest.command(outside, at, granted))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String answers =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();

        assumeTrue(status != NO_MOUNT && status != 1, "only root may mount");
        assertThat(status).isZero();
        assertThat(answers).isEqualTo(EACH + " " + EACH);
    }
}

package org.frankenterm.extension.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {
    @TempDir private Path folder;

    @Test
    void down_existingPath_oneForEachFolderAndTheRoot() throws Exception {
        Path real = folder.toRealPath();
        List<Identity> line = Identity.down(real.toString());
        assertThat(line).hasSize(real.getNameCount() + 1);
        assertThat(line.getLast().inode())
                .isEqualTo(((Number) Files.getAttribute(real, "unix:ino")).longValue());
        assertThat(line.getFirst()).isEqualTo(Identity.down("/").getFirst());
    }

    @Test
    void down_pathThatEnds_asFarAsItGoes() throws Exception {
        Path real = folder.toRealPath();
        assertThat(Identity.down(real.resolve("none/more").toString()))
                .isEqualTo(Identity.down(real.toString()));
    }

    @Test
    void down_root_itself() {
        assertThat(Identity.down("/")).hasSize(1);
    }
}

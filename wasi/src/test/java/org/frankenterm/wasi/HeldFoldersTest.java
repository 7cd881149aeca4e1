package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.frankenterm.posix.Fd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldFoldersTest {
    @TempDir private Path folder;

    @Test
    void close_byTheLastHolder_closesEachOnce() {
        Fd one = Granted.open(folder);
        Fd other = Granted.open(folder);
        HeldFolders held = new HeldFolders();
        held.add(one);
        held.add(other);
        held.add(one);
        HeldFolders again = held.again();

        held.close();
        assertThat(one.isOpen()).isTrue();
        again.close();
        assertThat(one.isOpen()).isFalse();
        assertThat(other.isOpen()).isFalse();
    }
}

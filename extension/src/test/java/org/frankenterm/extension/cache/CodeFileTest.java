package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.frankenterm.extension.hash.Hmac;
import org.frankenterm.extension.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CodeFileTest {
    @TempDir private Path folder;

    /// A file without content that claims to be large costs its maker nothing.
    @Test
    @Timeout(60)
    void read_largerThanTheHeap_refused() throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(400 << 20);
        }
        Process child =
                ChildJvm.of(CodeFile.class, LittleHeap.class, "-Xmx32m", file)
                        .redirectErrorStream(true)
                        .start();

        assertThat(child.inputReader().readLine())
                .isEqualTo("Refused[why=there is no memory for its size]");
        assertThat(child.waitFor()).isZero();
    }

    /// The program of the child.
    static final class LittleHeap {
        private LittleHeap() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(CodeFile.read(Path.of(arguments[0]), new Hmac(new byte[32])));
        }
    }
}

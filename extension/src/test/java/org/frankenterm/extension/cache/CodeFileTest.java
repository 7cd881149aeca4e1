package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import org.frankenterm.extension.hash.Hmac;
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
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx32m",
                                "-cp",
                                classes(CodeFile.class) + ":" + classes(CodeFileTest.class),
                                LittleHeap.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();

        assertThat(child.inputReader().readLine())
                .isEqualTo("Refused[why=there is no memory for its size]");
        assertThat(child.waitFor()).isZero();
    }

    /// The folder that a class was loaded from.
    private static Path classes(Class<?> type) {
        String resource = type.getName().replace('.', '/') + ".class";
        String found = String.valueOf(type.getResource("/" + resource));
        return Path.of(URI.create(found.substring(0, found.length() - resource.length())));
    }

    /// The program of the child.
    static final class LittleHeap {
        private LittleHeap() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(CodeFile.read(Path.of(arguments[0]), new Hmac(new byte[32])));
        }
    }
}

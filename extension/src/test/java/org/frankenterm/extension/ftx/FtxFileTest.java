package org.frankenterm.extension.ftx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtxFileTest {
    @TempDir private Path folder;

    private ExtensionException refused(Path file) {
        ExtensionException refused =
                catchThrowableOfType(ExtensionException.class, () -> FtxFile.open(file));
        assertThat(refused).isNotNull();
        return refused;
    }

    @Test
    void open_package_read() throws IOException {
        Path file = Files.write(folder.resolve("x.ftx"), Archive.plain().bytes());

        assertThat(FtxFile.open(file).sha256()).isEqualTo(Sha256.hex(Files.readAllBytes(file)));
    }

    @Test
    void open_changedAfterwards_stillWhatWasVerified() throws IOException {
        Path file = Files.write(folder.resolve("x.ftx"), Archive.plain().bytes());
        FtxPackage opened = FtxFile.open(file);
        Files.write(file, new byte[9]);

        assertThat(opened.content("main.wasm")).hasValue(Archive.bytes("hello"));
        assertThat(opened.extract(folder.resolve("out"))).hasSize(2);
    }

    @Test
    void open_refused_namesTheFile() throws IOException {
        Path file = Files.write(folder.resolve("x.ftx"), new byte[9]);

        assertThat(refused(file))
                .returns(ErrorCode.INVALID_PACKAGE, ExtensionException::code)
                .hasMessage(
                        "can't open %s: it is no package: those are ZIP archives, made by frankenterm extension pack",
                        file);
    }

    @Test
    void open_huge_refusedUnread() throws IOException {
        Path file = folder.resolve("x.ftx");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }

        assertThat(refused(file)).returns(ErrorCode.PACKAGE_LIMIT, ExtensionException::code);
    }

    @Test
    void open_nothingThere_notFound() {
        assertThat(refused(folder.resolve("x.ftx")).code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    @Timeout(60)
    void open_pipeOrFolder_refusedWithoutWaiting() throws Exception {
        Path pipe = folder.resolve("x.ftx");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

        assertThat(refused(pipe)).hasMessageEndingWith(": it is not a regular file");
        assertThat(refused(folder)).hasMessageEndingWith(": it is not a regular file");
    }

    @ParameterizedTest
    @CsvSource({"a.ftx,true", "A.FTX,true", "a.wasm,false", "ftx,false", "a.ftx.zip,false"})
    void named_path_byItsSuffix(Path path, boolean expected) {
        assertThat(FtxFile.named(path)).isEqualTo(expected);
    }

    /// Every hostile archive is opened and, if it were accepted, unpacked: by a process with a heap
    /// of 64 MiB, bombs included. Nothing is written.
    @Test
    @Timeout(300)
    void open_hostileArchivesInAHeapOf64MiB_refusedAndNothingWritten() throws Exception {
        Path packages = Files.createDirectory(folder.resolve("packages"));
        int count = 0;
        for (HostileArchive hostile : HostileArchive.all()) {
            Files.write(packages.resolve("%03d.ftx".formatted(count++)), hostile.archive().get());
        }
        Path staging = Files.createDirectory(folder.resolve("staging"));
        Path said = folder.resolve("said");
        Process child =
                ChildJvm.of(FtxReader.class, LittleHeap.class, "-Xmx64m", packages, staging)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        assertThat(child.waitFor(240, TimeUnit.SECONDS)).isTrue();

        assertThat(said).hasContent("refused " + count);
        assertThat(child.exitValue()).isZero();
        assertThat(staging).isEmptyDirectory();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(packages, staging, said);
        }
    }

    /// The program of the child.
    static final class LittleHeap {
        private LittleHeap() {}

        public static void main(String[] arguments) throws IOException {
            List<Path> packages;
            try (var files = Files.list(Path.of(arguments[0]))) {
                packages = files.sorted().toList();
            }
            int refused = 0;
            for (Path file : packages) {
                try {
                    FtxFile.open(file).extract(Path.of(arguments[1], "x"));
                } catch (ExtensionException expected) {
                    refused++;
                }
            }
            System.out.println("refused " + refused);
        }
    }
}

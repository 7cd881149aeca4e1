package org.frankenterm.extension.ftx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.frankenterm.extension.ftx.Archive.bytes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FtxWriterTest {
    @TempDir private Path folder;

    private static Map<String, byte[]> files() {
        byte[] noise = new byte[70_000];
        new Random(3).nextBytes(noise);
        return new TreeMap<>(
                Map.of(
                        "extension.toml",
                        bytes("[extension]\nname = \"x\"\n"),
                        "main.wasm",
                        bytes(numbers()),
                        "noise",
                        noise,
                        "empty",
                        Archive.NOTHING,
                        "zeros",
                        new byte[3 << 20],
                        "thèmes/dunkel.toml",
                        bytes("a")));
    }

    private static String numbers() {
        return IntStream.range(0, 9_000).mapToObj(String::valueOf).collect(Collectors.joining());
    }

    private static byte[] packed() throws PackageRefused {
        FtxWriter writer = new FtxWriter();
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            writer.add(file.getKey(), file.getValue());
        }
        return writer.finish();
    }

    @Test
    void finish_sameFiles_sameBytesAndTheReadersContent() throws PackageRefused {
        byte[] bytes = packed();
        FtxPackage read = FtxReader.read(bytes);

        assertThat(packed()).isEqualTo(bytes);
        assertThat(read.entries())
                .extracting(FtxEntry::name)
                .containsExactlyElementsOf(files().keySet());
        files().forEach((name, content) -> assertThat(read.content(name)).hasValue(content));
    }

    @Test
    void add_each_deflatedWhereThatIsWorthIt() throws PackageRefused {
        Map<String, Boolean> deflated = new TreeMap<>();
        FtxReader.read(packed()).entries().forEach(e -> deflated.put(e.name(), e.deflated()));

        assertThat(deflated)
                .containsEntry("main.wasm", true)
                .containsEntry("noise", false)
                .containsEntry("empty", false)
                .as("what looks like a bomb is stored")
                .containsEntry("zeros", false);
    }

    @Test
    void finish_readByAnotherReader_same() throws Exception {
        Path file = Files.write(folder.resolve("x.ftx"), packed());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Map.Entry<String, byte[]> expected : files().entrySet()) {
                ZipEntry entry = zip.getEntry(expected.getKey());
                assertThat(zip.getInputStream(entry).readAllBytes()).isEqualTo(expected.getValue());
            }
        }
    }

    @Test
    void finish_unpackedByUnzip_same() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/unzip")), "there is no unzip here");
        Path file = Files.write(folder.resolve("x.ftx"), packed());
        Path out = folder.resolve("out");
        Process unzip =
                new ProcessBuilder("/usr/bin/unzip", "-q", file.toString(), "-d", out.toString())
                        .inheritIO()
                        .start();
        assertThat(unzip.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(unzip.exitValue()).isZero();
        files().forEach((name, content) -> assertThat(out.resolve(name)).hasBinaryContent(content));
    }

    @Test
    void add_whatNoPackageHas_refused() {
        FtxWriter writer = new FtxWriter();
        PackageRefused name =
                catchThrowableOfType(PackageRefused.class, () -> writer.add("a\\b", bytes("x")));
        PackageRefused size =
                catchThrowableOfType(
                        PackageRefused.class, () -> writer.add("a", new byte[(32 << 20) + 1]));

        assertThat(name.reason()).isEqualTo(Refusal.NAME_BACKSLASH);
        assertThat(size.reason()).isEqualTo(Refusal.ENTRY_SIZE);
    }
}

package org.frankenterm.extension.ftx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.frankenterm.extension.ftx.Archive.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.hash.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionTest {
    @TempDir private Path folder;

    private static FtxPackage read(Archive archive) throws PackageRefused {
        return FtxReader.read(archive.bytes());
    }

    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                tree.put(root.relativize(path).toString(), mode);
            }
        }
        return tree;
    }

    @Test
    void extract_package_ownerOnlyFilesAndFolders() throws Exception {
        Archive archive = Archive.plain();
        archive.stored("themes/", Archive.NOTHING).attributes = 0;
        archive.deflated("themes/deep/dark.toml", bytes("dark\n")).attributes = 0104777L << 16;
        archive.stored("empty/", Archive.NOTHING).attributes = 0040777L << 16;
        Path target = folder.resolve("out");

        Map<String, String> hashes = read(archive).extract(target);
        assertThat(hashes)
                .containsOnlyKeys("extension.toml", "main.wasm", "themes/deep/dark.toml")
                .containsEntry("main.wasm", Sha256.hex(bytes("hello")));
        assertThat(tree(target))
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        "", "rwx------",
                                        "empty", "rwx------",
                                        "extension.toml", "rw-------",
                                        "main.wasm", "rw-------",
                                        "themes", "rwx------",
                                        "themes/deep", "rwx------",
                                        "themes/deep/dark.toml", "rw-------")));
        assertThat(target.resolve("themes/deep/dark.toml")).hasContent("dark\n");
    }

    @Test
    void extract_targetThere_refusedAndUntouched() throws Exception {
        Path there = Files.createDirectory(folder.resolve("there"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), there);
        FtxPackage plain = read(Archive.plain());

        for (Path target : new Path[] {there, link}) {
            ExtensionException refused =
                    catchThrowableOfType(ExtensionException.class, () -> plain.extract(target));
            assertThat(refused.code()).isEqualTo(ErrorCode.IO);
            assertThat(refused).hasMessageEndingWith("there is something in its place");
        }
        assertThat(there).isEmptyDirectory();
    }

    @Test
    void make_linkInItsPlace_neitherFollowedNorReplaced() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("x"));

        for (Path file : new Path[] {link, dangling, outside}) {
            assertThat(
                            catchThrowableOfType(
                                    IOException.class, () -> NewFile.make(file, bytes("evil"))))
                    .isNotNull();
        }
        assertThat(outside).hasContent("mine");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}

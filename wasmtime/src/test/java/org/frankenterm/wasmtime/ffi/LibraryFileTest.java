package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.frankenterm.wasmtime.Hammer;
import org.frankenterm.wasmtime.ffi.LibraryFile.Placed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryFileTest {
    @TempDir private Path cache;

    private LibraryFile file() {
        return new LibraryFile(cache, "native/" + LibraryFile.platform());
    }

    private static Path folder(Placed placed) {
        return Objects.requireNonNull(placed.library().getParent());
    }

    private static void writable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static void tamper(Path file) throws IOException {
        writable(file);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    @Test
    void placed_firstTime_ownerOnlyAndWithoutLeftovers() throws IOException {
        Placed placed = file().placed();
        for (Path each : new Path[] {placed.library(), placed.compiler()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("r-x------");
        }
        assertThat(placed.sha256()).matches("[0-9a-f]{64}");
        assertThat(file().differences()).isEmpty();
        assertThat(names(cache.resolve("frankenterm/native")))
                .singleElement()
                .asString()
                .matches("sha256-[0-9a-f]{64}");
        assertThat(names(folder(placed)))
                .containsExactlyInAnyOrder(LibraryFile.LIBRARY, LibraryFile.COMPILER, "stamps");
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> below = Files.list(folder)) {
            return below.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    @Test
    void placed_secondTime_theSameFiles() throws IOException {
        Placed placed = file().placed();
        String stamp = FileStamp.of(placed.library());
        assertThat(file().placed()).isEqualTo(placed);
        assertThat(FileStamp.of(placed.library())).isEqualTo(stamp);
    }

    @Test
    void placed_tamperedFiles_restoredFromTheJar() throws IOException {
        Placed placed = file().placed();
        byte[] library = Files.readAllBytes(placed.library());
        tamper(placed.library());
        tamper(placed.compiler());
        assertThat(file().placed()).isEqualTo(placed);
        assertThat(Files.readAllBytes(placed.library())).isEqualTo(library);
        assertThat(file().differences()).isEmpty();
    }

    @Test
    void placed_missingOrDamagedParts_restored() throws IOException {
        Placed placed = file().placed();
        Path stamps = placed.library().resolveSibling("stamps");
        Files.delete(placed.compiler());
        file().placed();
        assertThat(placed.compiler()).isExecutable();
        Files.write(stamps, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        file().placed();
        Files.delete(stamps);
        assertThat(file().placed()).isEqualTo(placed);
        assertThat(file().differences()).isEmpty();
    }

    @Test
    void placed_linkInPlaceOfTheLibrary_replaced() throws IOException {
        Placed placed = file().placed();
        Path moved = Files.move(placed.library(), cache.resolve("moved.so"));
        Files.createSymbolicLink(placed.library(), moved);
        file().placed();
        assertThat(Files.isSymbolicLink(placed.library())).isFalse();
    }

    /// Changed and stamped again, as only the same user can: hashing finds it.
    @Test
    void differences_tamperedAndStampedAgain_reported() throws IOException {
        Placed placed = file().placed();
        tamper(placed.library());
        Files.writeString(
                placed.library().resolveSibling("stamps"),
                FileStamp.of(placed.library()) + "\n" + FileStamp.of(placed.compiler()) + "\n");
        assertThat(file().differences())
                .containsExactly(
                        placed.library() + " is not the file this build carries; delete it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frankenterm", "frankenterm/native"})
    void placed_folderThatOthersMayWrite_refused(String folder) throws IOException {
        file().placed();
        Path open = cache.resolve(folder);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        refused(open + " can be written by others; run: chmod go-w " + open);
    }

    @Test
    void placed_itsOwnFolderThatOthersMayWrite_refused() throws IOException {
        Path open = folder(file().placed());
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        refused(open + " can be written by others; run: chmod go-w " + open);
    }

    @Test
    void placed_linkInPlaceOfItsFolder_refused() throws IOException {
        Path folder = folder(file().placed());
        Path moved = Files.move(folder, cache.resolve("moved"));
        Files.createSymbolicLink(folder, moved);
        refused(folder + " is a link or a file; only a folder is used, remove it");
    }

    private void refused(String message) {
        LibraryFile file = file();
        assertThatThrownBy(file::placed).isInstanceOf(LibraryUnavailable.class).hasMessage(message);
    }

    @Test
    void placed_cacheIsAFile_cureNamed() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        LibraryFile library = new LibraryFile(file, "native/" + LibraryFile.platform());
        assertThatThrownBy(library::placed)
                .isInstanceOf(LibraryUnavailable.class)
                .hasMessage(
                        "can't make the folder %s/frankenterm: Not a directory; set XDG_CACHE_HOME to a folder you can write"
                                .formatted(file));
    }

    @Test
    void placed_platformWithoutABuild_saysSo() {
        LibraryFile file = new LibraryFile(cache, "native/plan9-vax");
        assertThatThrownBy(file::placed)
                .isInstanceOf(LibraryUnavailable.class)
                .hasMessageStartingWith("this build carries no Wasmtime for ");
    }

    @Test
    void placed_byManyAtOnce_oneWholeSet() throws Exception {
        Hammer.run(_ -> {
            Placed placed = file().placed();
            assertThat(placed.library()).isRegularFile();
            assertThat(placed.compiler()).isExecutable();
        });
        assertThat(file().differences()).isEmpty();
        assertThat(names(cache.resolve("frankenterm/native"))).hasSize(1);
    }

    @Test
    void cacheHome_absoluteXdg_itself() {
        assertThat(LibraryFile.cacheHome(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h")))
                .isEqualTo(Path.of("/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "./x", "~/x"})
    void cacheHome_emptyOrRelativeXdg_countsAsUnset(String xdg) {
        assertThat(LibraryFile.cacheHome(Map.of("XDG_CACHE_HOME", xdg, "HOME", "/h")))
                .isEqualTo(Path.of("/h/.cache"));
    }

    @Test
    void cacheHome_noHome_cureNamed() {
        for (Map<String, String> environment :
                List.of(Map.<String, String>of(), Map.of("HOME", ""), Map.of("HOME", "relative"))) {
            assertThatThrownBy(() -> LibraryFile.cacheHome(environment))
                    .isInstanceOf(LibraryUnavailable.class)
                    .hasMessage(
                            "neither XDG_CACHE_HOME nor HOME names a folder for the native library; set one");
        }
    }
}

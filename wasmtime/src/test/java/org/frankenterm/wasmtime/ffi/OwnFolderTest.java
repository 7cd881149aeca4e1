package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFolderTest {
    @TempDir private Path temporary;

    private static void refused(Path folder, String message) {
        assertThatThrownBy(() -> OwnFolder.open(folder))
                .isInstanceOf(LibraryUnavailable.class)
                .hasMessage(message);
    }

    @Test
    void open_missing_madeForTheOwnerAlone() throws IOException {
        Path folder = temporary.resolve("a/b");
        assertThat(OwnFolder.open(folder)).isEqualTo(folder);
        for (Path made : new Path[] {folder, folder.getParent()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
        assertThat(OwnFolder.open(folder)).as("a second time").isEqualTo(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwxrwxrwx", "rwx----w-"})
    void open_othersMayWrite_refusedWithTheCommand(String mode) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        refused(folder, folder + " can be written by others; run: chmod go-w " + folder);
    }

    @Test
    void open_othersMayRead_accepted() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("shown"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(OwnFolder.open(folder)).isEqualTo(folder);
    }

    @Test
    void open_link_refused() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("real"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        refused(link, link + " is a link or a file; only a folder is used, remove it");
    }

    @Test
    void open_file_refused() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        String cure = "; make it yourself, or name another by the XDG variable it comes from";
        refused(file, "can't make the folder %s: %s is no folder%s".formatted(file, file, cure));
        Path below = file.resolve("below");
        refused(below, "can't make the folder %s: Not a directory%s".formatted(below, cure));
    }

    @Test
    void open_somebodyElses_refused() throws IOException {
        Path folder = temporary.resolve("theirs");
        Path root = Path.of("/proc/self/../../usr").toRealPath();
        boolean superuser = Files.getOwner(temporary).equals(Files.getOwner(root));
        if (superuser) {
            Files.createDirectory(folder);
            Files.setAttribute(folder, "unix:uid", 65_534);
        } else {
            folder = root;
        }
        assumeThat(Files.getOwner(folder)).isNotEqualTo(Files.getOwner(temporary));
        refused(folder, folder + " belongs to somebody else; only your own folders are used");
    }
}

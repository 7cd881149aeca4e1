package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFolderTest {
    @TempDir private Path temporary;

    @Test
    void open_missing_madeForTheOwnerAlone() throws IOException {
        Path folder = OwnFolder.open(temporary.resolve("new"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void open_othersMayWrite_refusedWithTheCommand() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
        assertThatThrownBy(() -> OwnFolder.open(folder))
                .isInstanceOf(WasmtimeException.class)
                .hasMessage(folder + " can be written by others; run: chmod go-w " + folder);
    }

    @Test
    void require_missing_refusedAndNotMade() {
        Path missing = temporary.resolve("missing");
        assertThatThrownBy(() -> OwnFolder.require(missing))
                .isInstanceOf(WasmtimeException.class)
                .hasMessage(
                        "can't look at the folder %s: %s doesn't exist"
                                .formatted(missing, missing));
        assertThat(missing).doesNotExist();
    }

    @Test
    void require_linkToAFolder_refused() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        OwnFolder.require(folder);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        assertThatThrownBy(() -> OwnFolder.require(link))
                .hasMessage(link + " is a link or a file; only a folder is used, remove it");
    }

    @Test
    void reason_messageThatIsAPath_becomesWords() {
        assertThat(OwnFolder.reason(new NoSuchFileException("/a"))).isEqualTo("/a doesn't exist");
    }

    @Test
    void reason_pathWithAReason_isTheReason() {
        assertThat(OwnFolder.reason(new FileSystemException("/a", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
    }
}

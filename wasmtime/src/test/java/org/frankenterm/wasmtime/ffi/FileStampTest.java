package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    @TempDir private Path folder;
    private Path file = Path.of("");
    private String stamp = "";

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), "content");
        stamp = FileStamp.of(file);
    }

    @Test
    void of_untouchedFile_theSame() throws IOException {
        assertThat(FileStamp.of(file)).isEqualTo(stamp).doesNotContain("\n");
    }

    @Test
    void of_touchedFile_another() throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(FileStamp.of(file)).isNotEqualTo(stamp);
    }

    @Test
    void of_longerFile_another() throws IOException {
        Files.writeString(file, "content!");
        assertThat(FileStamp.of(file)).isNotEqualTo(stamp);
    }

    @Test
    void of_otherMode_another() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(FileStamp.of(file)).isNotEqualTo(stamp);
    }

    /// Size and modification time are the attacker's to choose; inode and change time aren't.
    @Test
    void of_equalFileInItsPlace_another() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "CONTENT");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(FileStamp.of(file)).isNotEqualTo(stamp);
    }

    @Test
    void of_linkToTheFile_another() throws IOException {
        Path moved = Files.move(file, folder.resolve("moved"));
        Files.createSymbolicLink(file, moved);
        assertThat(FileStamp.of(file)).isNotEqualTo(stamp);
    }

    @Test
    void of_noFile_noSuchFile() {
        assertThatThrownBy(() -> FileStamp.of(folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }
}

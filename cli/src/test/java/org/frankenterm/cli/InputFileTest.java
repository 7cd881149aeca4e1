package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFileTest {
    @TempDir private Path folder;

    @Test
    void read_moreThanWanted_isCut() throws Exception {
        Path path = Files.writeString(folder.resolve("f"), "abcdef");
        InputFile file = new InputFile("show", "f", path);

        assertThat(file.size()).isEqualTo(6);
        assertThat(file.read(6)).asString().isEqualTo("abcdef");
        assertThat(file.read(3)).asString().isEqualTo("abc");
    }

    @Test
    void read_noFile_saysWhatItIs() {
        assertRefused(folder.resolve("none"), ErrorCode.NOT_FOUND, "there is no such file");
        assertRefused(Path.of(""), ErrorCode.NOT_FOUND, "there is no such file");
        assertRefused(folder, ErrorCode.IO, "it is a folder");
        assertRefused(Path.of("/dev/null"), ErrorCode.IO, "it is not a regular file");
    }

    @Test
    void read_notPermitted_saysSo() throws Exception {
        Path path = Files.createFile(folder.resolve("f"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("-w-------"));
        assumeFalse(Files.isReadable(path), "root may read everything");

        assertRefused(path, ErrorCode.IO, "permission denied");
    }

    private static void assertRefused(Path path, ErrorCode code, String why) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> new InputFile("show", "it", path).read(1))
                .withMessage("can't show it: " + why)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}

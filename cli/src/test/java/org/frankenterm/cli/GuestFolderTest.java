package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestFolderTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "data,        data,   data,  false",
        "data:ro,     data,   data,  true",
        "data::/,     data,   /,     false",
        "data::/:ro,  data,   /,     true",
        "a:b::c:d,    a:b,    c:d,   false",
        "x:ro::y,     x:ro,   y,     false",
        "/,           /,      /,     false",
        ".::/work:ro, .,      /work, true"
    })
    void parse_forms(String option, String host, String guest, boolean readOnly) {
        assertThat(GuestFolder.parse(option))
                .isEqualTo(new GuestFolder(Path.of(host), guest, readOnly));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":ro", "::", "::/", "a::", "a:::ro", "::a:ro"})
    void parse_emptyName_isRefused(String option) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> GuestFolder.parse(option))
                .withMessageContaining("a folder and where the program finds it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a::b::c", "a::b::", "a:::b", "a::::b:ro"})
    void parse_twoWaysToRead_isRefused(String option) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> GuestFolder.parse(option))
                .withMessageContaining("with one :: at most, not \"" + option);
    }

    @Test
    void requireThere_missingOrAFile_saysWhich() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        GuestFolder.parse(folder.toString()).requireThere();
        assertRefused(folder.resolve("none"), ErrorCode.NOT_FOUND, "there is no such folder");
        assertRefused(file, ErrorCode.IO, "it is not a folder");
    }

    private static void assertRefused(Path host, ErrorCode code, String why) {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(() -> GuestFolder.parse(host.toString()).requireThere())
                .withMessage("can't give the program the folder %s: %s", host, why)
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void open_folderGoneMeanwhile_saysWhy() {
        assertThatExceptionOfType(ExtensionException.class)
                .isThrownBy(GuestFolder.parse(folder.resolve("none").toString())::open)
                .withMessageContaining("it can't be opened (NOENT)");
    }
}

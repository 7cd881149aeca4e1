package org.frankenterm.extension.ftx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFolderTest {
    @TempDir private Path temporary;
    private Path folder;

    @BeforeEach
    void setUp() throws IOException {
        folder = Files.createDirectory(temporary.resolve("guest"));
        write("extension.toml", "[extension]\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static FtxPackage packed(PackageFolder found) throws PackageRefused {
        return FtxReader.read(found.packed());
    }

    private ExtensionException refused() {
        ExtensionException refused =
                catchThrowableOfType(
                        ExtensionException.class, () -> PackageFolder.of(folder).packed());
        assertThat(refused).isNotNull();
        return refused;
    }

    @Test
    void of_folder_filesInOrderAndDotfilesNamed() throws Exception {
        write("b/two", "2");
        write("a", "1");
        write(".git/config", "");
        write("b/.env", "secret");
        write("old.ftx", "");
        PackageFolder found = PackageFolder.of(folder);

        assertThat(packed(found).entries())
                .extracting(FtxEntry::name)
                .containsExactly("a", "b/two", "extension.toml");
        assertThat(found.leftOut()).containsExactly(".git/", "b/.env", "old.ftx");
    }

    @Test
    void of_folderBehindALink_packed() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

        assertThat(packed(PackageFolder.of(link)).entries()).hasSize(1);
    }

    @Test
    void of_timesAndPermissions_meanNothing() throws Exception {
        byte[] first = PackageFolder.of(folder).packed();
        Files.setLastModifiedTime(folder.resolve("extension.toml"), FileTime.fromMillis(0));
        assertThat(folder.resolve("extension.toml").toFile().setExecutable(true)).isTrue();

        assertThat(PackageFolder.of(folder).packed()).isEqualTo(first);
    }

    @Test
    void of_linkInside_packedAsTheFile() throws Exception {
        Files.createSymbolicLink(folder.resolve("main.toml"), Path.of("extension.toml"));

        assertThat(packed(PackageFolder.of(folder)).content("main.toml"))
                .hasValue(Archive.bytes("[extension]\n"));
    }

    @Test
    void of_linkOutside_refused() throws IOException {
        Path secret = Files.writeString(temporary.resolve("secret"), "mine");
        Files.createSymbolicLink(folder.resolve("notes"), secret);

        assertThat(refused())
                .returns(ErrorCode.INVALID_PACKAGE, ExtensionException::code)
                .hasMessage(
                        "can't pack %s: notes is a link that leaves the folder: copy what it leads to",
                        folder);
    }

    @Test
    void of_linkToWhatIsLeftOut_refused() throws IOException {
        write(".env", "secret");
        Files.createSymbolicLink(folder.resolve("notes"), Path.of(".env"));

        assertThat(refused()).hasMessageEndingWith("notes is a link to something that is left out");
    }

    @Test
    void of_otherLinks_refused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        assertThat(refused()).hasMessageEndingWith("link is a link to nothing");
        Files.delete(link);
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(link, Path.of("sub"));
        assertThat(refused()).hasMessageEndingWith("link is a link to something else than a file");
    }

    @Test
    void of_pipe_refused() throws Exception {
        Process made = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(refused()).hasMessageEndingWith("pipe is neither a file nor a folder");
    }

    @Test
    void of_namesThatMeet_refusedByTheReader() throws Exception {
        write("README", "");
        write("readme", "");
        byte[] packed = PackageFolder.of(folder).packed();

        assertThat(
                        catchThrowableOfType(PackageRefused.class, () -> FtxReader.read(packed))
                                .reason())
                .isEqualTo(Refusal.NAME_CASE);
    }

    @Test
    void of_nameThatNoPackageHas_refused() throws IOException {
        write("a\\b", "");

        assertThat(refused()).hasMessageContaining("can't pack ").hasMessageContaining("backslash");
    }

    @Test
    void of_tooManyFiles_refusedEarly() throws IOException {
        for (int i = 0; i < 1_024; i++) {
            write("file" + i, "");
        }

        assertThat(refused())
                .returns(ErrorCode.PACKAGE_LIMIT, ExtensionException::code)
                .hasMessageContaining("more than 1,024 files");
    }
}

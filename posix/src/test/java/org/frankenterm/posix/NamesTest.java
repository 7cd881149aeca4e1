package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.error;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamesTest {
    @TempDir Path temporary;
    private Fd here;
    private Names names;

    @BeforeEach
    void openFolder() throws IOException {
        here = folder(Files.createDirectory(temporary.resolve("here")));
        names = new Names(here);
    }

    @AfterEach
    void close() {
        here.close();
    }

    private Path path(String name) {
        return temporary.resolve("here").resolve(name);
    }

    private static int negated(ErrorNumber error) {
        return (int) error.negated();
    }

    static Stream<byte[]> forbidden() {
        return Stream.of(
                        "",
                        ".",
                        "..",
                        "/",
                        "a/b",
                        "../x",
                        "a/",
                        "/a",
                        "l/",
                        "a\0",
                        "\0",
                        "n".repeat(256))
                .map(Answers::bytes);
    }

    @ParameterizedTest
    @MethodSource
    void forbidden(byte[] name) {
        byte[] good = bytes("good");

        assertThatIllegalArgumentException().isThrownBy(() -> names.makeDirectory(name));
        assertThatIllegalArgumentException().isThrownBy(() -> names.removeDirectory(name));
        assertThatIllegalArgumentException().isThrownBy(() -> names.unlink(name));
        assertThatIllegalArgumentException().isThrownBy(() -> names.symlink(good, name));
        assertThatIllegalArgumentException().isThrownBy(() -> names.rename(name, here, good));
        assertThatIllegalArgumentException().isThrownBy(() -> names.rename(good, here, name));
        assertThatIllegalArgumentException().isThrownBy(() -> names.link(name, here, good));
        assertThatIllegalArgumentException().isThrownBy(() -> names.link(good, here, name));
    }

    @Test
    void makeDirectory_new_there() {
        assertThat(names.makeDirectory(bytes("new"))).isZero();
        assertThat(path("new")).isDirectory();
        assertThat(names.makeDirectory(bytes("new"))).isEqualTo(negated(ErrorNumber.EXIST));
    }

    @Test
    void makeDirectory_danglingLink_exists() throws IOException {
        Files.createSymbolicLink(path("dangling"), temporary.resolve("outside"));

        assertThat(names.makeDirectory(bytes("dangling"))).isEqualTo(negated(ErrorNumber.EXIST));
        assertThat(temporary.resolve("outside")).doesNotExist();
    }

    @Test
    void makeDirectory_255Bytes_there() {
        assertThat(names.makeDirectory(bytes("n".repeat(255)))).isZero();
        assertThat(path("n".repeat(255))).isDirectory();
    }

    @Test
    void removeDirectory_onlyEmptyFolders() throws IOException {
        Files.createDirectories(path("full/inner"));
        Files.createFile(path("file"));
        Files.createSymbolicLink(path("link"), Path.of("full"));

        assertThat(names.removeDirectory(bytes("full"))).isEqualTo(negated(ErrorNumber.NOTEMPTY));
        assertThat(names.removeDirectory(bytes("file"))).isEqualTo(negated(ErrorNumber.NOTDIR));
        assertThat(names.removeDirectory(bytes("link"))).isEqualTo(negated(ErrorNumber.NOTDIR));
        assertThat(names.removeDirectory(bytes("none"))).isEqualTo(negated(ErrorNumber.NOENT));
        Files.delete(path("full/inner"));
        assertThat(names.removeDirectory(bytes("full"))).isZero();
        assertThat(path("full")).doesNotExist();
    }

    @Test
    void unlink_link_notItsTarget() throws IOException {
        Files.createFile(path("file"));
        Files.createSymbolicLink(path("link"), Path.of("file"));
        Files.createDirectory(path("folder"));

        assertThat(names.unlink(bytes("link"))).isZero();
        assertThat(path("file")).exists();
        assertThat(names.unlink(bytes("file"))).isZero();
        assertThat(names.unlink(bytes("file"))).isEqualTo(negated(ErrorNumber.NOENT));
        assertThat(names.unlink(bytes("folder"))).isEqualTo(negated(ErrorNumber.ISDIR));
    }

    @Test
    void symlink_anyTarget_verbatim() throws IOException {
        byte[] long4095 = bytes("t".repeat(4095));

        assertThat(names.symlink(bytes("../else//where"), bytes("link"))).isZero();
        assertThat(Files.readSymbolicLink(path("link"))).hasToString("../else//where");
        assertThat(names.symlink(long4095, bytes("long"))).isZero();
        assertThat(names.symlink(bytes("x"), bytes("link"))).isEqualTo(negated(ErrorNumber.EXIST));
        assertThat(names.symlink(bytes(""), bytes("no"))).isEqualTo(negated(ErrorNumber.NOENT));
        assertThat(names.symlink(bytes("t".repeat(4096)), bytes("no")))
                .isEqualTo(negated(ErrorNumber.NAMETOOLONG));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names.symlink(bytes("a\0b"), bytes("no")));
    }

    @Test
    void rename_toAnotherFolder_replaces() throws IOException {
        Files.writeString(path("from"), "new");
        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.writeString(other.resolve("to"), "old");
        try (Fd to = folder(other)) {
            assertThat(names.rename(bytes("from"), to, bytes("to"))).isZero();
        }
        assertThat(other.resolve("to")).hasContent("new");
        assertThat(path("from")).doesNotExist();
    }

    @Test
    void rename_link_itself() throws IOException {
        Files.createFile(path("file"));
        Files.createSymbolicLink(path("link"), Path.of("file"));

        assertThat(names.rename(bytes("link"), here, bytes("moved"))).isZero();
        assertThat(path("moved")).isSymbolicLink();
        assertThat(path("file")).isRegularFile();
    }

    @Test
    void rename_impossible_why() throws IOException {
        Files.createDirectories(path("full/inner"));
        Files.createDirectory(path("empty"));
        Files.createFile(path("file"));
        try (Fd inner = folder(path("full/inner"));
                Fd proc = folder(Path.of("/proc"))) {
            assertThat(names.rename(bytes("none"), here, bytes("x")))
                    .isEqualTo(negated(ErrorNumber.NOENT));
            assertThat(names.rename(bytes("empty"), here, bytes("full")))
                    .isEqualTo(negated(ErrorNumber.NOTEMPTY));
            assertThat(names.rename(bytes("empty"), here, bytes("file")))
                    .isEqualTo(negated(ErrorNumber.NOTDIR));
            assertThat(names.rename(bytes("file"), here, bytes("empty")))
                    .isEqualTo(negated(ErrorNumber.ISDIR));
            assertThat(names.rename(bytes("full"), inner, bytes("x")))
                    .isEqualTo(negated(ErrorNumber.INVAL));
            assertThat(names.rename(bytes("file"), proc, bytes("x")))
                    .isEqualTo(negated(ErrorNumber.XDEV));
        }
    }

    @Test
    void link_file_secondName() throws IOException {
        Files.writeString(path("file"), "content");
        Files.createDirectory(path("folder"));
        try (Fd to = folder(path("folder"))) {
            assertThat(names.link(bytes("file"), to, bytes("second"))).isZero();
            assertThat(names.link(bytes("file"), to, bytes("second")))
                    .isEqualTo(negated(ErrorNumber.EXIST));
            assertThat(names.link(bytes("folder"), to, bytes("third")))
                    .isEqualTo(negated(ErrorNumber.PERM));
            assertThat(names.link(bytes("none"), to, bytes("third")))
                    .isEqualTo(negated(ErrorNumber.NOENT));
        }
        assertThat(Files.isSameFile(path("file"), path("folder/second"))).isTrue();
    }

    @Test
    void link_escapingLink_notItsTarget() throws IOException {
        Path secret = Files.writeString(temporary.resolve("secret"), "outside");
        Files.createSymbolicLink(path("escape"), secret);

        assertThat(names.link(bytes("escape"), here, bytes("second"))).isZero();
        assertThat(path("second")).isSymbolicLink();
        assertThat(Files.getAttribute(secret, "unix:nlink", LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(1);
    }

    @Test
    void readLink_link_itsTarget() {
        assertThat(names.symlink(bytes("../a//b/"), bytes("link"))).isZero();
        assertThat(names.symlink(bytes("t".repeat(4095)), bytes("long"))).isZero();
        OpenHow itself = OpenHow.path().noFollow(true);
        try (Fd link = ok(Resolver.system().open(here, bytes("link"), itself));
                Fd longest = ok(Resolver.system().open(here, bytes("long"), itself))) {
            assertThat(ok(Names.readLink(link))).isEqualTo(bytes("../a//b/"));
            assertThat(ok(Names.readLink(longest))).hasSize(4095);
        }
    }

    @Test
    void readLink_anythingElse_inval() throws IOException {
        Path file = Files.createFile(path("file"));
        try (Fd place = open(file, OpenHow.path());
                Fd opened = open(file, OpenHow.read())) {
            assertThat(error(Names.readLink(place))).isEqualTo(ErrorNumber.INVAL);
            assertThat(error(Names.readLink(opened))).isEqualTo(ErrorNumber.INVAL);
            assertThat(error(Names.readLink(here))).isEqualTo(ErrorNumber.INVAL);
        }
    }

    @Test
    void names_notUtf8_asTheyAre() throws IOException {
        byte[] name = {'a', (byte) 0xff, (byte) 0xfe};

        assertThat(names.makeDirectory(name)).isZero();
        try (Fd inner = ok(Resolver.system().open(here, name, OpenHow.path()))) {
            assertThat(ok(inner.status()).type()).isEqualTo(FileType.DIRECTORY);
        }
        assertThat(names.removeDirectory(name)).isZero();
        try (Stream<Path> left = Files.list(temporary.resolve("here"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void folder_removed_noent() throws IOException {
        Files.delete(temporary.resolve("here"));

        assertThat(names.makeDirectory(bytes("x"))).isEqualTo(negated(ErrorNumber.NOENT));
    }
}

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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What both resolvers promise, one after the other.
@ParameterizedClass
@MethodSource("resolvers")
class ResolverTest {
    private static final long O_NONBLOCK = 04000;
    private static final long O_ACCMODE = 03;
    private static final long O_APPEND = 02000;
    private static final long O_DSYNC = 01_0000;
    private static final long O_SYNC = 0401_0000;
    private static final long O_PATH = 01000_0000;
    private static final long CHOSEN_FLAGS = O_NONBLOCK | O_ACCMODE | O_APPEND | O_SYNC | O_PATH;

    @Parameter Resolver resolver = Resolver.system();

    @TempDir Path temporary;
    private Path inside;
    private Path secret;
    private Fd start;

    static Stream<Resolver> resolvers() {
        return Stream.of(Resolver.system(), Resolver.walking());
    }

    @BeforeEach
    void makeTree() throws IOException {
        inside = Files.createDirectories(temporary.resolve("inside"));
        Files.createDirectories(inside.resolve("a/b"));
        Files.writeString(inside.resolve("file"), "content");
        Files.writeString(inside.resolve("a/file"), "deeper");
        secret = Files.writeString(temporary.resolve("secret"), "outside");
        start = folder(inside);
    }

    @AfterEach
    void close() {
        start.close();
    }

    private Result<Fd> open(String path, OpenHow how) {
        return resolver.open(start, bytes(path), how);
    }

    private ErrorNumber refused(String path, OpenHow how) {
        return error(open(path, how));
    }

    private long inode(String path, OpenHow how) {
        try (Fd fd = ok(open(path, how))) {
            return ok(fd.status()).inode();
        }
    }

    private static long inode(Path path) throws IOException {
        return (long) Files.getAttribute(path, "unix:ino");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(inside.resolve(name), Path.of(target));
    }

    @Test
    void open_relative_whatItNames() throws IOException {
        OpenHow read = OpenHow.read();

        assertThat(inode("file", read)).isEqualTo(inode(inside.resolve("file")));
        assertThat(inode("a/file", read)).isEqualTo(inode(inside.resolve("a/file")));
        assertThat(inode("./a/.././a//file", read)).isEqualTo(inode(inside.resolve("a/file")));
        assertThat(inode(".", read)).isEqualTo(inode(inside));
        assertThat(inode("a/..", read)).isEqualTo(inode(inside));
        assertThat(inode("a/b/", read)).isEqualTo(inode(inside.resolve("a/b")));
    }

    @Test
    void open_links_followedWithin() throws IOException {
        link("l", "a");
        link("up", "a/b/../..");
        link("chain", "l/../l/file");

        assertThat(inode("l/file", OpenHow.read())).isEqualTo(inode(inside.resolve("a/file")));
        assertThat(inode("up/file", OpenHow.read())).isEqualTo(inode(inside.resolve("file")));
        assertThat(inode("chain", OpenHow.read())).isEqualTo(inode(inside.resolve("a/file")));
        assertThat(inode("l/..", OpenHow.read())).isEqualTo(inode(inside));
    }

    @Test
    void open_outside_xdevWhetherThereIsSomething() throws IOException {
        link("absolute", secret.toString());
        link("absolute-missing", "/no/such/file");
        link("climbing", "../secret");
        link("climbing-missing", "../missing");
        link("back-in", "../inside/file");
        List<String> leaving =
                List.of(
                        "..",
                        "../secret",
                        "../missing",
                        "../inside/file",
                        "a/../..",
                        "a/../../secret",
                        "/",
                        "/etc/passwd",
                        secret.toString(),
                        "absolute",
                        "absolute-missing",
                        "climbing",
                        "climbing-missing",
                        "climbing/",
                        "back-in",
                        "absolute/x",
                        "./../x",
                        "a/b/../../../inside");
        for (String path : leaving) {
            for (OpenHow how :
                    List.of(
                            OpenHow.path(),
                            OpenHow.read(),
                            OpenHow.write(),
                            OpenHow.path().directory(true),
                            OpenHow.write().append(true))) {
                assertThat(refused(path, how)).as(path).isEqualTo(ErrorNumber.XDEV);
            }
        }
        assertThat(refused("climbing-missing", OpenHow.write().create(true)))
                .isEqualTo(ErrorNumber.XDEV);
        assertThat(temporary.resolve("missing")).doesNotExist();
    }

    @Test
    void open_noFollow_linkItselfOnlyAsAPlace() throws IOException {
        link("climbing", "../secret");
        OpenHow itself = OpenHow.path().noFollow(true);
        try (Fd link = ok(open("climbing", itself))) {
            assertThat(ok(link.status()).type()).isEqualTo(FileType.SYMBOLIC_LINK);
            assertThat(ok(Names.readLink(link))).isEqualTo(bytes("../secret"));
        }
        assertThat(refused("climbing", OpenHow.read().noFollow(true))).isEqualTo(ErrorNumber.LOOP);
        assertThat(refused("climbing/", itself)).isEqualTo(ErrorNumber.XDEV);
        assertThat(refused("climbing", itself.directory(true))).isEqualTo(ErrorNumber.NOTDIR);
    }

    @Test
    void open_loopsAndChains_atMost40() throws IOException {
        link("self", "self");
        link("ping", "pong");
        link("pong", "ping");
        link("chain0", "file");
        for (int i = 1; i <= 40; i++) {
            link("chain" + i, "chain" + (i - 1));
        }

        assertThat(refused("self", OpenHow.read())).isEqualTo(ErrorNumber.LOOP);
        assertThat(refused("ping/x", OpenHow.path())).isEqualTo(ErrorNumber.LOOP);
        assertThat(inode("chain39", OpenHow.read())).isEqualTo(inode(inside.resolve("file")));
        assertThat(refused("chain40", OpenHow.read())).isEqualTo(ErrorNumber.LOOP);
    }

    @Test
    void open_noLinks_noneAnywhere() throws IOException {
        link("l", "a");
        OpenHow none = OpenHow.read().noLinks(true);

        assertThat(refused("l", none)).isEqualTo(ErrorNumber.LOOP);
        assertThat(refused("l/file", none)).isEqualTo(ErrorNumber.LOOP);
        assertThat(inode("a/file", none)).isEqualTo(inode(inside.resolve("a/file")));
        assertThat(inode("l", OpenHow.path().noFollow(true).noLinks(true))).isPositive();
    }

    @Test
    void open_magicLinks_refused() throws IOException {
        try (Fd proc = folder(Path.of("/proc"));
                Fd held = ok(resolver.open(start, bytes("file"), OpenHow.read()))) {
            for (String path :
                    List.of(
                            "self/fd/" + held.number(),
                            "self/exe",
                            "self/cwd",
                            "self/root",
                            "self/root/etc",
                            "self/ns/net")) {
                assertThat(error(resolver.open(proc, bytes(path), OpenHow.path())))
                        .as(path)
                        .isEqualTo(ErrorNumber.LOOP);
            }
            try (Fd plain = ok(resolver.open(proc, bytes("self"), OpenHow.path()))) {
                assertThat(ok(plain.status()).type()).isEqualTo(FileType.DIRECTORY);
            }
        }
    }

    @Test
    void open_sameMount_notIntoAnother() {
        try (Fd root = ok(Fd.openRoot())) {
            OpenHow place = OpenHow.path().sameMount(true);

            assertThat(error(resolver.open(root, bytes("proc"), place)))
                    .isEqualTo(ErrorNumber.XDEV);
            assertThat(error(resolver.open(root, bytes("proc/self/environ"), place)))
                    .isEqualTo(ErrorNumber.XDEV);
            assertThat(error(resolver.open(root, bytes("proc/.."), place)))
                    .isEqualTo(ErrorNumber.XDEV);
            ok(resolver.open(root, bytes("proc"), OpenHow.path())).close();
            ok(resolver.open(root, bytes("etc"), place)).close();
        }
    }

    @Test
    void open_access_asAsked() {
        OpenHow write = OpenHow.write();

        assertThat(flags(OpenHow.read())).isEqualTo(O_NONBLOCK);
        assertThat(flags(write)).isEqualTo(O_NONBLOCK | 1);
        assertThat(flags(OpenHow.readWrite())).isEqualTo(O_NONBLOCK | 2);
        assertThat(flags(OpenHow.path())).isEqualTo(O_PATH);
        assertThat(flags(write.append(true))).isEqualTo(O_NONBLOCK | 1 | O_APPEND);
        assertThat(flags(write.sync(true))).isEqualTo(O_NONBLOCK | 1 | O_SYNC);
        assertThat(flags(write.dataSync(true))).isEqualTo(O_NONBLOCK | 1 | O_DSYNC);
        assertThat(inside.resolve("file")).hasContent("content");
    }

    private long flags(OpenHow how) {
        try (Fd fd = ok(open("file", how))) {
            return fd.statusFlags() & CHOSEN_FLAGS;
        }
    }

    @Test
    void open_create_new() {
        OpenHow create = OpenHow.write().create(true);

        ok(open("a/new", create)).close();
        assertThat(inside.resolve("a/new")).isEmptyFile();
        assertThat(refused("a/new", create.exclusive(true))).isEqualTo(ErrorNumber.EXIST);
        ok(open("a/newer", create.exclusive(true))).close();
        assertThat(inside.resolve("a/newer")).isEmptyFile();
        assertThat(refused("none/new", create)).isEqualTo(ErrorNumber.NOENT);
        assertThat(refused("file/new", create)).isEqualTo(ErrorNumber.NOTDIR);
        assertThat(refused("new/", create)).isEqualTo(ErrorNumber.ISDIR);
        assertThat(refused("a", create)).isEqualTo(ErrorNumber.ISDIR);
    }

    @Test
    void open_createThroughLinks_onlyWithin() throws IOException {
        link("dangling", "a/made");
        OpenHow create = OpenHow.write().create(true);

        assertThat(refused("dangling", create.exclusive(true))).isEqualTo(ErrorNumber.EXIST);
        assertThat(refused("dangling", create.noFollow(true))).isEqualTo(ErrorNumber.LOOP);
        assertThat(inside.resolve("a/made")).doesNotExist();
        ok(open("dangling", create)).close();
        assertThat(inside.resolve("a/made")).isEmptyFile();
    }

    @Test
    void open_contradictions_inval() {
        assertThat(refused("new", OpenHow.write().create(true).directory(true)))
                .isEqualTo(ErrorNumber.INVAL);
        assertThat(refused("file", OpenHow.path().append(true))).isEqualTo(ErrorNumber.INVAL);
        assertThat(inside.resolve("new")).doesNotExist();
    }

    @Test
    void open_longPaths_toTheLimit() throws IOException {
        String longest = "./".repeat(2045) + "a/./b";
        assertThat(bytes(longest)).hasSize(4095);

        assertThat(inode(longest, OpenHow.read())).isEqualTo(inode(inside.resolve("a/b")));
        assertThat(refused("/" + longest, OpenHow.read())).isEqualTo(ErrorNumber.NAMETOOLONG);
        assertThat(refused("x".repeat(10_000), OpenHow.read())).isEqualTo(ErrorNumber.NAMETOOLONG);
        assertThat(refused("n".repeat(255), OpenHow.read())).isEqualTo(ErrorNumber.NOENT);
        assertThat(refused("n".repeat(256), OpenHow.read())).isEqualTo(ErrorNumber.NAMETOOLONG);
        assertThat(refused("", OpenHow.path())).isEqualTo(ErrorNumber.NOENT);
    }

    @Test
    void open_nul_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> open("file\0x", OpenHow.read()));
        assertThatIllegalArgumentException().isThrownBy(() -> open("\0", OpenHow.path()));
    }

    @Test
    void open_manyTimes_nothingLeftOpen() throws IOException {
        link("l", "a/b/..");
        link("climbing", "a/../..");
        long before = openDescriptors();
        for (int i = 0; i < 2000; i++) {
            ok(open("a/b/../../l/file", OpenHow.read())).close();
            ok(open("l", OpenHow.path())).close();
            assertThat(refused("a/b/../../climbing/x", OpenHow.read())).isEqualTo(ErrorNumber.XDEV);
            assertThat(refused("a/b/none", OpenHow.read())).isEqualTo(ErrorNumber.NOENT);
            assertThat(refused("a/file/none", OpenHow.read())).isEqualTo(ErrorNumber.NOTDIR);
            assertThat(refused("a/file", OpenHow.read().directory(true)))
                    .isEqualTo(ErrorNumber.NOTDIR);
        }
        // a few may be opened meanwhile by the JVM itself
        assertThat(openDescriptors()).isLessThan(before + 100);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void open_folderMovedOut_noWayBackUp() throws IOException {
        try (Fd held = ok(open("a/b", OpenHow.path()))) {
            Files.move(inside.resolve("a/b"), temporary.resolve("moved"));

            assertThat(error(resolver.open(held, bytes("../secret"), OpenHow.path())))
                    .isEqualTo(ErrorNumber.XDEV);
            ok(resolver.open(held, bytes("."), OpenHow.path())).close();
        }
    }

    @Test
    void open_fifo_neverWaits() throws Exception {
        Path fifo = inside.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();

        ok(open("fifo", OpenHow.read())).close();
        assertThat(refused("fifo", OpenHow.write())).isEqualTo(ErrorNumber.NXIO);
    }
}

package org.frankenterm.posix;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The walk against the kernel, case by case: two trees that are the same, every path opened in
/// every way in both, and the answers compared.
class ResolverTableTest {
    private static final byte[] NOT_UTF8 = {'n', (byte) 0xff, (byte) 0x80};

    private static final List<String> NAMES =
            words(
                    """
                    a a/b file a/file none empty a/b/up a/b/out absolute absolute-folder
                    chain39 chain40 .. .
                    """);

    /// Where a name can stand in a path.
    private static final List<String> FORMS =
            words(
                    """
                    %s %s/ %s// %s/. %s/./ %s/.. %s/../ %s/../file %s/file %s/none %s/none/
                    ./%s a/../%s to-folder/../%s a/b/../../%s/ ../tree/%s none/../%s file/../%s /%s
                    """);

    private static final List<String> PATHS =
            words(
                    """
                    / // a//b a/./b/c/../.. a/b/c/../../../.. to-link/b/c/ to-up/to-up/to-up/a
                    """);

    private static final List<String> IN_PROC =
            words(
                    """
                    self self/ self/status self/fd self/fd/0 self/fd/0/ self/exe self/exe/x self/cwd
                    self/cwd/.. self/root/etc self/ns/mnt thread-self/exe mounts net net/dev fd
                    self/task/none .. . sys/kernel/../../self/exe 1/root none
                    """);

    private static final List<String> IN_ROOT =
            words(
                    """
                    proc proc/ proc/self proc/.. proc/../etc proc/none dev/null sys/kernel
                    etc etc/.. etc/passwd/ etc/mtab etc/none
                    """);

    /// What isn't in the tree from the start.
    private static final String NEW = "new";

    @TempDir Path temporary;
    private Path kernels = Path.of("");
    private Path walks = Path.of("");

    @BeforeEach
    void makeTrees() throws IOException {
        assumeThat(Resolver.system()).isNotSameAs(Resolver.walking());
        kernels = makeTree(temporary.resolve("kernels"));
        walks = makeTree(temporary.resolve("walks"));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static Path makeTree(Path outside) throws IOException {
        Path tree = Files.createDirectories(outside.resolve("tree"));
        Files.writeString(outside.resolve("secret"), "secret");
        Files.createDirectories(tree.resolve("a/b/c"));
        Files.createDirectories(tree.resolve("empty"));
        Files.writeString(tree.resolve("file"), "1");
        Files.writeString(tree.resolve("a/file"), "2");
        Files.writeString(tree.resolve("n".repeat(255)), "3");
        makeLinks(tree, links());
        makeLinks(tree, Map.of("absolute", outside + "/secret", "absolute-folder", outside + "/"));
        makeLinks(tree.resolve("a/b"), Map.of("up", "../../file", "out", "../../../secret"));
        for (int i = 0; i <= 41; i++) {
            String target = i == 0 ? "file" : "chain" + (i - 1);
            Files.createSymbolicLink(tree.resolve("chain" + i), Path.of(target));
        }
        try (Fd fd = folder(tree)) {
            assertThat(new Names(fd).makeDirectory(NOT_UTF8)).isZero();
        }
        return tree;
    }

    /// As they are said: Java would tidy the targets up.
    private static void makeLinks(Path where, Map<String, String> links) {
        try (Fd fd = folder(where)) {
            Names names = new Names(fd);
            links.forEach((name, target) ->
                    assertThat(names.symlink(bytes(target), bytes(name))).isZero());
        }
    }

    private static Map<String, String> links() {
        Map<String, String> links = new HashMap<>();
        links.put("to-folder", "a");
        links.put("to-folder-slash", "a/");
        links.put("to-file", "file");
        links.put("to-file-slash", "file/");
        links.put("to-deep", "a/b/../file");
        links.put("to-dot", ".");
        links.put("to-up", "a/b/c/../../..");
        links.put("to-new", "a/new");
        links.put("to-new-slash", "a/new/");
        links.put("to-link", "to-folder");
        links.put("to-link-slash", "to-file/");
        links.put("dangling", "none/none");
        links.put("climbing", "../secret");
        links.put("climbing-late", "a/b/../../../secret");
        links.put("climbing-missing", "../missing");
        links.put("back-in", "../tree/file");
        links.put("absolute-missing", "/none/none");
        links.put("absolute-slashes", "//none/");
        links.put("self", "self");
        links.put("ping", "pong");
        links.put("pong", "a/../ping");
        links.put("long-target", "./".repeat(2046) + "a");
        links.put("long-name", "m".repeat(256));
        return links;
    }

    private static List<byte[]> paths() {
        List<byte[]> paths = new ArrayList<>();
        List<String> names = new ArrayList<>(links().keySet());
        names.addAll(NAMES);
        for (String name : names) {
            FORMS.forEach(form -> paths.add(bytes(form.formatted(name))));
        }
        PATHS.forEach(path -> paths.add(bytes(path)));
        paths.addAll(longPaths());
        paths.add(bytes(""));
        paths.add(NOT_UTF8);
        paths.add((new String(NOT_UTF8, ISO_8859_1) + "/../file").getBytes(ISO_8859_1));
        paths.add(new byte[] {(byte) 0xfe});
        return paths;
    }

    private static List<byte[]> longPaths() {
        return Stream.of(
                        "n".repeat(255),
                        "n".repeat(256),
                        "a/" + "n".repeat(256),
                        "none/" + "n".repeat(256),
                        "./".repeat(2045) + "a/./b",
                        "./".repeat(2047) + "ab",
                        "/".repeat(4095),
                        "a" + "/".repeat(4094),
                        "a/../".repeat(800) + "file",
                        "n".repeat(5000))
                .map(Answers::bytes)
                .toList();
    }

    private static List<OpenHow> ways() {
        List<OpenHow> plain = new ArrayList<>();
        for (Access access : Access.values()) {
            plain.add(OpenHow.of(access));
            plain.add(OpenHow.of(access).directory(true));
        }
        OpenHow create = OpenHow.readWrite().create(true);
        plain.add(create);
        plain.add(create.exclusive(true));
        plain.add(OpenHow.read().create(true));
        plain.add(OpenHow.read().exclusive(true));
        plain.add(create.directory(true));
        plain.add(OpenHow.path().create(true));
        List<OpenHow> all = new ArrayList<>(plain);
        plain.forEach(how -> all.add(how.noFollow(true)));
        List<OpenHow> limited = new ArrayList<>(all);
        limited.forEach(how -> all.add(how.noLinks(true)));
        limited.forEach(how -> all.add(how.sameMount(true)));
        return all;
    }

    @Test
    void everyPath_everyWay_sameAnswer() throws IOException {
        Map<Long, String> kernelsInodes = inodes(kernels);
        Map<Long, String> walksInodes = inodes(walks);
        try (Fd kernel = folder(kernels);
                Fd walk = folder(walks)) {
            for (byte[] path : paths()) {
                for (OpenHow how : ways()) {
                    String expected =
                            answer(Resolver.system().open(kernel, path, how), kernelsInodes);
                    String actual = answer(Resolver.walking().open(walk, path, how), walksInodes);

                    assertThat(actual)
                            .as("%.80s, %s", new String(path, ISO_8859_1), how)
                            .isEqualTo(expected);
                    if (actual.startsWith(NEW)) {
                        assertThat(removeNew(walks, walksInodes))
                                .isEqualTo(removeNew(kernels, kernelsInodes));
                    }
                }
            }
        }
        assertThat(inodes(walks)).isEqualTo(walksInodes);
        assertThat(inodes(kernels)).isEqualTo(kernelsInodes);
    }

    @Test
    void proc_everyWay_sameAnswer() {
        try (Fd proc = folder(Path.of("/proc"))) {
            for (String path : IN_PROC) {
                for (OpenHow way : ways()) {
                    OpenHow how = OpenHow.path().noFollow(way.noFollow()).noLinks(way.noLinks());
                    OpenHow asked = how.directory(way.directory()).sameMount(way.sameMount());
                    assertThat(answer(Resolver.walking().open(proc, bytes(path), asked), Map.of()))
                            .as("%s, %s", path, asked)
                            .isEqualTo(
                                    answer(
                                            Resolver.system().open(proc, bytes(path), asked),
                                            Map.of()));
                }
            }
        }
    }

    @Test
    void mounts_everyWay_sameAnswer() {
        try (Fd root = ok(Fd.openRoot())) {
            for (String path : IN_ROOT) {
                for (boolean same : new boolean[] {true, false}) {
                    OpenHow how = OpenHow.path().sameMount(same);
                    assertThat(answer(Resolver.walking().open(root, bytes(path), how), Map.of()))
                            .as("%s, %s", path, how)
                            .isEqualTo(
                                    answer(
                                            Resolver.system().open(root, bytes(path), how),
                                            Map.of()));
                }
            }
        }
    }

    /// The error, or what was opened: its place in the tree, its type and its description's flags
    /// but for those that only say how it was opened.
    private static String answer(Result<Fd> result, Map<Long, String> inodes) {
        long howOpened = Machine.HERE.noFollow() | Machine.HERE.directory();
        return switch (result) {
            case Result.Failed<Fd>(ErrorNumber error) -> error.name();
            case Result.Ok<Fd>(Fd opened) -> {
                try (Fd fd = opened) {
                    FileStatus status = ok(fd.status());
                    yield "%s %s %o"
                            .formatted(
                                    inodes.getOrDefault(status.inode(), NEW),
                                    status.type(),
                                    fd.statusFlags() & ~howOpened);
                }
            }
        };
    }

    private static Map<Long, String> inodes(Path tree) throws IOException {
        Map<Long, String> found = new HashMap<>();
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                found.put(inode(path), tree.relativize(path).toString());
            }
        }
        return found;
    }

    private static long inode(Path path) throws IOException {
        return (long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    /// What a way that creates has made, gone again.
    private static List<String> removeNew(Path tree, Map<Long, String> known) throws IOException {
        List<String> removed = new ArrayList<>();
        for (Path folder :
                List.of(tree, tree.resolve("a"), tree.resolve("a/b"), tree.resolve("empty"))) {
            try (Stream<Path> children = Files.list(folder)) {
                for (Path path : (Iterable<Path>) children::iterator) {
                    if (!known.containsKey(inode(path))) {
                        removed.add(tree.relativize(path).toString());
                        Files.delete(path);
                    }
                }
            }
        }
        return removed;
    }
}

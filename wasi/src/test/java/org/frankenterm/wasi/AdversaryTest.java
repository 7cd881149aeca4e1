package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A guest that tries to leave its folder by every function, with every spelling of a way out, over
/// every kind of link. Nothing outside is changed or read, and the answers are the same whether
/// there is something outside or not.
class AdversaryTest {
    /// `l` is a link that leads out.
    private static final List<String> PATHS =
            List.of(
                    "l",
                    "l/",
                    "l//",
                    "l/.",
                    "l/..",
                    "l/../..",
                    "l/secret",
                    "l/secret/",
                    "l/folder/secret",
                    "l/new",
                    "l/new/",
                    "./l/new",
                    "a/../l/secret",
                    "m/secret",
                    "a/up/outside/secret",
                    "a/up",
                    "a/up/x",
                    "..",
                    "../",
                    "..//",
                    "../x",
                    "./../x",
                    "a/..",
                    "a/../..",
                    "a/../../outside/secret",
                    "a/b/../../../x",
                    ".",
                    "./",
                    "",
                    "/",
                    "/etc/passwd",
                    "//",
                    "l\0",
                    "l/\0secret",
                    "..\0/x",
                    "file\0/../../x");

    @TempDir private Path temporary;
    private HostileTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new HostileTree(temporary);
    }

    @AfterEach
    void deleteLinks() throws IOException {
        HostileTree.empty(tree.granted);
    }

    static Stream<Arguments> links() {
        return Stream.of(
                        "../outside",
                        "OUTSIDE",
                        "../outside/secret",
                        "OUTSIDE/secret",
                        "../outside/missing",
                        "m",
                        "a/up/outside",
                        "..",
                        "/",
                        "../../../../../../../../../../etc",
                        "/proc/self/root",
                        "/proc/self/cwd",
                        "/proc/self/fd/0",
                        "/proc/thread-self/environ",
                        "/dev/fd/1")
                .flatMap(link ->
                        Arrays.stream(Resolution.values())
                                .map(resolution -> Arguments.of(link, resolution)));
    }

    @ParameterizedTest
    @MethodSource("links")
    void everyFunction_everyPathOverALink_staysInside(String link, Resolution resolution)
            throws Exception {
        String target = link.replace("OUTSIDE", tree.outside.toString());

        tree.makeOutside();
        Map<String, Errno> existing = attack(target, resolution);
        HostileTree.empty(tree.outside);
        Files.delete(tree.outside);
        Files.delete(temporary.resolve("x"));
        Map<String, Errno> missing = attack(target, resolution);

        assertThat(existing).as("what the answers tell of the outside").isEqualTo(missing);
        assertThat(existing).hasSize(PATHS.size() * PathAttack.all().size());
    }

    /// Makes every call with every path.
    ///
    /// @return the answers
    private Map<String, Errno> attack(String target, Resolution resolution) throws Exception {
        tree.fill(target);
        TreeState before = tree.outsideState();
        Set<Long> forbidden = tree.outsideInodes();
        Map<String, Errno> answers = new TreeMap<>();
        Guest.run(
                () -> Granted.context(Granted.writable(tree.granted, resolution)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (PathAttack attack : PathAttack.all()) {
                        for (String path : PATHS) {
                            String name = attack + " " + path;
                            Errno answer = attack.call().make(files, At.root(path));
                            answers.put(name, answer);
                            if (answer == Errno.SUCCESS) {
                                assertThat(inode(files, attack)).as(name).isNotIn(forbidden);
                                tree.fill(target);
                            }
                        }
                    }
                });
        assertThat(tree.outsideState()).isEqualTo(before);
        return answers;
    }

    /// The inode of what a guest has got at; -1 of calls that tell none.
    private static long inode(GuestFiles files, PathAttack attack) throws Exception {
        if (attack.name().endsWith("stat")) {
            return files.guest().number(GuestFiles.RESULT + 8);
        }
        if (!attack.name().startsWith("open")) {
            return -1;
        }
        long descriptor = files.result();
        assertThat(files.guest().call("fd_filestat_get", descriptor, GuestFiles.RESULT))
                .isIn(Errno.SUCCESS, Errno.NOTCAPABLE);
        long inode = files.guest().number(GuestFiles.RESULT + 8);
        assertThat(files.close(descriptor)).isEqualTo(Errno.SUCCESS);
        return inode;
    }

    @ParameterizedTest
    @EnumSource
    void wayOut_whereverItLeads_notPermitted(Resolution resolution) throws Exception {
        tree.makeOutside();
        tree.fill("../outside");
        Guest.run(
                () -> Granted.context(Granted.writable(tree.granted, resolution)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (String path :
                            List.of("l/secret", "l/new", "../x", "a/../../x", "m/folder/secret")) {
                        for (PathAttack attack : PathAttack.all()) {
                            Errno expected =
                                    attack.name().endsWith("followed") ? Errno.INVAL : Errno.PERM;
                            assertThat(attack.call().make(files, At.root(path)))
                                    .as("%s %s", attack, path)
                                    .isEqualTo(expected);
                        }
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void symlink_thatLeadsOut_isNotMade(Resolution resolution) throws Exception {
        tree.fill("file");
        Guest.run(
                () -> Granted.context(Granted.writable(tree.granted, resolution)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (String target :
                            List.of(
                                    "/",
                                    "/etc",
                                    "..",
                                    "../x",
                                    "a/../../x",
                                    "./../x",
                                    "file/../..")) {
                        assertThat(files.symlink(target, At.root("new")))
                                .as(target)
                                .isEqualTo(Errno.PERM);
                    }
                    assertThat(files.symlink("../../x", At.root("a/new"))).isEqualTo(Errno.PERM);
                    assertThat(files.symlink("../../../x", At.root("a/b/new")))
                            .isEqualTo(Errno.PERM);
                    assertThat(files.symlink("", At.root("new"))).isEqualTo(Errno.NOENT);
                    assertThat(files.symlink("a\0b", At.root("new"))).isEqualTo(Errno.INVAL);
                    assertThat(files.symlink("../file", At.root("a/new"))).isEqualTo(Errno.SUCCESS);
                    assertThat(files.symlink("a/../file", At.root("new"))).isEqualTo(Errno.SUCCESS);
                });
    }

    /// A link may come to lead out when it is moved. The guest can't follow it; who follows it
    /// outside must know what he does.
    @ParameterizedTest
    @EnumSource
    void symlink_movedSoThatItLeadsOut_isNotFollowed(Resolution resolution) throws Exception {
        tree.makeOutside();
        tree.fill("file");
        Guest.run(
                () -> Granted.context(Granted.writable(tree.granted, resolution)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    assertThat(files.symlink("../x", At.root("a/new"))).isEqualTo(Errno.SUCCESS);
                    assertThat(files.rename(At.root("a/new"), At.root("new")))
                            .isEqualTo(Errno.SUCCESS);
                    assertThat(files.open(At.root("new"), OpenArguments.READ))
                            .isEqualTo(Errno.PERM);
                });
    }

    /// Not promised otherwise: a second name of a file is that file, whoever made it.
    @Test
    void hardLink_madeBySomebodyElse_isTheFile() throws Exception {
        tree.makeOutside();
        Files.createLink(tree.granted.resolve("hard"), tree.outside.resolve("secret"));
        Guest.run(
                () -> Granted.context(Granted.writable(tree.granted)).build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    long hard = files.opened(At.root("hard"), OpenArguments.READ);
                    assertThat(files.text(hard)).isEqualTo(HostileTree.CANARY);
                });
    }

    @ParameterizedTest
    @EnumSource
    void magicLink_ofProc_isNotFollowed(Resolution resolution) throws Exception {
        Guest.run(
                () ->
                        Granted.context(
                                        Granted.readOnly(Path.of("/proc"), resolution),
                                        Granted.readOnly(Path.of("/proc/self/fd"), resolution))
                                .build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (String path : List.of("root", "root/etc/passwd", "cwd", "exe", "fd/0")) {
                        assertThat(files.open(At.root("self/" + path), OpenArguments.READ))
                                .as(path)
                                .isEqualTo(Errno.LOOP);
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void mountInside_withoutItsOwnGrant_notPermitted(Resolution resolution) throws Exception {
        Path root = Path.of("/");
        Guest.run(
                () ->
                        Granted.context(
                                        Granted.sameMount(root, resolution),
                                        Granted.readOnly(root, resolution))
                                .build(),
                guest -> {
                    GuestFiles files = new GuestFiles(guest);
                    for (String path : List.of("proc", "proc/self/environ", "sys/kernel")) {
                        assertThat(files.open(At.root(path), OpenArguments.READ))
                                .as(path)
                                .isEqualTo(Errno.PERM);
                        assertThat(files.status(At.root(path), false)).isEqualTo(Errno.PERM);
                        assertThat(files.status(At.of(ROOT + 1, path), false))
                                .isEqualTo(Errno.SUCCESS);
                    }
                });
    }
}

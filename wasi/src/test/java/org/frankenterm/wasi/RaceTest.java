package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A guest at work in a folder in which another process plants links that lead out, between every
/// check and every use.
class RaceTest {
    private static final int ROUNDS = 10_000;

    private static final String[] PATHS = {
        "file",
        "other",
        "spare",
        "folder",
        "folder/secret",
        "folder/new",
        "folder/../outside/secret",
        "a/b",
        "a/b/x",
        "a/b/../x",
        "a/b/../../x",
        "a/b/../../../x",
        "a/b/../b/../b/../../file",
        "aside/secret"
    };

    @TempDir private Path temporary;
    private HostileTree tree;

    @BeforeEach
    void makeTree() throws IOException {
        tree = new HostileTree(temporary);
        tree.makeOutside();
        Files.createDirectories(temporary.resolve("elsewhere"));
        Files.writeString(temporary.resolve("elsewhere/x"), HostileTree.CANARY);
        Files.createDirectories(tree.granted.resolve("a/b"));
        Files.createDirectories(tree.granted.resolve("folder"));
        Files.writeString(tree.granted.resolve("folder/secret"), "inside");
    }

    /// What must stay as it is: all that the other process doesn't touch itself.
    private Map<String, String> untouchable() throws IOException {
        Map<String, String> entries = TreeState.of(tree.outside).entries();
        entries.putAll(TreeState.of(temporary.resolve("x")).entries());
        entries.put("elsewhere", TreeState.of(temporary.resolve("elsewhere/x")).toString());
        return entries;
    }

    @ParameterizedTest
    @EnumSource
    void guest_whileLinksArePlanted_staysInside(Resolution resolution) throws Exception {
        Map<String, String> before = untouchable();
        Set<Long> forbidden = tree.outsideInodes();
        Map<Errno, Integer> answers = new EnumMap<>(Errno.class);
        Guest.run(
                () -> Granted.context(Granted.writable(tree.granted, resolution)).build(),
                guest -> {
                    Process swapper = Swapper.start(temporary);
                    try {
                        Work work = new Work(new GuestFiles(guest), forbidden);
                        for (int round = 0; round < ROUNDS; round++) {
                            answers.merge(work.round(), 1, Integer::sum);
                        }
                        assertThat(swapper.isAlive()).isTrue();
                        assertThat(OpenDescriptors.beneath(temporary)).isEqualTo(1);
                    } finally {
                        swapper.destroy();
                        swapper.waitFor();
                    }
                });
        assertThat(untouchable()).isEqualTo(before);
        assertThat(answers).containsKeys(Errno.SUCCESS, Errno.NOENT, Errno.PERM);
    }

    /// Random calls on random paths. Whatever they get at lies inside.
    private record Work(GuestFiles files, Set<Long> forbidden, Random random) {
        private static final int CALLS = 9;
        private static final OpenArguments CREATE = OpenArguments.everything(OpenArguments.CREAT);

        Work(GuestFiles files, Set<Long> forbidden) {
            this(files, forbidden, new Random(1));
        }

        Errno round() throws Exception {
            At at = path();
            return switch (random.nextInt(CALLS)) {
                case 0 -> files.times(at, true, 5);
                case 1 -> status(at);
                case 2 -> read(at);
                case 3 -> write(at, CREATE);
                case 4 -> write(at, CREATE.oflags(OpenArguments.CREAT | OpenArguments.TRUNC));
                case 5 -> rename(at);
                case 6 -> link(at);
                case 7 -> directory(at);
                default -> files.unlink(at.path().length > 6 ? at : At.root("spare"));
            };
        }

        private At path() {
            return At.root(PATHS[random.nextInt(PATHS.length)]);
        }

        private Errno status(At at) throws Exception {
            Errno errno = files.status(at, true);
            if (errno == Errno.SUCCESS) {
                long inode = files.guest().number(GuestFiles.RESULT + 8);
                assertThat(inode).as("%s", at).isNotIn(forbidden);
            }
            return errno;
        }

        private Errno read(At at) throws Exception {
            Errno errno = files.open(at, OpenArguments.READ);
            if (errno == Errno.SUCCESS) {
                long descriptor = files.result();
                if (files.readAt(descriptor, 100, 0) == Errno.SUCCESS) {
                    assertThat(files.guest().text(GuestFiles.BUFFER, files.result()))
                            .as("%s", at)
                            .isNotEqualTo(HostileTree.CANARY);
                }
                files.close(descriptor);
            }
            return errno;
        }

        private Errno write(At at, OpenArguments how) throws Exception {
            Errno errno = files.open(at, how);
            if (errno == Errno.SUCCESS) {
                long descriptor = files.result();
                files.write(descriptor, "guest");
                files.close(descriptor);
            }
            return errno;
        }

        private Errno rename(At at) throws Exception {
            At mine = At.root("mine");
            write(mine, CREATE);
            return files.rename(mine, At.of(ROOT, at.text() + "2"));
        }

        private Errno link(At at) throws Exception {
            At taken = At.of(ROOT, "taken");
            files.unlink(taken);
            Errno errno = files.link(at, taken);
            if (errno == Errno.SUCCESS) {
                read(taken);
                status(taken);
            }
            return errno;
        }

        private Errno directory(At at) throws Exception {
            At made = At.of(ROOT, at.text() + "d");
            Errno errno = files.makeDirectory(made);
            files.removeDirectory(made);
            return errno;
        }
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random calls with random numbers and paths, from names of the tree: none fails in the host, and
/// nothing outside changes.
class SweepTest {
    private static final int CALLS = 10_000;
    private static final long SEED = 20_260_722;
    private static final int MAX_PARTS = 4;
    private static final int DESCRIPTORS = 12;

    private static final String[] PARTS = {
        "a", "b", "file", "l", "m", "n", "up", "..", ".", "", "new", "folder", "secret", "\0", "é"
    };
    private static final String[] SEPARATORS = {"/", "/", "/", "//", "/./", "/../"};

    /// Would wait, or end the guest.
    private static final Set<String> LEFT_OUT = Set.of("poll_oneoff", "proc_exit", "proc_raise");

    @TempDir private Path temporary;
    private HostileTree tree;

    @BeforeEach
    void makeTree() throws Exception {
        tree = new HostileTree(temporary);
        tree.makeOutside();
        tree.fill("../outside");
    }

    @AfterEach
    void deleteLinks() throws Exception {
        HostileTree.empty(tree.granted);
    }

    @ParameterizedTest
    @EnumSource
    void calls_random_stayInsideAndNeverFailInTheHost(Resolution resolution) throws Exception {
        TreeState before = tree.outsideState();
        Guest.run(
                () ->
                        Granted.context(
                                        Granted.writable(tree.granted, resolution),
                                        Granted.readOnly(tree.granted, resolution),
                                        Granted.files(tree.granted, Map.of("file", true), true))
                                .maxDescriptors(DESCRIPTORS)
                                .build(),
                guest -> new Sweep(guest, tree).run());
        assertThat(tree.outsideState()).isEqualTo(before);
        assertThat(OpenDescriptors.beneath(temporary)).isZero();
    }

    private record Sweep(Guest guest, HostileTree tree, Random random) {
        private static final long PATH = 4096;
        private static final long OTHER_PATH = 8192;
        private static final int REFILL = 200;

        Sweep(Guest guest, HostileTree tree) {
            this(guest, tree, new Random(SEED));
        }

        void run() throws Exception {
            List<SpecifiedFunction> functions =
                    SpecifiedFunction.all().stream()
                            .filter(function -> !LEFT_OUT.contains(function.name()))
                            .toList();
            List<SpecifiedFunction> onPaths =
                    functions.stream().filter(f -> f.name().startsWith("path_")).toList();
            for (int i = 0; i < CALLS; i++) {
                if (i % REFILL == 0) {
                    tree.fill("../outside");
                }
                step(random.nextInt(3) == 0 ? any(functions) : any(onPaths));
            }
        }

        /// One call; the guest's `call` fails unless the function answers.
        private void step(SpecifiedFunction function) throws Exception {
            long[] arguments = new long[function.parameters().size()];
            Arrays.setAll(arguments, i -> number());
            switch (function.name()) {
                case "path_link" -> paths(arguments, 0, 2, 4, 5);
                case "path_rename" -> paths(arguments, 0, 1, 3, 4);
                case "path_symlink" -> paths(arguments, 2, 0, 2, 3);
                case "path_open", "path_filestat_get", "path_filestat_set_times" ->
                        paths(arguments, 0, 2, 0, 2);
                default -> {
                    if (function.name().startsWith("path_")) {
                        paths(arguments, 0, 1, 0, 1);
                    } else if (arguments.length > 0) {
                        arguments[0] = random.nextInt(DESCRIPTORS + 1);
                    }
                }
            }
            if (function.name().equals("fd_allocate")) {
                arguments[2] &= 0xFFFF;
            }
            if (function.name().equals("fd_filestat_set_size")) {
                arguments[1] &= 0xFFFF;
            }
            guest.call(function.name(), arguments);
        }

        private void paths(long[] arguments, int fd, int path, int otherFd, int otherPath)
                throws Exception {
            arguments[fd] = descriptor();
            arguments[otherFd] = descriptor();
            put(arguments, path, PATH);
            put(arguments, otherPath, OTHER_PATH);
        }

        private void put(long[] arguments, int slot, long pointer) throws Exception {
            byte[] path = At.of(ROOT, path()).path();
            guest.put(pointer, path);
            arguments[slot] = pointer;
            arguments[slot + 1] = path.length;
        }

        private long descriptor() {
            return random.nextInt(4) == 0 ? random.nextInt(DESCRIPTORS) : ROOT;
        }

        private String path() {
            StringBuilder path = new StringBuilder();
            int parts = 1 + random.nextInt(MAX_PARTS);
            for (int i = 0; i < parts; i++) {
                path.append(i == 0 ? "" : SEPARATORS[random.nextInt(SEPARATORS.length)]);
                path.append(PARTS[random.nextInt(PARTS.length)]);
            }
            return path.append(random.nextInt(8) == 0 ? "/" : "").toString();
        }

        private long number() {
            return switch (random.nextInt(8)) {
                case 0 -> random.nextLong();
                case 1 -> -1;
                case 2 -> Rights.ALL;
                case 3 -> 1L << random.nextInt(32);
                case 4 -> random.nextInt(70_000);
                default -> random.nextInt(16);
            };
        }

        private SpecifiedFunction any(List<SpecifiedFunction> functions) {
            return functions.get(random.nextInt(functions.size()));
        }
    }
}

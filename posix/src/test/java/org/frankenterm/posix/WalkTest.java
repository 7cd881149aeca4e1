package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.error;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalkTest {
    private static final int DEPTH = 2060;

    @TempDir Path temporary;

    /// Deeper than any path without links can lead; links lead on.
    @Test
    void open_tooDeep_refusedAndNothingLeftOpen() throws IOException {
        try (Fd start = folder(temporary)) {
            Deque<Fd> way = dig(start);
            try {
                assertThat(new Names(start).symlink(bytes("d/".repeat(2040)), bytes("down")))
                        .isZero();
                OpenHow place = OpenHow.path();
                long before = openDescriptors();

                ok(walk(start, "down/d/d/d/d/d/d/d/d", place)).close();
                assertThat(error(walk(start, "down/" + "d/".repeat(12), place)))
                        .isEqualTo(ErrorNumber.NAMETOOLONG);
                assertThat(openDescriptors()).isLessThan(before + DEPTH / 2);
            } finally {
                fill(start, way);
            }
        }
    }

    private static Result<Fd> walk(Fd start, String path, OpenHow how) {
        return Resolver.walking().open(start, bytes(path), how);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    private static Deque<Fd> dig(Fd start) {
        Deque<Fd> way = new ArrayDeque<>();
        for (int i = 0; i < DEPTH; i++) {
            Fd last = way.isEmpty() ? start : way.element();
            assertThat(new Names(last).makeDirectory(bytes("d"))).isZero();
            way.push(ok(Resolver.system().open(last, bytes("d"), OpenHow.path())));
        }
        return way;
    }

    /// Removes them from the deepest up; no path would reach it.
    private static void fill(Fd start, Deque<Fd> way) {
        while (!way.isEmpty()) {
            way.pop().close();
            Fd parent = way.isEmpty() ? start : way.element();
            assertThat(new Names(parent).removeDirectory(bytes("d"))).isZero();
        }
    }
}

package org.frankenterm.extension.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootedPathTest {
    @TempDir private Path folder;

    private static Result<Fd> open(Path path) {
        return new RootedPath(path.toString()).open(OpenHow.path());
    }

    @Test
    void open_linkAnywhere_refused() throws Exception {
        Path real = Files.createDirectory(folder.toRealPath().resolve("real"));
        Files.createDirectory(real.resolve("inner"));
        Path link = Files.createSymbolicLink(real.resolveSibling("link"), real);
        assertThat(open(link)).isEqualTo(new Result.Failed<Fd>(ErrorNumber.LOOP));
        assertThat(open(link.resolve("inner"))).isEqualTo(new Result.Failed<Fd>(ErrorNumber.LOOP));
        assertThat(open(real.resolve("none"))).isEqualTo(new Result.Failed<Fd>(ErrorNumber.NOENT));
        if (open(real) instanceof Result.Ok<Fd>(Fd fd)) {
            fd.close();
            assertThat(fd.isOpen()).isFalse();
        }
    }

    @Test
    void parent_andName_ofEveryDepth() {
        assertThat(new RootedPath("/a/b").parent()).isEqualTo(new RootedPath("/a"));
        assertThat(new RootedPath("/a").parent()).isEqualTo(new RootedPath("/"));
        assertThat(new RootedPath("/").parent()).isEqualTo(new RootedPath("/"));
        assertThat(new RootedPath("/a/b").name()).isEqualTo("b");
        assertThat(new RootedPath("/").name()).isEmpty();
    }
}

package org.frankenterm.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.posix.Answers.bytes;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Somebody swaps names while they are resolved, 10,000 times, and no answer lies outside.
@ParameterizedClass
@MethodSource("resolvers")
class ResolverRaceTest {
    private static final int SWAPS = 10_000;

    /// What an honest answer can be while a name is now a folder, now a link that leaves, now
    /// nothing.
    private static final Set<ErrorNumber> HONEST =
            EnumSet.of(ErrorNumber.XDEV, ErrorNumber.NOENT, ErrorNumber.AGAIN);

    @Parameter Resolver resolver = Resolver.system();

    @TempDir Path temporary;
    private Path inside;
    private Path outside;
    private Set<Long> allowed;

    static Stream<Resolver> resolvers() {
        return Stream.of(Resolver.system(), Resolver.walking());
    }

    /// The same tree twice, so that a way that leaves finds something.
    @BeforeEach
    void makeTrees() throws IOException {
        inside = makeTree("inside");
        outside = makeTree("outside");
        Files.createSymbolicLink(inside.resolve("to-folder"), outside.resolve("folder"));
        Files.createSymbolicLink(inside.resolve("to-file"), outside.resolve("file"));
        allowed = Set.of(inode(inside.resolve("file")), inode(inside.resolve("folder/deep/file")));
    }

    private Path makeTree(String name) throws IOException {
        Path tree = temporary.resolve(name);
        Files.createDirectories(tree.resolve("folder/deep"));
        Files.writeString(tree.resolve("folder/deep/file"), name);
        Files.writeString(tree.resolve("file"), name);
        return tree;
    }

    private static long inode(Path path) throws IOException {
        return (long) Files.getAttribute(path, "unix:ino");
    }

    /// Puts something else under a name and takes it away again.
    private CompletableFuture<Void> swapping(String name, String other) {
        return CompletableFuture.runAsync(() -> {
            try (Fd fd = folder(inside)) {
                for (int i = 0; i < SWAPS; i++) {
                    move(fd, name, fd, "parked");
                    move(fd, other, fd, name);
                    move(fd, name, fd, other);
                    move(fd, "parked", fd, name);
                }
            }
        });
    }

    /// Moves a folder out and in again.
    private CompletableFuture<Void> moving(Path from, String name, Path to) {
        return CompletableFuture.runAsync(() -> {
            try (Fd here = folder(from);
                    Fd there = folder(to)) {
                for (int i = 0; i < SWAPS; i++) {
                    move(here, name, there, "moved");
                    move(there, "moved", here, name);
                }
            }
        });
    }

    private static void move(Fd from, String name, Fd to, String newName) {
        assertThat(new Names(from).rename(bytes(name), to, bytes(newName))).isZero();
    }

    private void resolveDuring(CompletableFuture<Void> others, OpenHow how, String... paths) {
        try (Fd start = folder(inside)) {
            while (!others.isDone()) {
                for (String path : paths) {
                    requireHonest(resolver.open(start, bytes(path), how));
                }
            }
        }
        others.join();
    }

    private void requireHonest(Result<Fd> answer) {
        switch (answer) {
            case Result.Failed<Fd>(ErrorNumber error) -> assertThat(error).isIn(HONEST);
            case Result.Ok<Fd>(Fd opened) -> {
                try (Fd fd = opened) {
                    assertThat(ok(fd.status()).inode()).isIn(allowed);
                }
            }
        }
    }

    @Test
    void folderSwappedForALink_neverEntered() {
        resolveDuring(
                swapping("folder", "to-folder"),
                OpenHow.read(),
                "folder/deep/file",
                "folder/deep/../deep/file",
                "folder/../folder/./deep/file",
                "folder/deep/../../file");
    }

    @Test
    void fileSwappedForALink_neverFollowed() {
        resolveDuring(
                swapping("file", "to-file"),
                OpenHow.readWrite(),
                "file",
                "folder/../file",
                "./file");
    }

    @Test
    void folderMovedOut_dotDotLeadsNowhereElse() {
        resolveDuring(
                moving(inside.resolve("folder"), "deep", outside),
                OpenHow.read(),
                "folder/deep/../../outside/file",
                "folder/deep/../file",
                "folder/deep/../../file",
                "folder/deep/../deep/file");
    }

    @Test
    void create_folderSwappedForALink_nothingMadeOutside() throws IOException {
        CompletableFuture<Void> others = swapping("folder", "to-folder");
        OpenHow create = OpenHow.write().create(true);
        try (Fd start = folder(inside)) {
            while (!others.isDone()) {
                if (resolver.open(start, bytes("folder/deep/new"), create)
                        instanceof Result.Ok<Fd>(Fd made)) {
                    made.close();
                }
            }
        }
        others.join();

        try (Stream<Path> left = Files.walk(outside)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(
                            List.of("outside", "folder", "deep", "file", "file"));
        }
    }
}

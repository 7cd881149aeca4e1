package org.frankenterm.wasi;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that works against a guest: it makes folders and files of a granted folder into links
/// that lead out and back again, and moves a folder, and the granted folder, away and back.
///
/// Needs nothing of ours, so that `java` runs it from its class file.
final class Swapper {
    private static final int ROUNDS_BEFORE_LOOKING = 1000;

    private final Path granted;
    private final Path parent;
    private final Path outside;

    private Swapper(Path parent) {
        this.parent = parent;
        this.granted = parent.resolve("granted");
        this.outside = parent.resolve("outside");
    }

    /// Starts one, which is at work when this returns.
    static Process start(Path parent) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                Path.of("target", "test-classes").toString(),
                                Swapper.class.getName(),
                                parent.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.getInputStream().read() < 0) {
            throw new IOException("the swapping process did not start");
        }
        return process;
    }

    /// Swaps until the process that started it is gone or ends it.
    public static void main(String[] arguments) throws IOException {
        Swapper swapper = new Swapper(Path.of(arguments[0]));
        swapper.swap();
        System.out.write('\n');
        System.out.flush();
        ProcessHandle starter = ProcessHandle.current().parent().orElseThrow();
        while (starter.isAlive()) {
            for (int i = 0; i < ROUNDS_BEFORE_LOOKING; i++) {
                swapper.swap();
            }
        }
    }

    private void swap() throws IOException {
        swapFile("file", outside.resolve("secret"));
        swapFile("other", Path.of("../outside/folder/secret"));
        moveAway(granted.resolve("folder"), granted.resolve("aside"), outside.resolve("folder"));
        moveAway(granted.resolve("a/b"), parent.resolve("elsewhere/b"), outside);
        moveAway(granted, parent.resolve("old"), outside);
    }

    /// Makes a name a link to a file outside and then a file.
    private void swapFile(String name, Path target) throws IOException {
        Path spare = granted.resolve("spare");
        attempt(() -> Files.deleteIfExists(spare));
        attempt(() -> Files.createSymbolicLink(spare, target));
        attempt(() -> Files.move(spare, granted.resolve(name), ATOMIC_MOVE));
        attempt(() -> Files.deleteIfExists(spare));
        attempt(() -> Files.createFile(spare));
        attempt(() -> Files.move(spare, granted.resolve(name), ATOMIC_MOVE));
    }

    /// Moves a folder, and puts a link to the outside in its place for a moment.
    private static void moveAway(Path folder, Path away, Path target) throws IOException {
        attempt(() -> Files.move(folder, away, ATOMIC_MOVE));
        attempt(() -> Files.createSymbolicLink(folder, target));
        attempt(() -> Files.deleteIfExists(folder));
        attempt(() -> Files.move(away, folder, ATOMIC_MOVE));
    }

    @FunctionalInterface
    private interface Step {
        Object take() throws IOException;
    }

    /// Takes a step that the guest may have made impossible.
    private static void attempt(Step step) throws IOException {
        try {
            step.take();
        } catch (FileSystemException e) {
            assert e.getFile() != null : "each step names a file";
        }
    }
}

package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.ftx.WholeFile;
import org.jspecify.annotations.Nullable;

/// Held by whoever changes what is installed: one process at a time, and one thread in it. Ends
/// with the process, however that ends. Nothing is compiled, downloaded or asked while it is held.
final class ExtensionsLock implements AutoCloseable {
    /// As long as writing the largest package to a slow disk may take, several times over.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long PAUSE_MILLIS = 20;

    /// The system's locks belong to the process; this one tells its threads apart.
    private static final ReentrantLock THREADS = new ReentrantLock();

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final FileChannel channel;

    private ExtensionsLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits for the lock.
    ///
    /// @throws ExtensionException if another holds it for too long, or it can't be made
    static ExtensionsLock take(Path file) {
        return take(file, PATIENCE);
    }

    static ExtensionsLock take(Path file, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        ExtensionsLock lock = tryTake(file);
        while (lock == null) {
            if (!pause()) {
                throw new ExtensionException(
                        ErrorCode.IO,
                        "interrupted while another process was changing what is installed; try again");
            }
            if (System.nanoTime() - end > 0) {
                throw new ExtensionException(
                        ErrorCode.IO,
                        "another process is changing what is installed and has not finished for %d s; wait for it, or end it, and try again"
                                .formatted(patience.toSeconds()));
            }
            lock = tryTake(file);
        }
        return lock;
    }

    /// The lock if nobody holds it.
    static @Nullable ExtensionsLock tryTake(Path file) {
        if (THREADS.isHeldByCurrentThread() || !THREADS.tryLock()) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            file,
                            OPTIONS,
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            if (channel.tryLock() != null) {
                return new ExtensionsLock(channel);
            }
            release(channel);
            return null;
        } catch (IOException e) {
            release(channel);
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't lock %s: %s".formatted(WholeFile.shown(file), WholeFile.reason(e)),
                    e);
        } catch (RuntimeException | Error e) {
            release(channel);
            throw e;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void release(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // closing gives the lock up even where it fails
        } finally {
            THREADS.unlock();
        }
    }

    @Override
    public void close() {
        release(channel);
    }
}

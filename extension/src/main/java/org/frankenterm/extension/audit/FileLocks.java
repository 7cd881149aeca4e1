package org.frankenterm.extension.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// Locks between processes. The system's are a process's, and end when it closes any descriptor of
/// the file: so within this process there is one lock more, and a lock file is opened only by who
/// takes it.
final class FileLocks {
    private static final ReentrantLock IN_PROCESS = new ReentrantLock();
    private static final Set<Path> HELD = new HashSet<>();

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private FileLocks() {}

    /// What is done while a lock is held.
    ///
    /// @param <T> what it gives
    @FunctionalInterface
    interface Body<T> {
        T run() throws IOException;
    }

    /// Runs something while nobody else, in any process, runs anything under the same lock.
    static <T> T locked(Path lock, Body<T> body) throws IOException {
        IN_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(lock, OPTIONS, OwnFile.PERMISSIONS)) {
            channel.lock(); // until the channel is closed
            return body.run();
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /// Shows other processes that this one lives, until it is closed or the process ends.
    static Closeable mark(Path mark) throws IOException {
        IN_PROCESS.lock();
        try {
            FileChannel channel = FileChannel.open(mark, OPTIONS, OwnFile.PERMISSIONS);
            if (channel.tryLock() == null) {
                channel.close();
                throw new IOException(mark + " is in use");
            }
            HELD.add(mark);
            return () -> unmark(mark, channel);
        } finally {
            IN_PROCESS.unlock();
        }
    }

    private static void unmark(Path mark, FileChannel channel) throws IOException {
        IN_PROCESS.lock();
        try {
            HELD.remove(mark);
            Files.deleteIfExists(mark);
            channel.close();
        } finally {
            IN_PROCESS.unlock();
        }
    }

    /// Whether a process shows with this mark that it lives.
    static boolean marked(Path mark) throws IOException {
        IN_PROCESS.lock();
        try {
            if (HELD.contains(mark)) {
                return true;
            }
            if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
                return channel.tryLock() == null;
            }
        } finally {
            IN_PROCESS.unlock();
        }
    }
}

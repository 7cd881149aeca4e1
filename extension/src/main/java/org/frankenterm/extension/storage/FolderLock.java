package org.frankenterm.extension.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.frankenterm.extension.storage.StorageProblem.Kind;
import org.jspecify.annotations.Nullable;

/// Held by whoever opens a database of the storage folder, so that nobody moves one aside that
/// somebody else has just made in its place. Between processes a lock on the folder's `.lock`;
/// between threads one of our own, because a process's locks on a file are all one.
final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock of a folder that was checked.
    ///
    /// @throws StorageProblem if the caller's time is over first
    static FolderLock take(Path folder, Patience patience) throws IOException, StorageProblem {
        while (!THREADS.tryLock()) {
            pause(patience);
        }
        FileChannel channel = null;
        try {
            channel = open(folder.resolve(NAME));
            while (channel.tryLock() == null) {
                pause(patience);
            }
            return new FolderLock(channel);
        } catch (IOException | StorageProblem | RuntimeException | Error e) {
            release(channel);
            throw e;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            OwnFile.create(file);
        } catch (FileAlreadyExistsException made) {
            // by an earlier start
        }
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    private static void pause(Patience patience) throws StorageProblem {
        if (!patience.pause()) {
            throw new StorageProblem(
                    Kind.BUSY, "the stored data are being opened by somebody else; try again");
        }
    }

    private static void release(@Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            THREADS.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        release(channel);
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a directory as a library does: with a buffer of one size, from the last whole entry on.
final class GuestListing {
    private static final int HEADER = 24;

    private final GuestFiles files;
    private final long descriptor;
    private final int room;

    GuestListing(GuestFiles files, long descriptor, int room) {
        this.files = files;
        this.descriptor = descriptor;
        this.room = room;
    }

    /// An entry.
    record Entry(String name, long inode, int type, long next) {}

    /// Reads once.
    Errno read(long cookie) throws Exception {
        return files.guest()
                .call("fd_readdir", descriptor, GuestFiles.BUFFER, room, cookie, GuestFiles.RESULT);
    }

    /// The whole entries that the last call gave.
    List<Entry> entries() throws Exception {
        byte[] bytes = files.guest().bytes(GuestFiles.BUFFER, files.result());
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + HEADER <= bytes.length) {
            int length = buffer.getInt(at + 16);
            if (at + HEADER + length > bytes.length) {
                break;
            }
            String name = new String(bytes, at + HEADER, length, StandardCharsets.UTF_8);
            entries.add(
                    new Entry(
                            name,
                            buffer.getLong(at + 8),
                            buffer.getInt(at + 20),
                            buffer.getLong(at)));
            at += HEADER + length;
        }
        return entries;
    }

    /// Reads to the end, calling somebody before each call.
    List<Entry> all(Between between) throws Exception {
        List<Entry> all = new ArrayList<>();
        long cookie = 0;
        boolean more = true;
        while (more) {
            between.run(all.size());
            assertThat(read(cookie)).isEqualTo(Errno.SUCCESS);
            List<Entry> found = entries();
            all.addAll(found);
            more = files.result() == room;
            assertThat(more && found.isEmpty()).as("room for one entry").isFalse();
            cookie = found.isEmpty() ? cookie : found.getLast().next();
        }
        return all;
    }

    /// What happens between two calls.
    @FunctionalInterface
    interface Between {
        void run(int read) throws Exception;
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/// A guest's calls on files, with their paths and bytes put where its memory has room for them.
final class GuestFiles {
    /// The first descriptor behind the streams.
    static final long ROOT = 3;

    /// Where a result is.
    static final long RESULT = 1024;

    /// Where bytes are read to and written from.
    static final long BUFFER = 32_768;

    private static final long VECTOR = 512;
    private static final long PATH = 4096;
    private static final long OTHER_PATH = 16_384;

    private final Guest guest;

    GuestFiles(Guest guest) {
        this.guest = guest;
    }

    /// A directory descriptor and a path beneath it.
    @SuppressWarnings("ArrayRecordComponent") // not compared
    record At(long folder, byte[] path) {
        static At of(long folder, String path) {
            return new At(folder, path.getBytes(StandardCharsets.UTF_8));
        }

        /// Beneath the first preopen.
        static At root(String path) {
            return of(ROOT, path);
        }

        String text() {
            return new String(path, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return folder + ":" + text();
        }
    }

    Guest guest() {
        return guest;
    }

    private Errno path(String function, At at, long... behind) throws Exception {
        guest.put(PATH, at.path());
        long[] arguments = new long[3 + behind.length];
        arguments[0] = at.folder();
        arguments[1] = PATH;
        arguments[2] = at.path().length;
        System.arraycopy(behind, 0, arguments, 3, behind.length);
        return guest.call(function, arguments);
    }

    Errno open(At at, OpenArguments how) throws Exception {
        guest.put(PATH, at.path());
        return guest.call(
                "path_open",
                at.folder(),
                how.lookup(),
                PATH,
                at.path().length,
                how.oflags(),
                how.rights(),
                how.inheriting(),
                how.fdflags(),
                RESULT);
    }

    /// Opens what has to be possible.
    ///
    /// @return the descriptor
    long opened(At at, OpenArguments how) throws Exception {
        assertThat(open(at, how)).as("opening %s", at).isEqualTo(Errno.SUCCESS);
        return result();
    }

    /// The 32-bit result of the last call.
    int result() throws Exception {
        return guest.word(RESULT);
    }

    Errno close(long descriptor) throws Exception {
        return guest.call("fd_close", descriptor);
    }

    Errno makeDirectory(At at) throws Exception {
        return path("path_create_directory", at);
    }

    Errno removeDirectory(At at) throws Exception {
        return path("path_remove_directory", at);
    }

    Errno unlink(At at) throws Exception {
        return path("path_unlink_file", at);
    }

    /// Asks for the status, which is then at [#RESULT].
    Errno status(At at, boolean follow) throws Exception {
        guest.put(PATH, at.path());
        return guest.call(
                "path_filestat_get", at.folder(), follow ? 1 : 0, PATH, at.path().length, RESULT);
    }

    Errno times(At at, boolean follow, long flags) throws Exception {
        guest.put(PATH, at.path());
        return guest.call(
                "path_filestat_set_times",
                at.folder(),
                follow ? 1 : 0,
                PATH,
                at.path().length,
                1_000_000_001,
                2_000_000_002,
                flags);
    }

    /// Reads a link, whose text is then at [#BUFFER], its length the result.
    Errno readLink(At at, int room) throws Exception {
        return path("path_readlink", at, BUFFER, room, RESULT);
    }

    Errno rename(At from, At to) throws Exception {
        guest.put(OTHER_PATH, to.path());
        return path("path_rename", from, to.folder(), OTHER_PATH, to.path().length);
    }

    Errno link(At from, At to) throws Exception {
        return link(from, to, false);
    }

    Errno link(At from, At to, boolean follow) throws Exception {
        guest.put(PATH, from.path());
        guest.put(OTHER_PATH, to.path());
        return guest.call(
                "path_link",
                from.folder(),
                follow ? 1 : 0,
                PATH,
                from.path().length,
                to.folder(),
                OTHER_PATH,
                to.path().length);
    }

    Errno symlink(String target, At at) throws Exception {
        byte[] text = target.getBytes(StandardCharsets.UTF_8);
        guest.put(OTHER_PATH, text);
        guest.put(PATH, at.path());
        return guest.call(
                "path_symlink", OTHER_PATH, text.length, at.folder(), PATH, at.path().length);
    }

    /// Writes text at the descriptor's position.
    Errno write(long descriptor, String text) throws Exception {
        buffer(text);
        return guest.call("fd_write", descriptor, VECTOR, 1, RESULT);
    }

    Errno writeAt(long descriptor, String text, long position) throws Exception {
        buffer(text);
        return guest.call("fd_pwrite", descriptor, VECTOR, 1, position, RESULT);
    }

    private void buffer(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        guest.put(BUFFER, bytes);
        guest.putInts(VECTOR, BUFFER, bytes.length);
    }

    /// Reads to [#BUFFER], from the descriptor's position.
    Errno read(long descriptor, int room) throws Exception {
        guest.putInts(VECTOR, BUFFER, room);
        return guest.call("fd_read", descriptor, VECTOR, 1, RESULT);
    }

    Errno readAt(long descriptor, int room, long position) throws Exception {
        guest.putInts(VECTOR, BUFFER, room);
        return guest.call("fd_pread", descriptor, VECTOR, 1, position, RESULT);
    }

    /// Reads what has to be readable.
    ///
    /// @return all of it, as text, no more than 4,096 bytes
    String text(long descriptor) throws Exception {
        assertThat(readAt(descriptor, 4096, 0)).isEqualTo(Errno.SUCCESS);
        return guest.text(BUFFER, result());
    }
}

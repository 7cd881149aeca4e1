package org.frankenterm.wasi;

import java.nio.ByteBuffer;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileContent;
import org.frankenterm.posix.Timestamps;
import org.frankenterm.posix.Whence;

/// An open regular file.
final class OpenFile extends Descriptor {
    private final Fd fd;
    private final FileContent content;
    private final boolean readOnly;

    /// @param readOnly whether the grant it was opened under forbids every change
    OpenFile(Fd fd, OpenRequest request, boolean readOnly, String name) {
        super(name, request.ofFile(), 0, request.flags());
        this.fd = fd;
        this.content = new FileContent(fd);
        this.readOnly = readOnly;
    }

    @Override
    Filetype type() {
        return Filetype.REGULAR_FILE;
    }

    /// Refuses with `rofs` under a read-only grant.
    void requireWritable() {
        if (readOnly) {
            throw Refusal.denied(Errno.ROFS);
        }
    }

    @Override
    void change(int wanted) {
        if (((wanted ^ flags()) & FdFlags.APPEND) != 0) {
            Refusal.check(fd.append((wanted & FdFlags.APPEND) != 0));
        }
    }

    long read(ByteBuffer[] to) {
        return Refusal.check(content.read(to, to.length));
    }

    long readAt(ByteBuffer[] to, long position) {
        return Refusal.check(content.readAt(to, to.length, position));
    }

    long write(ByteBuffer[] from) {
        return Refusal.check(content.write(from, from.length));
    }

    long writeAt(ByteBuffer[] from, long position) {
        return Refusal.check(content.writeAt(from, from.length, position));
    }

    long seek(long offset, Whence whence) {
        return Refusal.check(content.seek(offset, whence));
    }

    FileContent content() {
        return content;
    }

    Filestat filestat() {
        return Filestat.of(Refusal.check(fd.status()));
    }

    /// How many bytes there are from the position on.
    long unread() {
        return Math.max(0, filestat().size() - seek(0, Whence.CUR));
    }

    void times(Timestamps times) {
        Refusal.check(fd.setTimes(times));
    }

    void sync() {
        Refusal.check(fd.sync());
    }

    void dataSync() {
        Refusal.check(fd.dataSync());
    }

    @Override
    public void close() {
        fd.close();
    }
}

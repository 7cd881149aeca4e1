package org.frankenterm.wasi;

import java.nio.ByteBuffer;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.FileContent;
import org.frankenterm.posix.FileType;

/// A descriptor that came with the process: standard input, output or error.
abstract sealed class Stream extends Descriptor {
    private Stream(String name, long rights) {
        super(name, rights, 0, 0);
    }

    @Override
    Filetype type() {
        return Filetype.UNKNOWN;
    }

    /// What `fd_filestat_get` tells.
    Filestat filestat() {
        return Filestat.NOWHERE;
    }

    /// Input that is always at its end.
    static final class Input extends Stream {
        Input() {
            super("stdin", Rights.INPUT);
        }
    }

    /// Output that somebody in this process takes. Its type is `unknown`: with `character_device`
    /// libraries take it for a terminal.
    static final class Output extends Stream {
        private final OutputSink sink;

        Output(OutputSink sink, String name) {
            super(name, Rights.OUTPUT);
            this.sink = sink;
        }

        /// Where the bytes go.
        OutputSink sink() {
            return sink;
        }
    }

    /// One of the process's own standard streams, whatever it is connected to. Its `fdflags` are
    /// remembered and never passed on: they belong to everybody who has the same file open.
    static final class Inherited extends Stream {
        private static final String[] NAMES = {"stdin", "stdout", "stderr"};

        private final Fd fd;
        private final FileContent content;
        private final FileType hostType;

        Inherited(int number) {
            this(number, Fd.inherited(number));
        }

        private Inherited(int number, Fd fd) {
            this(number, fd, Refusal.check(fd.status()).type());
        }

        private Inherited(int number, Fd fd, FileType hostType) {
            super(NAMES[number], rights(number, hostType));
            this.fd = fd;
            this.content = new FileContent(fd);
            this.hostType = hostType;
        }

        private static long rights(int number, FileType type) {
            long base = number == 0 ? Rights.INPUT : Rights.OUTPUT;
            return type == FileType.REGULAR ? base | Rights.FD_SEEK | Rights.FD_TELL : base;
        }

        @Override
        Filetype type() {
            return Filetype.of(hostType);
        }

        /// Whether it is a file with a position; nothing waits for it.
        boolean regular() {
            return hostType == FileType.REGULAR;
        }

        /// The process's descriptor.
        Fd fd() {
            return fd;
        }

        FileContent content() {
            return content;
        }

        @Override
        Filestat filestat() {
            return Filestat.of(Refusal.check(fd.status()));
        }

        /// Moves bytes in, as many as there are.
        long read(ByteBuffer[] to) {
            return Refusal.check(content.read(to, to.length));
        }

        /// Moves bytes out, as many as there is room for.
        long write(ByteBuffer[] from) {
            return Refusal.check(content.write(from, from.length));
        }

        @Override
        public void close() {
            fd.close();
        }
    }
}

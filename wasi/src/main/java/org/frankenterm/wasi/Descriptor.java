package org.frankenterm.wasi;

/// An open descriptor. Belongs to one [DescriptorTable]; guest thread only.
abstract sealed class Descriptor {
    /// `fdflags` that a stream accepts and reports. They change nothing: output always appends, and
    /// nothing here blocks.
    static final int FLAG_APPEND = 1;

    static final int FLAG_NONBLOCK = 1 << 2;

    private long rights;
    private int flags;

    private Descriptor(long rights) {
        this.rights = rights;
    }

    /// What it may be used for.
    long rights() {
        return rights;
    }

    /// Its `fdflags`.
    int flags() {
        return flags;
    }

    /// Whether it has all of these rights.
    boolean has(long needed) {
        return (rights & needed) == needed;
    }

    /// Refuses with `notcapable` if one of the rights was given up.
    void require(long needed) {
        if (!has(needed)) {
            throw new Refusal(Errno.NOTCAPABLE);
        }
    }

    /// Gives up all rights but these; refuses with `notcapable` if that would add one. Streams open
    /// nothing, so there are no rights to inherit.
    void narrow(long base, long inheriting) {
        if ((base & ~rights) != 0 || inheriting != 0) {
            throw new Refusal(Errno.NOTCAPABLE);
        }
        rights = base;
    }

    /// Sets `fdflags`; refuses with `inval` what a stream can't be.
    void flags(int wanted) {
        if ((wanted & ~(FLAG_APPEND | FLAG_NONBLOCK)) != 0) {
            throw new Refusal(Errno.INVAL);
        }
        flags = wanted;
    }

    /// Standard input: always at its end.
    static final class Input extends Descriptor {
        Input() {
            super(Rights.INPUT);
        }
    }

    /// Standard output or error.
    static final class Output extends Descriptor {
        private final OutputSink sink;

        Output(OutputSink sink) {
            super(Rights.OUTPUT);
            this.sink = sink;
        }

        /// Where the bytes go.
        OutputSink sink() {
            return sink;
        }
    }
}

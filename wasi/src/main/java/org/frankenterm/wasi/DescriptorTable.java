package org.frankenterm.wasi;

import org.jspecify.annotations.Nullable;

/// The open descriptors of one instance, by number. Guest thread only.
final class DescriptorTable {
    /// The most that can be open at once; numbers are below it.
    static final int CAPACITY = 128;

    private final @Nullable Descriptor[] open = new @Nullable Descriptor[CAPACITY];

    DescriptorTable(OutputSink stdout, OutputSink stderr) {
        open[0] = new Descriptor.Input();
        open[1] = new Descriptor.Output(stdout);
        open[2] = new Descriptor.Output(stderr);
    }

    /// The open descriptor of that number, an unsigned 32-bit value, or null.
    @Nullable Descriptor find(long number) {
        return number < CAPACITY ? open[(int) number] : null;
    }

    /// The open descriptor of that number; refuses with `badf`.
    Descriptor require(long number) {
        Descriptor descriptor = find(number);
        if (descriptor == null) {
            throw new Refusal(Errno.BADF);
        }
        return descriptor;
    }

    /// Closes an open descriptor; refuses with `badf`.
    void close(long number) {
        require(number);
        open[(int) number] = null;
    }

    /// Closes `to` and gives its number to `from`; refuses with `badf` unless both are open, so
    /// that no number appears that the table did not choose.
    void renumber(long from, long to) {
        Descriptor moved = require(from);
        require(to);
        open[(int) from] = null;
        open[(int) to] = moved;
    }
}

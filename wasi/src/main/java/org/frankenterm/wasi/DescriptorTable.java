package org.frankenterm.wasi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The open descriptors of one instance, by number. Owns them. Guest thread only.
final class DescriptorTable implements AutoCloseable {
    private static final int FIRST_CAPACITY = 16;

    private final int capacity;
    private @Nullable Descriptor[] open = new @Nullable Descriptor[FIRST_CAPACITY];
    private int lowest;

    /// @param capacity the most that can be open at once; numbers are below it
    DescriptorTable(int capacity) {
        this.capacity = capacity;
    }

    /// The most that can be open at once.
    int capacity() {
        return capacity;
    }

    /// Gives a descriptor the lowest number that is free; refuses with `mfile` if none is, and then
    /// doesn't own it.
    int open(Descriptor descriptor) {
        int number = free();
        open[number] = descriptor;
        lowest = number + 1;
        return number;
    }

    /// Refuses with `mfile` if nothing more can be opened.
    void requireRoom() {
        free();
    }

    /// The lowest number that is free; the table has room for it.
    private int free() {
        int number = lowest;
        while (number < open.length && open[number] != null) {
            number++;
        }
        if (number >= capacity) {
            throw Refusal.denied(Errno.MFILE);
        }
        if (number == open.length) {
            open = Arrays.copyOf(open, Math.min(2 * number, capacity));
        }
        lowest = number;
        return number;
    }

    /// The open descriptor of that number, an unsigned 32-bit value, or null.
    @Nullable Descriptor find(long number) {
        return number < open.length ? open[(int) number] : null;
    }

    /// The open descriptor of that number; refuses with `badf`.
    Descriptor require(long number) {
        Descriptor descriptor = find(number);
        if (descriptor == null) {
            throw new Refusal(Errno.BADF);
        }
        return descriptor;
    }

    /// The open directory of that number; refuses with `badf`, and with `notdir` for what is none.
    Directory requireDirectory(long number) {
        if (require(number) instanceof Directory directory) {
            return directory;
        }
        throw new Refusal(Errno.NOTDIR);
    }

    /// Closes an open descriptor; refuses with `badf`.
    void close(long number) {
        Descriptor closed = require(number);
        open[(int) number] = null;
        lowest = Math.min(lowest, (int) number);
        closed.close();
    }

    /// Closes `to` and gives its number to `from`; refuses with `badf` unless both are open, so
    /// that no number appears that the table did not choose. A number becomes itself.
    void renumber(long from, long to) {
        Descriptor moved = require(from);
        Descriptor replaced = require(to);
        if (from != to) {
            open[(int) to] = moved;
            open[(int) from] = null;
            lowest = Math.min(lowest, (int) from);
            replaced.close();
        }
    }

    /// Closes all that is open.
    @Override
    public void close() {
        for (int number = 0; number < open.length; number++) {
            if (open[number] != null) {
                close(number);
            }
        }
    }
}

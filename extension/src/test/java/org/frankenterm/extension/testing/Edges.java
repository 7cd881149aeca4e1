package org.frankenterm.extension.testing;

import java.util.List;

/// Values for pointers, lengths and offsets where bounds checks go wrong, for a memory of one page.
public final class Edges {
    /// The size of the memory.
    public static final long MEMORY = 65_536;

    /// Unsigned 32-bit values: around 0, the memory's end, the sign bit, the end of the range.
    public static final List<Long> VALUES =
            List.of(
                    0L,
                    1L,
                    MEMORY - 1,
                    MEMORY,
                    MEMORY + 1,
                    (1L << 31) - 1,
                    1L << 31,
                    (1L << 31) + 1,
                    (1L << 32) - 1);

    /// Two arguments.
    public record Pair(long first, long second) {}

    /// All combinations of two.
    public static final List<Pair> PAIRS =
            VALUES.stream().flatMap(a -> VALUES.stream().map(b -> new Pair(a, b))).toList();

    private Edges() {}
}

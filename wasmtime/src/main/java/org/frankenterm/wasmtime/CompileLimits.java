package org.frankenterm.wasmtime;

/// What compiling one module may cost: the child process's bounds.
///
/// @param memoryBytes of address space, more than 0
/// @param seconds of CPU time, more than 0
/// @param wallSeconds of time that passes, more than 0
public record CompileLimits(long memoryBytes, long seconds, long wallSeconds) {
    private static final long MIB = 1L << 20;

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is 0 or less
    public CompileLimits {
        if (memoryBytes <= 0 || seconds <= 0 || wallSeconds <= 0) {
            throw new IllegalArgumentException("limits are more than 0");
        }
    }

    /// The same time by both clocks.
    ///
    /// @param memoryBytes of address space, more than 0
    /// @param seconds of either, more than 0
    /// @throws IllegalArgumentException if one is 0 or less
    public CompileLimits(long memoryBytes, long seconds) {
        this(memoryBytes, seconds, seconds);
    }

    /// The bounds for a module of some size: 2 GiB, and 30 s and 2 s for each started MiB. An
    /// honest module of 20 MiB took 49 s and 1 GiB; a hostile one of 55 KB wanted 214 s and 8 GiB.
    ///
    /// @param moduleBytes its size
    /// @return the bounds
    public static CompileLimits of(long moduleBytes) {
        return new CompileLimits(2048 * MIB, 30 + 2 * ((moduleBytes + MIB - 1) / MIB));
    }

    /// The bounds for a program that its user runs by hand: 16 GiB, and a minute and 10 s for each
    /// started MiB, ten times that on a busy machine. They stop what would never end.
    ///
    /// @param moduleBytes its size
    /// @return the bounds
    public static CompileLimits ofCommand(long moduleBytes) {
        long seconds = 60 + 10 * ((moduleBytes + MIB - 1) / MIB);
        return new CompileLimits(16_384 * MIB, seconds, 10 * seconds);
    }
}

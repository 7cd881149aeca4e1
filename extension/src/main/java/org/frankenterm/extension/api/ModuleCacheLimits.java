package org.frankenterm.extension.api;

/// How much compiled code a host keeps. Code is some five to ten times as large as its module.
///
/// @param memoryBytes of code that stays loaded, ready for the next use; code in use counts and is
///   never given up
/// @param diskBytes of code in files; 0 reads and writes none
public record ModuleCacheLimits(long memoryBytes, long diskBytes) {
    private static final long MIB = 1L << 20;

    /// 256 MiB in memory, 512 MiB on disk.
    public static final ModuleCacheLimits DEFAULT = new ModuleCacheLimits(256 * MIB, 512 * MIB);

    /// Nothing is kept: each load compiles, unless the same module is loaded at that moment.
    public static final ModuleCacheLimits NONE = new ModuleCacheLimits(0, 0);

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if a limit is negative
    public ModuleCacheLimits {
        if (memoryBytes < 0 || diskBytes < 0) {
            throw new IllegalArgumentException("a limit of the module cache is 0 or more");
        }
    }
}

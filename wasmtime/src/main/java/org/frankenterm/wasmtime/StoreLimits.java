package org.frankenterm.wasmtime;

/// What one store may hold, besides one instance and one memory.
///
/// @param memoryBytes the memory's size, 0 or more; growth past it gives the guest -1
/// @param tableElements of each table, 0 or more
/// @param tables how many, 0 or more
public record StoreLimits(long memoryBytes, long tableElements, long tables) {
    /// 64 MiB, as the guide says; 100,000 elements, as [ModuleLimits] counts them before; room for
    /// the one table that toolchains make and three more.
    public static final StoreLimits DEFAULT = new StoreLimits(64L << 20, 100_000, 4);

    /// Checks the ranges.
    ///
    /// @throws IllegalArgumentException if one is negative
    public StoreLimits {
        if (memoryBytes < 0 || tableElements < 0 || tables < 0) {
            throw new IllegalArgumentException("limits are 0 or more");
        }
    }

    /// The same with another memory.
    ///
    /// @param bytes its size
    /// @return a copy
    public StoreLimits withMemoryBytes(long bytes) {
        return new StoreLimits(bytes, tableElements, tables);
    }
}

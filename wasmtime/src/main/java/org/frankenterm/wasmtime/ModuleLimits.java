package org.frankenterm.wasmtime;

/// How much a module may declare. Compilers take time and memory that grow faster than a module
/// does (55 KB can keep one busy for minutes), so these numbers, which cost nothing to check, are
/// checked first; a process limit on the compiler catches what they let through.
///
/// Every number is the greatest that is allowed and at least 0.
///
/// @param maxModuleBytes size of the whole module
/// @param maxTypes function types
/// @param maxParams parameters of one function type
/// @param maxResults results of one function type
/// @param maxImports imports
/// @param maxFunctions functions that the module defines itself
/// @param maxLocals parameters and locals of one function together
/// @param maxBodyBytes size of one function's body
/// @param maxCodeBytes size of all bodies together
/// @param maxGlobals globals
/// @param maxTables tables
/// @param maxTableElements elements that all tables start with, and, counted separately, elements
///   in all element segments
/// @param maxElementSegments element segments
/// @param maxDataSegments data segments
/// @param maxExports exports
/// @param maxNameBytes one name, in UTF-8: a module's, a field's or a custom section's
/// @param maxCustomSections custom sections
public record ModuleLimits(
        int maxModuleBytes,
        int maxTypes,
        int maxParams,
        int maxResults,
        int maxImports,
        int maxFunctions,
        int maxLocals,
        int maxBodyBytes,
        int maxCodeBytes,
        int maxGlobals,
        int maxTables,
        int maxTableElements,
        int maxElementSegments,
        int maxDataSegments,
        int maxExports,
        int maxNameBytes,
        int maxCustomSections) {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /// For the module of an extension, somebody else's code. The largest seen in real extensions'
    /// modules are 17,825 functions, 658 locals and a body of 228,073 bytes; the smallest module of
    /// standard Go has 21,490 data segments.
    public static final ModuleLimits EXTENSION =
            new ModuleLimits(
                    32 * MIB, 10_000, 64, 16, 10_000, 20_000, 1_000, 256 * KIB, 16 * MIB, 10_000,
                    100, 100_000, 10_000, 100_000, 20_000, KIB, 1_000);

    /// For a command that its user runs by hand: the limits that the WebAssembly JavaScript
    /// interface sets (its section "Limits") and engines share, and no limit on the module's size
    /// but an array's.
    public static final ModuleLimits COMMAND =
            new ModuleLimits(
                    Integer.MAX_VALUE,
                    1_000_000,
                    1_000,
                    1_000,
                    1_000_000,
                    1_000_000,
                    50_000,
                    7_654_321,
                    Integer.MAX_VALUE,
                    1_000_000,
                    100,
                    10_000_000,
                    100_000,
                    100_000,
                    1_000_000,
                    100_000,
                    100_000);

    /// The same limits but for the size of the whole module.
    ///
    /// @param bytes the greatest size, at least 0
    /// @return the new limits
    /// @throws IllegalArgumentException if `bytes` is negative
    public ModuleLimits withMaxModuleBytes(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a module's size limit is negative: " + bytes);
        }
        return new ModuleLimits(
                bytes,
                maxTypes,
                maxParams,
                maxResults,
                maxImports,
                maxFunctions,
                maxLocals,
                maxBodyBytes,
                maxCodeBytes,
                maxGlobals,
                maxTables,
                maxTableElements,
                maxElementSegments,
                maxDataSegments,
                maxExports,
                maxNameBytes,
                maxCustomSections);
    }
}

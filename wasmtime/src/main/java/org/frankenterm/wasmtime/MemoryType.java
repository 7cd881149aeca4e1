package org.frankenterm.wasmtime;

/// The type of a 32-bit, unshared linear memory: how big it may be, in pages of 64 KiB.
///
/// A declared maximum above what the host allows is no reason to refuse a module (some toolchains
/// always declare one): the store's limiter stops the growth, not this number.
///
/// @param minPages how many pages it starts with, 0 to 65,536
/// @param maxPages how many it may grow to; 65,536 when the module declares no maximum
public record MemoryType(long minPages, long maxPages) implements ExternType {

    /// The most pages that a 32-bit memory can have: 4 GiB.
    static final long MOST_PAGES = 65_536;

    /// Checks the range.
    ///
    /// @throws IllegalArgumentException if `0 <= minPages <= maxPages <= 65,536` doesn't hold
    public MemoryType {
        if (minPages < 0 || minPages > maxPages || maxPages > MOST_PAGES) {
            throw new IllegalArgumentException(
                    "no memory has %d to %d pages".formatted(minPages, maxPages));
        }
    }
}

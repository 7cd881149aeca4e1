package org.frankenterm.extension.api;

import java.time.Duration;

/// What one extension may use. Every limit is greater than zero.
///
/// @param maxMemoryBytes guest memory, in bytes, of the one live instance
/// @param fuelPerCall fuel of one call; about one unit is used per instruction
/// @param maxWallTime wall-clock time of one call, host calls and sleeps included
/// @param maxStorageBytes size, in bytes, of the extension's own store
public record ResourceLimits(
        long maxMemoryBytes, long fuelPerCall, Duration maxWallTime, long maxStorageBytes) {
    private static final long MIB = 1L << 20;

    /// What an extension gets that asks for nothing: 64 MiB of memory, 200,000,000,000 units of
    /// fuel (so that the 10 seconds decide, not the fuel), 10 seconds, 16 MiB of storage.
    public static final ResourceLimits DEFAULT =
            new ResourceLimits(64 * MIB, 200_000_000_000L, Duration.ofSeconds(10), 16 * MIB);

    /// What a host allows unless it is configured otherwise: 1 GiB of memory, 60 seconds with the
    /// fuel that belongs to them at the default's rate, 1 GiB of storage.
    public static final ResourceLimits MAXIMUM =
            new ResourceLimits(1024 * MIB, 1_200_000_000_000L, Duration.ofSeconds(60), 1024 * MIB);

    /// Checks that every limit is greater than zero.
    ///
    /// @throws IllegalArgumentException if a limit is zero or negative
    public ResourceLimits {
        requirePositive(maxMemoryBytes, "maxMemoryBytes");
        requirePositive(fuelPerCall, "fuelPerCall");
        requirePositive(maxWallTime.compareTo(Duration.ZERO), "maxWallTime");
        requirePositive(maxStorageBytes, "maxStorageBytes");
    }

    /// These limits, each cut to another's.
    ///
    /// @param maxima what no limit may exceed
    /// @return the smaller of the two, limit by limit
    public ResourceLimits clampedTo(ResourceLimits maxima) {
        return new ResourceLimits(
                Math.min(maxMemoryBytes, maxima.maxMemoryBytes),
                Math.min(fuelPerCall, maxima.fuelPerCall),
                maxWallTime.compareTo(maxima.maxWallTime) <= 0 ? maxWallTime : maxima.maxWallTime,
                Math.min(maxStorageBytes, maxima.maxStorageBytes));
    }

    private static void requirePositive(long value, String name) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be greater than zero");
        }
    }
}

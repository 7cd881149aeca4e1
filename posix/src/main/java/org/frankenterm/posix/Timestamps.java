package org.frankenterm.posix;

import java.lang.foreign.MemorySegment;

/// The two times that can be set on a file; its time of change follows by itself.
///
/// @param accessed when it was read last
/// @param modified when it was written last
public record Timestamps(Timestamp accessed, Timestamp modified) {
    private static final long UTIME_NOW = 0x3fff_ffff; // linux/stat.h
    private static final long UTIME_OMIT = 0x3fff_fffe;

    /// Writes what `utimensat` takes.
    ///
    /// @param to room for two of `struct timespec`
    void write(MemorySegment to) {
        write(to, 0, accessed);
        write(to, Timespec.BYTES, modified);
    }

    private static void write(MemorySegment to, long offset, Timestamp time) {
        switch (time) {
            case Timestamp.Keep() -> Timespec.write(to, offset, 0, UTIME_OMIT);
            case Timestamp.Now() -> Timespec.write(to, offset, 0, UTIME_NOW);
            case Timestamp.At(long nanos) -> Timespec.write(to, offset, nanos);
        }
    }
}

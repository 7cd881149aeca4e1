package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;

/// A thread's own memory for what a system call takes and gives: two paths, one structure, a table
/// of vectors, `errno`. Made once a thread, never handed out, overwritten by the next call.
final class Scratch {
    /// The longest path the kernel takes, without its end (`PATH_MAX` counts the NUL).
    static final int PATH_BYTES = 4095;

    /// The most vectors one call takes: `UIO_MAXIOV`, `linux/uio.h`.
    static final int VECTORS = 1024;

    private static final int STRUCT_BYTES = 256; // struct statx, the largest
    private static final int VECTOR_BYTES = 16; // struct iovec
    private static final long ERRNO =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

    /// The path that names the descriptor itself: `""`, with `AT_EMPTY_PATH`.
    static final long EMPTY_PATH = Arena.global().allocate(1).address();

    private final MemorySegment state;
    private final MemorySegment path;
    private final MemorySegment otherPath;
    private final MemorySegment struct;
    private final MemorySegment vectors;

    private Scratch() {
        Arena arena = Arena.ofAuto();
        state = arena.allocate(Linker.Option.captureStateLayout());
        path = arena.allocate(PATH_BYTES + 1L);
        otherPath = arena.allocate(PATH_BYTES + 1L);
        struct = arena.allocate(STRUCT_BYTES, Long.BYTES);
        vectors = arena.allocate((long) VECTORS * VECTOR_BYTES, Long.BYTES);
    }

    static Scratch own() {
        return OWN.get();
    }

    /// Where a downcall leaves `errno`.
    MemorySegment state() {
        return state;
    }

    int errno() {
        return state.get(JAVA_INT, ERRNO);
    }

    /// Copies a path to where the kernel can read it.
    ///
    /// @param bytes at most [#PATH_BYTES], without NUL
    /// @return the address of their copy, NUL-terminated
    long path(byte[] bytes) {
        return terminated(path, bytes);
    }

    /// The same, for the call that takes two.
    long otherPath(byte[] bytes) {
        return terminated(otherPath, bytes);
    }

    /// The first path's memory, for what the kernel writes there.
    MemorySegment pathBuffer() {
        return path;
    }

    /// Room for one structure; holds what was there last.
    MemorySegment struct() {
        return struct;
    }

    /// Room for [#VECTORS] of `struct iovec`, or twice as many of `struct pollfd`.
    MemorySegment vectors() {
        return vectors;
    }

    private static long terminated(MemorySegment to, byte[] bytes) {
        MemorySegment.copy(bytes, 0, to, JAVA_BYTE, 0, bytes.length);
        to.set(JAVA_BYTE, bytes.length, (byte) 0);
        return to.address();
    }
}

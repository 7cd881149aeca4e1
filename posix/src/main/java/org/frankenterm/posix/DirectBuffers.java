package org.frankenterm.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// The memory of direct buffers, as the kernel wants it named: by address and length, from position
/// to limit. What is named has to stay reachable until the call returned.
final class DirectBuffers {
    private static final int VECTOR_BYTES = 16;

    private DirectBuffers() {}

    /// Where a buffer's remaining bytes are.
    ///
    /// @throws IllegalArgumentException if the bytes lie in the heap, which moves
    /// @throws IllegalStateException if the memory is freed, or belongs to another thread
    static long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("only direct buffers have an address");
        }
        MemorySegment memory = MemorySegment.ofBuffer(buffer);
        if (!memory.scope().isAlive() || !memory.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalStateException("the buffer's memory is freed, or another thread's");
        }
        return memory.address();
    }

    /// The same, for a buffer that the kernel fills.
    ///
    /// @throws IllegalArgumentException if it may only be read, too
    static long writableAddress(ByteBuffer buffer) {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("the buffer may only be read");
        }
        return address(buffer);
    }

    /// Writes a table of `struct iovec`.
    ///
    /// @param filled whether the kernel will write into the buffers
    /// @param to the table
    /// @return its address
    static long vectors(ByteBuffer[] buffers, int count, boolean filled, MemorySegment to) {
        for (int i = 0; i < count; i++) {
            ByteBuffer buffer = buffers[i];
            long at = (long) i * VECTOR_BYTES;
            to.set(JAVA_LONG, at, filled ? writableAddress(buffer) : address(buffer));
            to.set(JAVA_LONG, at + Long.BYTES, buffer.remaining());
        }
        return to.address();
    }
}

package org.frankenterm.posix;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/// The system's random bytes: `getrandom`, fit for keys.
public final class Randomness {
    private Randomness() {}

    /// Fills a buffer from position to limit; its position stays as it is. Waits only before the
    /// system has gathered any randomness at all, early at boot.
    ///
    /// @param direct where to
    /// @return 0 when all of it is filled, or a negated error number
    /// @throws IllegalArgumentException if it isn't direct, or is read-only
    /// @throws IllegalStateException if its memory is freed, or belongs to another thread
    public static int fill(ByteBuffer direct) {
        long address = DirectBuffers.writableAddress(direct);
        int length = direct.remaining();
        try {
            int done = 0;
            while (done < length) {
                long got = Syscall.call(SystemCall.GETRANDOM, address + done, length - done, 0);
                if (got < 0) {
                    return (int) got;
                }
                done += (int) got;
            }
            return 0;
        } finally {
            Reference.reachabilityFence(direct);
        }
    }
}

package org.frankenterm.extension.sandbox;

/// The buffer through which a host function gives a guest bytes of a length the guest can't know
/// before. Emptied at the start of each call that fills it; reading does not consume it. Guest
/// thread only.
public final class ReturnBuffer {
    /// The most it holds.
    public static final int MAX_BYTES = 16 << 20;

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;

    /// Empties it.
    public void clear() {
        if (bytes.length != 0) {
            bytes = NOTHING;
        }
    }

    /// Fills it; the array is the buffer's from now on and must not change.
    ///
    /// @return false if it is too large; then the buffer is empty
    public boolean fill(byte[] content) {
        boolean fits = content.length <= MAX_BYTES;
        bytes = fits ? content : NOTHING;
        return fits;
    }

    /// Its content, not to be changed.
    public byte[] bytes() {
        return bytes;
    }
}

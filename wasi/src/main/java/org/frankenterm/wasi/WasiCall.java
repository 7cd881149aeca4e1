package org.frankenterm.wasi;

/// One call of a guest, as its listener hears of it when it is over: what it was about and how it
/// ended. One per instance, reused for each call; guest thread only.
public final class WasiCall {
    private static final byte[] NOTHING = {};

    private Errno errno = Errno.SUCCESS;
    private boolean denied;
    private byte[] path = NOTHING;
    private byte[] otherPath = NOTHING;
    private long bytes;

    WasiCall() {}

    void begin() {
        errno = Errno.SUCCESS;
        denied = false;
        bytes = -1;
        if (path.length > 0) {
            path = NOTHING;
            otherPath = NOTHING;
        }
    }

    void path(byte[] about) {
        path = about;
    }

    void otherPath(byte[] about) {
        otherPath = about;
    }

    void bytes(long moved) {
        bytes = moved;
    }

    void end(Errno how) {
        errno = how;
    }

    void refuse(Refusal refusal) {
        errno = refusal.errno();
        denied = refusal.isDenial();
    }

    /// What the guest is answered. `proc_exit` ends with [Errno#SUCCESS] and a call that the
    /// deadline or a cancel ended with [Errno#CANCELED]; the guest sees neither.
    ///
    /// @return the code
    public Errno errno() {
        return errno;
    }

    /// Whether it was refused because the guest may not do it: by a read-only grant, by leading out
    /// of what was granted, by rights given up or by a limit.
    ///
    /// @return false for what succeeded or merely can't be done
    public boolean denied() {
        return denied;
    }

    /// The file or directory it was about, under its guest's name: of the descriptor, or the path
    /// beneath it. As the guest wrote it, not cleaned, and not to be changed.
    ///
    /// @return bytes, usually UTF-8; empty if it was about none
    public byte[] path() {
        return path;
    }

    /// The second path of `path_rename`, `path_link` and `path_symlink`, as [#path].
    ///
    /// @return bytes; empty for other functions
    public byte[] otherPath() {
        return otherPath;
    }

    /// How many bytes were read, written or listed.
    ///
    /// @return the count; -1 for functions that move none, and for calls that failed
    public long bytes() {
        return bytes;
    }
}

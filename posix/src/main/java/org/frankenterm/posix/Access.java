package org.frankenterm.posix;

/// What something is opened for.
public enum Access {
    /// Only to stand for a place: its status, its times, its link's target, names beneath it. Bytes
    /// and entries can't be read through it, and opening it touches no device and no FIFO.
    PATH,
    /// Reading bytes or entries.
    READ,
    /// Writing bytes.
    WRITE,
    /// Both.
    READ_WRITE
}

package org.frankenterm.wasi;

import org.frankenterm.wasmtime.Memory;

/// What `poll_oneoff` tells of one subscription; `event` in `typenames.witx`.
///
/// @param userdata the guest's own value
/// @param errno why the subscription could not be waited for, or success
/// @param type what was waited for
/// @param bytes how many can be read; 0 if that is not known
/// @param hangup whether nothing more will come
record Event(long userdata, Errno errno, EventType type, long bytes, boolean hangup) {
    /// Bytes of an `event`.
    static final int SIZE = 32;

    /// Writes the event; its padding becomes zero.
    void write(Memory memory, long pointer) {
        memory.putLong(pointer, userdata);
        memory.putLong(pointer + 8, errno.code() | type.number() << 16);
        memory.putLong(pointer + 16, bytes);
        memory.putLong(pointer + 24, hangup ? 1 : 0);
    }
}

package org.frankenterm.extension.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frankenterm.extension.recording.Region;
import org.frankenterm.wasmtime.Memory;
import org.frankenterm.wasmtime.MemoryTap;
import org.jspecify.annotations.Nullable;

/// What one host call reads and writes of the guest's memory. Reads are kept as they were read,
/// because a call may write over what it read; writes as they are when the call ends, because only
/// then a system call has filled what it was given. Guest thread only.
final class MemoryTrace implements MemoryTap {
    /// Pieces of one call: more than the 1,024 of a read or write, and what else is looked at.
    private static final int MAX_PIECES = 1 << 16;

    private final List<Region> reads = new ArrayList<>();
    private final List<Range> written = new ArrayList<>();
    private final List<Region> viewed = new ArrayList<>();
    private List<Region> writes = List.of();
    private @Nullable Memory memory;

    private record Range(long pointer, long length) {}

    void begin() {
        reads.clear();
        written.clear();
        viewed.clear();
        writes = List.of();
        memory = null;
    }

    @Override
    public void read(Memory from, long pointer, long length) {
        if (reads.size() > MAX_PIECES) {
            return;
        }
        Region region = new Region(pointer, from.read(pointer, length));
        if (!reads.isEmpty() && probed(reads.getLast(), region)) {
            reads.removeLast();
        }
        reads.add(region);
    }

    /// Whether a single byte was read only to see that the text around it lies inside.
    private static boolean probed(Region last, Region next) {
        return last.bytes().length == 1
                && last.pointer() >= next.pointer()
                && last.pointer() < next.end();
    }

    @Override
    public void written(Memory to, long pointer, long length) {
        memory = to;
        if (length > 0 && written.size() <= MAX_PIECES) {
            written.add(new Range(pointer, length));
        }
    }

    @Override
    public void viewed(Memory of, long pointer, int length) {
        memory = of;
        viewed.add(new Region(pointer, of.read(pointer, length)));
    }

    /// Takes what was written, before the guest goes on.
    void end() {
        Memory touched = memory;
        if (touched == null) {
            return;
        }
        List<Region> found = new ArrayList<>();
        for (Range range : written) {
            found.add(new Region(range.pointer(), touched.read(range.pointer(), range.length())));
        }
        for (Region before : viewed) {
            byte[] now = touched.read(before.pointer(), before.bytes().length);
            Region changed = changed(before, now);
            if (changed != null) {
                found.add(changed);
            }
        }
        writes = found;
    }

    /// From the first byte that isn't what it was to the last.
    private static @Nullable Region changed(Region before, byte[] now) {
        byte[] old = before.bytes();
        int from = 0;
        while (from < now.length && old[from] == now[from]) {
            from++;
        }
        int to = now.length;
        while (to > from && old[to - 1] == now[to - 1]) {
            to--;
        }
        return from == to
                ? null
                : new Region(before.pointer() + from, Arrays.copyOfRange(now, from, to));
    }

    boolean tooMuch() {
        return Math.max(reads.size(), written.size()) > MAX_PIECES;
    }

    List<Region> reads() {
        return reads;
    }

    List<Region> writes() {
        return writes;
    }
}

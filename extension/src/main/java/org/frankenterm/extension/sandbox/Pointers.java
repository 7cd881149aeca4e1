package org.frankenterm.extension.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.Region;

/// Where in a replayed guest's memory lies what a recorded host call touched. A module that was
/// changed lays its memory out anew: what the recorded guest had at an address, this one has at the
/// address that it gives in the same place, as an argument or in an `iovec`. For the recorded
/// module itself every address stays.
final class Pointers {
    /// Those of a recorded guest, and this one's in their place.
    private final TreeMap<Long, Long> known = new TreeMap<>();

    /// Where the host looked, and at how much at most.
    private final Map<Long, Integer> touched = new HashMap<>();

    /// @param moved whether memory may be laid out anew; otherwise every address stays
    Pointers(Frame.HostCall recorded, List<Long> arguments, boolean moved) {
        if (moved) {
            touch(recorded.reads());
            touch(recorded.writes());
        }
        for (int i = 0; i < arguments.size(); i++) {
            learn(recorded.arguments().get(i), arguments.get(i));
        }
    }

    private void touch(List<Region> regions) {
        for (Region region : regions) {
            touched.merge(region.pointer(), region.bytes().length, Math::max);
        }
    }

    /// Whether the recorded host used a value as an address.
    boolean used(long value) {
        return touched.getOrDefault(value, 0) > 0;
    }

    /// Notes two values that stand in the same place, if they are addresses.
    void learn(long recorded, long now) {
        if (used(recorded)) {
            known.put(recorded, now);
        }
    }

    /// The address in this guest's memory.
    long of(long recorded) {
        Map.Entry<Long, Long> base = known.floorEntry(recorded);
        return base == null ? recorded : base.getValue() + (recorded - base.getKey());
    }
}

package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;

/// The calls of a replay: the first of them, and how many there were. Filled on the guest's thread,
/// read when it has ended.
final class ReplayTally {
    /// More than anybody reads; a recording may have millions.
    static final int KEPT = 1_000;

    private final List<ReplayedCall> calls = new ArrayList<>();
    private long count;

    void add(ReplayedCall call) {
        count++;
        if (calls.size() < KEPT) {
            calls.add(call);
        }
    }

    List<ReplayedCall> calls() {
        return calls;
    }

    /// How many were replayed, kept or not.
    long count() {
        return count;
    }
}

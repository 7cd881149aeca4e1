package org.frankenterm.extension.sandbox;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.recording.Damaged;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.RecordingReader;
import org.frankenterm.extension.recording.Stage;
import org.jspecify.annotations.Nullable;

/// The order that a recording is in, and what has to be known of a call before it is replayed. All
/// of a recording is read and checked before anything of it runs.
final class RecordedCalls {
    private final Map<Long, Long> stopped = new HashMap<>();
    private long calls;
    private boolean instance;
    private boolean instantiated;
    private boolean usable;
    private Frame.@Nullable Begin running;

    private RecordedCalls() {}

    /// Reads a recording from behind its head to its end.
    ///
    /// @throws Damaged if its frames can't have come in this order
    static RecordedCalls read(RecordingReader frames) throws Damaged, IOException {
        RecordedCalls read = new RecordedCalls();
        Optional<Frame> next = frames.next();
        while (next.isPresent() && !(next.get() instanceof Frame.Closed)) {
            read.take(next.get());
            next = frames.next();
        }
        if (next.isPresent() && frames.next().isPresent()) {
            throw new Damaged("something follows its end");
        }
        return read;
    }

    private void take(Frame frame) throws Damaged {
        boolean between = running == null;
        boolean fits =
                switch (frame) {
                    case Frame.Head _, Frame.Closed _ -> false;
                    case Frame.Instance _ -> between;
                    case Frame.Begin begin -> between && mayBegin(begin);
                    case Frame.HostCall _, Frame.End _ -> !between;
                };
        if (!fits) {
            throw new Damaged("its frames are in an impossible order");
        }
        switch (frame) {
            case Frame.Instance _ -> renew();
            case Frame.Begin begin -> begin(begin);
            case Frame.End end -> end(Objects.requireNonNull(running), end);
            case Frame.Head _, Frame.HostCall _, Frame.Closed _ -> {}
        }
    }

    private boolean mayBegin(Frame.Begin begin) {
        return begin.stage() == Stage.INSTANTIATION
                ? instance && !instantiated
                : instantiated && usable;
    }

    private void renew() {
        instance = true;
        instantiated = false;
        usable = false;
    }

    private void begin(Frame.Begin begin) {
        running = begin;
        calls++;
    }

    private void end(Frame.Begin begin, Frame.End end) {
        if (end.outcome() instanceof CallOutcome.TimedOut) {
            stopped.put(calls, end.fuel());
        }
        instantiated |= begin.stage() == Stage.INSTANTIATION;
        usable = survives(begin, end.outcome());
        running = null;
    }

    /// Whether an instance takes further calls after one that ended so.
    static boolean survives(Frame.Begin begin, CallOutcome outcome) {
        return switch (begin.stage()) {
            case INSTANTIATION -> outcome.completed();
            case ENTRY -> outcome.completed() || Guest.ended(begin.function(), outcome);
            case HANDLER -> outcome.completed() || outcome instanceof CallOutcome.Failed;
        };
    }

    /// The fuel for a call: what it had, or, if it was stopped by the clock, what it had used then.
    long fuel(long call, long limit) {
        return Math.clamp(stopped.getOrDefault(call, limit), 0, limit);
    }
}

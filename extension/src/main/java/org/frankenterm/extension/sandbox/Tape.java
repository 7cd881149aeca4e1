package org.frankenterm.extension.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.frankenterm.extension.recording.Damaged;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.RecordingReader;
import org.jspecify.annotations.Nullable;

/// The frames of a recording, one after the other, with a look at the next one. What was whole a
/// moment ago and isn't now is a [DamagedNow].
final class Tape {
    /// The file was changed while it was replayed.
    static final class DamagedNow extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1;

        DamagedNow(Damaged damaged) {
            super(damaged.getMessage(), damaged);
        }
    }

    private final RecordingReader frames;
    private @Nullable Frame next;

    Tape(RecordingReader frames) {
        this.frames = frames;
    }

    /// The next frame, which stays the next; [Frame.Closed] for ever at the end.
    Frame peek() {
        Frame known = next;
        if (known == null) {
            known = read().orElse(new Frame.Closed("it is cut off"));
            next = known;
        }
        return known;
    }

    private Optional<Frame> read() {
        try {
            return frames.next();
        } catch (Damaged damaged) {
            throw new DamagedNow(damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Goes on to the one behind it.
    void advance() {
        if (!(peek() instanceof Frame.Closed)) {
            next = null;
        }
    }
}

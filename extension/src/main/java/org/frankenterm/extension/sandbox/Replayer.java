package org.frankenterm.extension.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.recording.Damaged;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.RecordingReader;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.GuestThread;
import org.frankenterm.wasmtime.HostImport;

/// Replays one recording, once. Reads and checks all of it first; then runs its module, or another
/// one, on a guest thread of its own.
public final class Replayer {
    private final Frame.Head head;
    private final RecordedCalls calls;
    private final RecordingReader frames;

    private Replayer(Frame.Head head, RecordedCalls calls, RecordingReader frames) {
        this.head = head;
        this.calls = calls;
        this.frames = frames;
    }

    /// Reads a recording to its end.
    ///
    /// @param frames at its first frame; open as long as this is used
    /// @throws Damaged if it is not what a host writes
    public static Replayer of(RecordingReader frames) throws Damaged, IOException {
        Frame.Head head = head(frames);
        if (!ExtensionId.valid(head.extension())) {
            throw new Damaged("it names no extension");
        }
        RecordedCalls calls = RecordedCalls.read(frames);
        frames.rewind();
        head(frames);
        return new Replayer(head, calls, frames);
    }

    private static Frame.Head head(RecordingReader frames) throws Damaged, IOException {
        Optional<Frame> first = frames.next();
        if (first.isPresent() && first.get() instanceof Frame.Head head) {
            return head;
        }
        throw new Damaged("it doesn't say what was recorded");
    }

    /// What was recorded, and by whom.
    public Frame.Head head() {
        return head;
    }

    /// What is run instead of what was recorded, or the same again.
    ///
    /// @param imports what guests may import; only names and types matter
    /// @param same whether the module is the recorded one, byte for byte
    public record Code(
            Engine engine, CompiledModule module, List<HostImport> imports, boolean same) {}

    /// Replays. Waits for the end.
    ///
    /// @param maxima of this host; the time that a call may take is theirs, the rest as recorded
    /// @param log takes what the guest says
    /// @param listener hears of each call of a handler, on the guest's thread
    /// @throws Damaged if the file was changed meanwhile
    /// @throws InterruptedException if the thread is interrupted; the guest's call ends then
    public ReplayReport play(
            Code code, ResourceLimits maxima, Logger log, Consumer<ReplayedCall> listener)
            throws Damaged, IOException, InterruptedException {
        ResourceLimits had = head.limits().clampedTo(maxima);
        ResourceLimits limits =
                new ResourceLimits(
                        had.maxMemoryBytes(),
                        had.fuelPerCall(),
                        maxima.maxWallTime(),
                        had.maxStorageBytes());
        Replay replay =
                new Replay(
                        new Replay.Setup(
                                head,
                                code.engine(),
                                code.module(),
                                code.imports(),
                                code.same(),
                                limits,
                                log,
                                listener),
                        calls,
                        new Tape(frames));
        return await(replay);
    }

    private static ReplayReport await(Replay replay)
            throws Damaged, IOException, InterruptedException {
        CompletableFuture<ReplayReport> report = new CompletableFuture<>();
        GuestThread thread = new GuestThread("frankenterm-replay", () -> complete(report, replay));
        thread.start();
        try {
            return report.get();
        } catch (InterruptedException interrupted) {
            replay.cancel();
            thread.join();
            throw interrupted;
        } catch (ExecutionException failed) {
            throw cause(failed);
        }
    }

    private static void complete(CompletableFuture<ReplayReport> report, Replay replay) {
        try {
            report.complete(replay.run());
        } catch (RuntimeException | Error e) {
            report.completeExceptionally(e);
        }
    }

    private static RuntimeException cause(ExecutionException failed) throws Damaged, IOException {
        return switch (failed.getCause()) {
            case Tape.DamagedNow damaged -> throw new Damaged(String.valueOf(damaged.getMessage()));
            case UncheckedIOException e -> throw new IOException(e.getCause());
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(failed);
        };
    }
}

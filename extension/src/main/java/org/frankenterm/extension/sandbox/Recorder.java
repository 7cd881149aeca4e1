package org.frankenterm.extension.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.recording.Ending;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.Line;
import org.frankenterm.extension.recording.RecordingWriter;
import org.frankenterm.extension.recording.Stage;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.GuestAbort;
import org.frankenterm.wasmtime.GuestExit;
import org.frankenterm.wasmtime.GuestInterrupted;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.MemoryTap;
import org.frankenterm.wasmtime.ValType;
import org.jspecify.annotations.Nullable;

/// Records what an extension does, at the boundary that everything of it passes: its imports. Each
/// host function of a recorded guest is wrapped ([#imports]), so a function that somebody adds is
/// recorded without a line of its own, and a guest that isn't recorded pays nothing.
///
/// Guest thread only, from the first instance on.
public final class Recorder implements AutoCloseable {
    private final RecordingWriter writer;
    private final MemoryTrace trace = new MemoryTrace();
    private final List<Line> lines = new ArrayList<>();
    private boolean told;

    /// A recorder into a recording that was begun, and is the recorder's from now on.
    public Recorder(RecordingWriter writer) {
        this.writer = writer;
    }

    /// The same imports, recorded. For guests whose [GuestCode] has a recorder.
    public static List<HostImport> imports(List<HostImport> all) {
        return all.stream().map(Recorder::recorded).toList();
    }

    private static HostImport recorded(HostImport plain) {
        return new HostImport(
                plain.module(),
                plain.name(),
                plain.type(),
                caller -> {
                    CallContext context = caller.data(CallContext.class);
                    context.recorder().call(plain, caller, context.actions());
                });
    }

    /// Who hears what host functions do with the guest's memory.
    MemoryTap tap() {
        return trace;
    }

    /// Why the recording ended before the extension did; empty if it didn't. Once.
    String takeProblem() {
        String problem = told ? "" : writer.problem();
        told |= !problem.isEmpty();
        return problem;
    }

    void instance() {
        writer.add(new Frame.Instance());
    }

    /// @param event that is handled; null during a start
    void begin(Stage stage, String function, @Nullable Event event) {
        writer.add(
                event == null
                        ? new Frame.Begin(stage, function, "", "")
                        : new Frame.Begin(stage, function, event.name(), event.payload()));
    }

    void end(CallOutcome outcome, long fuel, Monitor counts) {
        writer.add(new Frame.End(outcome, fuel, counts.hostCalls(), counts.denied(), takeLines()));
    }

    /// Ends the recording: what comes next has no end to follow.
    void fail() {
        writer.end("the host failed in a call");
    }

    /// Notes a line of the guest's that goes to the log.
    void line(LogLevel level, String text) {
        if (writer.isOpen()) {
            lines.add(new Line(level, text));
        }
    }

    private List<Line> takeLines() {
        List<Line> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    private void call(HostImport plain, Caller caller, Actions actions) {
        if (!writer.isOpen()) {
            plain.function().call(caller);
            return;
        }
        List<Long> arguments = slots(plain.type().params(), caller);
        int asked = actions.count();
        Ending ending = new Ending.Failed();
        trace.begin();
        try {
            plain.function().call(caller);
            List<Long> results = slots(plain.type().results(), caller);
            ending = new Ending.Returned(results.isEmpty() ? 0 : results.getFirst());
        } catch (GuestExit exit) {
            ending = new Ending.Exited(exit.status());
            throw exit;
        } catch (GuestAbort abort) {
            ending = new Ending.Aborted(abort.message());
            throw abort;
        } catch (GuestInterrupted interrupted) {
            ending = new Ending.Interrupted();
            throw interrupted;
        } finally {
            trace.end();
            if (trace.tooMuch()) {
                writer.end("one call read or wrote more pieces than a recording takes");
            }
            writer.add(
                    new Frame.HostCall(
                            plain.name(),
                            arguments,
                            trace.reads(),
                            trace.writes(),
                            ending,
                            takeLines(),
                            actions.from(asked)));
        }
    }

    /// An `i32` is zero-extended: the rest of its slot is not the guest's.
    static List<Long> slots(List<ValType> types, Caller caller) {
        List<Long> values = new ArrayList<>(types.size());
        for (int i = 0; i < types.size(); i++) {
            values.add(types.get(i) == ValType.I64 ? caller.i64(i) : caller.u32(i));
        }
        return values;
    }

    /// Ends the recording.
    @Override
    public void close() {
        writer.close();
    }
}

package org.frankenterm.extension.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.recording.Ending;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.Line;
import org.frankenterm.extension.recording.Region;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.GuestAbort;
import org.frankenterm.wasmtime.GuestExit;
import org.frankenterm.wasmtime.GuestFault;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.Memory;
import org.frankenterm.wasmtime.ValType;

/// What stands in the place of the host when a recording is replayed: each function is the next
/// recorded call, compared and repeated. It touches the guest's memory, through its checks, and
/// nothing else. Guest thread only.
final class ReplayedHost {
    private static final int MESSAGE_CODE_POINTS = 512;

    /// What a replayed call is stopped with when there is nothing more to compare it with.
    private static final String STOPPED = "the replay ends here";

    /// Where a list of addresses is written, each of them into the second argument.
    private static final List<String> ADDRESSES_WRITTEN = List.of("args_get", "environ_get");

    private final Tape tape;
    private final Consumer<Line> lines;
    private final List<Action> actions;
    private final boolean moved;
    private String difference = "";
    private boolean interrupted;
    private long calls;

    /// A recorded host function failed, and so does this one.
    private static final class FailedThen extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1;

        FailedThen() {
            super("a host function failed when this was recorded", null, false, false);
        }
    }

    /// @param lines takes what the guest says
    /// @param actions takes what it asks for
    /// @param moved whether the guest may lay out its memory otherwise than the recorded one
    ReplayedHost(Tape tape, Consumer<Line> lines, List<Action> actions, boolean moved) {
        this.tape = tape;
        this.lines = lines;
        this.actions = actions;
        this.moved = moved;
    }

    /// All imports of the host, each answered from the recording.
    List<HostImport> imports(List<HostImport> real) {
        return real.stream()
                .map(each ->
                        new HostImport(
                                each.module(),
                                each.name(),
                                each.type(),
                                caller -> call(each.name(), each.type(), caller)))
                .toList();
    }

    /// Begins a guest call.
    void begin() {
        difference = "";
        interrupted = false;
        calls = 0;
    }

    /// How many host calls were made since.
    long calls() {
        return calls;
    }

    /// Whether the last of them was stopped by the clock when it was recorded.
    boolean interrupted() {
        return interrupted;
    }

    /// Where one of them was first another than recorded; empty if none was.
    String difference() {
        return difference;
    }

    private void call(String name, FuncType type, Caller caller) {
        caller.interrupt().check(System.nanoTime());
        Frame next = tape.peek();
        if (!(next instanceof Frame.HostCall recorded)) {
            throw past(name, next, caller);
        }
        tape.advance();
        calls++;
        List<Long> arguments = Recorder.slots(type.params(), caller);
        if (!recorded.function().equals(name) || recorded.arguments().size() != arguments.size()) {
            throw differ(name, "recorded is a call of " + Sanitizer.line(recorded.function(), 64));
        }
        repeat(recorded, arguments, caller);
        if (actions.size() + recorded.actions().size() > Actions.MAX_ACTIONS) {
            throw differ(name, "the recording has more actions than a call may ask for");
        }
        recorded.lines().forEach(lines);
        actions.addAll(recorded.actions());
        end(recorded.ending(), type, caller);
    }

    /// A call that wasn't recorded any more.
    private RuntimeException past(String name, Frame next, Caller caller) {
        boolean stopped =
                switch (next) {
                    case Frame.Closed _ -> true;
                    case Frame.End end -> end.outcome() instanceof CallOutcome.TimedOut;
                    case Frame.Head _, Frame.Instance _, Frame.Begin _, Frame.HostCall _ -> false;
                };
        if (stopped) {
            interrupted = true;
            throw stop(caller);
        }
        return differ(name, "no further call is recorded");
    }

    private void repeat(Frame.HostCall recorded, List<Long> arguments, Caller caller) {
        if (recorded.reads().isEmpty() && recorded.writes().isEmpty()) {
            if (!recorded.arguments().equals(arguments)) {
                throw differ(recorded.function(), numbers(recorded.arguments(), arguments));
            }
            return;
        }
        Memory memory;
        try {
            memory = caller.memory();
        } catch (GuestFault none) {
            throw differ(recorded.function(), "the module has no memory");
        }
        Comparison comparison = new Comparison(recorded, arguments, memory, moved);
        Optional<String> found = comparison.difference();
        if (found.isPresent()) {
            throw differ(recorded.function(), found.get());
        }
        for (Region write : recorded.writes()) {
            write(recorded, write, comparison.pointers(), memory);
        }
    }

    private static String numbers(List<Long> before, List<Long> now) {
        int i = 0;
        while (before.get(i).equals(now.get(i))) {
            i++;
        }
        return "argument %d is %d, recorded is %d".formatted(i + 1, now.get(i), before.get(i));
    }

    private void write(Frame.HostCall recorded, Region write, Pointers pointers, Memory memory) {
        long pointer = pointers.of(write.pointer());
        if (!memory.contains(pointer, write.bytes().length)) {
            throw differ(
                    recorded.function(), "what is recorded as written lies outside the memory");
        }
        boolean address =
                write.bytes().length == Integer.BYTES
                        && ADDRESSES_WRITTEN.contains(recorded.function());
        if (address) {
            memory.putInt(pointer, (int) pointers.of(Comparison.value(write.bytes())));
        } else {
            memory.write(pointer, write.bytes());
        }
    }

    private void end(Ending ending, FuncType type, Caller caller) {
        switch (ending) {
            case Ending.Returned(long result) -> returned(result, type, caller);
            case Ending.Exited(int status) -> throw new GuestExit(status);
            case Ending.Aborted(String message) ->
                    throw new GuestAbort(Sanitizer.line(message, MESSAGE_CODE_POINTS));
            case Ending.Interrupted _ -> {
                interrupted = true;
                throw stop(caller);
            }
            case Ending.Failed _ -> throw new FailedThen();
        }
    }

    private static void returned(long result, FuncType type, Caller caller) {
        if (type.results().equals(List.of(ValType.I64))) {
            caller.returnI64(result);
        } else if (!type.results().isEmpty()) {
            caller.returnI32((int) result);
        }
    }

    private static RuntimeException stop(Caller caller) {
        caller.interrupt().cancel();
        caller.interrupt().check(System.nanoTime());
        return new GuestAbort(STOPPED);
    }

    private GuestAbort differ(String function, String how) {
        difference = "host call %d, %s: %s".formatted(calls, function, how);
        return new GuestAbort(STOPPED);
    }
}

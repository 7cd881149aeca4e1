package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.Line;
import org.frankenterm.extension.recording.Stage;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.HandlerRefused;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.Linker;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.Store;
import org.frankenterm.wasmtime.StoreLimits;
import org.jspecify.annotations.Nullable;

/// A recording being replayed: a real guest, every call of which into the host is compared with the
/// recorded one and answered from the recording. There are no host functions behind it: nothing can
/// be read, written, sent or applied, whatever the recording or the module holds. Guest thread
/// only, but for [#cancel].
final class Replay {
    /// What is replayed, and how.
    ///
    /// @param head of the recording
    /// @param imports what guests may import; only names and types matter
    /// @param sameModule whether the module is the recorded one
    /// @param limits for each call: memory and fuel as recorded, the time this host's
    /// @param log takes what the guest says
    /// @param listener hears of each call of a handler
    record Setup(
            Frame.Head head,
            Engine engine,
            CompiledModule module,
            List<HostImport> imports,
            boolean sameModule,
            ResourceLimits limits,
            Logger log,
            Consumer<ReplayedCall> listener) {}

    private static final int SENTENCE_CODE_POINTS = 1_024;

    private final Setup setup;
    private final RecordedCalls calls;
    private final Tape tape;
    private final OutcomeReader outcomes;
    private final List<Action> actions = new ArrayList<>();
    private final ReplayedHost host;
    private @Nullable Store store;
    private volatile boolean cancelled;
    private volatile @Nullable Store running;
    private long number;
    private long hostCalls;
    private String difference = "";

    /// @param calls of the same recording
    /// @param tape at its first frame behind the head
    Replay(Setup setup, RecordedCalls calls, Tape tape) {
        this.setup = setup;
        this.calls = calls;
        this.tape = tape;
        this.outcomes = new OutcomeReader(setup.limits(), setup.module().structure());
        this.host = new ReplayedHost(tape, this::say, actions, !setup.sameModule());
    }

    /// Ends the call in progress, and begins no other. Any thread.
    void cancel() {
        cancelled = true;
        Store now = running;
        if (now != null) {
            now.interrupt().cancel();
        }
    }

    /// Replays to the end, or to the first difference.
    ReplayReport run() {
        try (Linker linker = Linker.of(setup.engine(), host.imports(setup.imports()))) {
            while (!cancelled && difference.isEmpty() && !(tape.peek() instanceof Frame.Closed)) {
                step(linker);
            }
        } finally {
            discard();
        }
        String end = tape.peek() instanceof Frame.Closed(String reason) ? reason : "";
        return new ReplayReport(
                setup.head().extension(),
                Sanitizer.line(setup.head().version(), SENTENCE_CODE_POINTS),
                number,
                hostCalls,
                difference,
                Sanitizer.line(end, SENTENCE_CODE_POINTS),
                setup.sameModule());
    }

    private void step(Linker linker) {
        switch (tape.peek()) {
            case Frame.Instance _ -> {
                tape.advance();
                discard();
                store = open();
            }
            case Frame.Begin begin -> {
                tape.advance();
                call(begin, linker);
            }
            case Frame.Head _, Frame.HostCall _, Frame.End _, Frame.Closed _ ->
                    throw new IllegalStateException("not an order that was checked");
        }
    }

    private Store open() {
        Store fresh =
                Store.open(
                        setup.engine(),
                        StoreLimits.DEFAULT.withMemoryBytes(setup.limits().maxMemoryBytes()),
                        host);
        running = fresh;
        if (cancelled) {
            fresh.interrupt().cancel();
        }
        return fresh;
    }

    private void discard() {
        Store old = store;
        store = null;
        running = null;
        if (old != null) {
            old.close();
        }
    }

    private Store store() {
        return Objects.requireNonNull(store);
    }

    private void call(Frame.Begin begin, Linker linker) {
        number++;
        host.begin();
        long start = System.nanoTime();
        Outcome outcome;
        try {
            outcome = run(begin, linker, start);
        } catch (HandlerRefused refused) {
            differ(begin, String.valueOf(refused.getMessage()));
            return;
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        hostCalls += host.calls();
        if (!host.difference().isEmpty()) {
            differ(begin, host.difference());
        } else if (!(tape.peek() instanceof Frame.Closed)) {
            ended(begin, outcome, duration);
        }
    }

    private static String during(Frame.Begin begin) {
        return switch (begin.stage()) {
            case INSTANTIATION -> "starting the extension: ";
            case ENTRY -> "in " + begin.function() + ": ";
            case HANDLER -> "";
        };
    }

    private Outcome run(Frame.Begin begin, Linker linker, long start) throws HandlerRefused {
        long fuel = calls.fuel(number, setup.limits().fuelPerCall());
        long deadline = start + setup.limits().maxWallTime().toNanos();
        return switch (begin.stage()) {
            case INSTANTIATION -> store().instantiate(linker, setup.module(), fuel, deadline);
            case ENTRY -> store().handler(begin.function(), Role.ENTRY).call(fuel, deadline);
            case HANDLER -> store().handler(begin.function(), Role.HANDLER).call(fuel, deadline);
        };
    }

    /// Compares how the call ended, and reports it.
    private void ended(Frame.Begin begin, Outcome outcome, Duration duration) {
        CallOutcome now =
                outcomes.read(outcome, during(begin), store().memoryBytes(), "guest code");
        if (tape.peek() instanceof Frame.HostCall next) {
            differ(
                    begin,
                    "it ended (%s), recorded is a call of %s next"
                            .formatted(now.message(), next.function()));
            return;
        }
        Frame.End recorded = (Frame.End) tape.peek();
        tape.advance();
        CallOutcome was = recorded.outcome();
        boolean stopped = was instanceof CallOutcome.TimedOut && stoppedToo(outcome);
        if (cancelled) {
            return;
        }
        if (!stopped && !alike(was, now)) {
            differ(
                    begin,
                    "it ended otherwise: %s; recorded is: %s"
                            .formatted(now.message(), was.message()));
            return;
        }
        long fuel = store().fuelUsed();
        if (!stopped && setup.sameModule() && fuel != recorded.fuel()) {
            differ(
                    begin,
                    "it used %d units of fuel, recorded are %d".formatted(fuel, recorded.fuel()));
            return;
        }
        recorded.lines().forEach(this::say);
        report(begin, recorded, stopped ? stopped(was, now) : now, duration);
    }

    /// The clock stopped the recorded call; this one is stopped in the same host call, or when its
    /// fuel is used up.
    private boolean stoppedToo(Outcome outcome) {
        return outcome instanceof Outcome.OutOfFuel
                || (outcome instanceof Outcome.Interrupted && host.interrupted());
    }

    /// As it was recorded, for that is why it was stopped.
    private static CallOutcome stopped(CallOutcome was, CallOutcome otherwise) {
        return was instanceof CallOutcome.TimedOut(var where, var limit, var message)
                ? new CallOutcome.TimedOut(
                        Sanitizer.line(where, SENTENCE_CODE_POINTS),
                        limit,
                        Sanitizer.line(message, SENTENCE_CODE_POINTS))
                : otherwise;
    }

    private static boolean alike(CallOutcome was, CallOutcome now) {
        return switch (was) {
            case CallOutcome.Completed _ -> now.completed();
            case CallOutcome.Failed _, CallOutcome.Exited _ -> was.equals(now);
            case CallOutcome.Trapped trapped ->
                    now instanceof CallOutcome.Trapped other && other.code().equals(trapped.code());
            case CallOutcome.OutOfFuel _ -> now instanceof CallOutcome.OutOfFuel;
            case CallOutcome.TimedOut _, CallOutcome.Late _, CallOutcome.Skipped _ -> false;
        };
    }

    private void report(
            Frame.Begin begin, Frame.End recorded, CallOutcome outcome, Duration duration) {
        boolean alive = RecordedCalls.survives(begin, outcome);
        if (begin.stage() != Stage.HANDLER && alive) {
            return; // what it asked for goes with the first handler
        }
        boolean completed = outcome.completed();
        HandlerReport report =
                new HandlerReport(
                        setup.head().extension(),
                        begin.function().isEmpty() ? "start" : begin.function(),
                        outcome,
                        duration,
                        store().fuelUsed(),
                        outcome instanceof CallOutcome.TimedOut
                                ? recorded.hostCalls()
                                : host.calls(),
                        recorded.denied(),
                        completed ? List.copyOf(actions) : List.of(),
                        completed ? 0 : actions.size());
        actions.clear();
        setup.listener().accept(new ReplayedCall(number, begin.event(), report));
    }

    private void say(Line line) {
        setup.log().log(line.level(), line.text());
    }

    private void differ(Frame.Begin begin, String how) {
        String what = begin.function().isEmpty() ? "instantiation" : begin.function();
        String handled = begin.event().isEmpty() ? "" : " with " + begin.event();
        difference = "call %d, %s%s: %s".formatted(number, what, handled, how);
        difference = Sanitizer.line(difference, SENTENCE_CODE_POINTS);
    }
}

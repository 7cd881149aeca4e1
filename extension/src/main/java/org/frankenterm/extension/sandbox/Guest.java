package org.frankenterm.extension.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.http.UserAgent;
import org.frankenterm.extension.recording.Stage;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.wasmtime.Handler.Role;
import org.frankenterm.wasmtime.HandlerRefused;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.Store;
import org.frankenterm.wasmtime.StoreLimits;
import org.jspecify.annotations.Nullable;

/// The live instance of an extension: a store, its handlers, and the context that host functions
/// find. Its statics persist from call to call, until a call ends badly. Guest thread only.
final class Guest implements AutoCloseable {
    private static final String INITIALIZE = "_initialize";
    private static final String START = "_start";
    private static final CallOutcome COMPLETED = new CallOutcome.Completed();

    private final SandboxConfig config;
    private final GuestAccess access;
    private final Monitor monitor;
    private final CallContext context;
    private final Store store;
    private final OutcomeReader outcomes;
    private final CallClock clock;
    private final @Nullable Recorder recorder;
    private final Map<String, GuestCall> handlers = new HashMap<>();

    private Guest(Parts parts, GuestAccess access, CallContext context, Store store) {
        this.config = parts.config();
        this.monitor = parts.monitor();
        this.clock = parts.clock();
        this.access = access;
        this.context = context;
        this.store = store;
        this.recorder = config.code().recorder();
        this.outcomes = new OutcomeReader(config.limits(), config.code().module().structure());
    }

    /// What all guests of one sandbox have.
    record Parts(
            SandboxConfig config,
            Monitor monitor,
            GuestLog log,
            Storage storage,
            Actions actions,
            UserAgent http,
            CallClock clock,
            Registrations registrations) {}

    /// Makes a guest that may do what was granted: opens its files, which may take as long as a
    /// call. Nothing of it runs yet.
    static Guest open(Parts parts, GuestAccess access) {
        SandboxConfig config = parts.config();
        parts.monitor().beginInstance(access.policy());
        parts.clock().begin();
        Recorder recorder = config.code().recorder();
        if (recorder != null) {
            recorder.instance();
        }
        CallContext context = new CallContext(parts, access);
        try {
            return new Guest(parts, access, context, store(config, context));
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    private static Store store(SandboxConfig config, CallContext context) {
        long memory = config.limits().maxMemoryBytes();
        Recorder recorder = config.code().recorder();
        return Store.open(
                config.code().engine(),
                StoreLimits.DEFAULT.withMemoryBytes(memory),
                context,
                recorder == null ? null : recorder.tap());
    }

    /// Whether it was made for these grants. Any thread.
    @SuppressWarnings("ReferenceEquality") // what was granted anew is looked up anew, equal or not
    boolean has(GuestAccess granted) {
        return access == granted;
    }

    /// Whether it takes no more calls. Any thread.
    boolean cancelled() {
        return store.interrupt().cancelled();
    }

    /// Cancels the call in progress and all later ones. Any thread.
    void cancel() {
        store.interrupt().cancel();
    }

    /// Instantiates the module and calls its entry: `_initialize` if it exports one, else `_start`.
    ///
    /// @return [CallOutcome.Completed] if handlers may be called now
    CallOutcome start() {
        CallOutcome instantiated =
                run(Stage.INSTANTIATION, "", null, "starting the extension: ", this::instantiate);
        return instantiated.completed() ? enter() : instantiated;
    }

    private Outcome instantiate(long fuel, long deadline) {
        return store.instantiate(config.code().linker(), config.code().module(), fuel, deadline);
    }

    private CallOutcome enter() {
        Optional<String> entry =
                exports(INITIALIZE)
                        ? Optional.of(INITIALIZE)
                        : exports(START) ? Optional.of(START) : Optional.empty();
        if (entry.isEmpty()) {
            return COMPLETED;
        }
        CallOutcome outcome = call(entry.get(), Role.ENTRY, null, "in " + entry.get() + ": ");
        return ended(entry.get(), outcome) ? COMPLETED : outcome;
    }

    /// Whether an entry exited as a command does whose work is done.
    static boolean ended(String entry, CallOutcome outcome) {
        return entry.equals(START)
                && outcome instanceof CallOutcome.Exited(int status)
                && status == 0;
    }

    private boolean exports(String name) {
        return config.code().module().structure().exports().containsKey(name);
    }

    /// Calls a handler with an event.
    CallOutcome handle(String handler, Event event) {
        return call(handler, Role.HANDLER, event, "");
    }

    private CallOutcome call(String name, Role role, @Nullable Event event, String during) {
        try {
            Stage stage = role == Role.ENTRY ? Stage.ENTRY : Stage.HANDLER;
            return run(stage, name, event, during, handler(name, role));
        } catch (HandlerRefused refused) {
            return new CallOutcome.Skipped(String.valueOf(refused.getMessage()));
        }
    }

    private GuestCall handler(String name, Role role) throws HandlerRefused {
        GuestCall known = handlers.get(name);
        if (known == null) {
            known = store.handler(name, role)::call;
            handlers.put(name, known);
        }
        return known;
    }

    @FunctionalInterface
    private interface GuestCall {
        Outcome run(long fuel, long deadlineNanos);
    }

    /// @param name of the function; empty for an instantiation
    /// @param during what is put before a message about it
    private CallOutcome run(
            Stage stage, String name, @Nullable Event event, String during, GuestCall call) {
        if (recorder == null) {
            return run(event, during, call);
        }
        recorder.begin(stage, name, event);
        CallOutcome outcome;
        try {
            outcome = run(event, during, call);
        } catch (RuntimeException | Error ours) {
            recorder.fail();
            throw ours;
        }
        recorder.end(outcome, store.fuelUsed(), monitor);
        String problem = recorder.takeProblem();
        if (!problem.isEmpty()) {
            monitor.warn("the recording ends here: " + problem);
        }
        return outcome;
    }

    private CallOutcome run(@Nullable Event event, String during, GuestCall call) {
        monitor.beginCall(event == null ? "" : event.name());
        context.begin(event);
        long deadline = clock.begin();
        Outcome outcome = call.run(config.limits().fuelPerCall(), deadline);
        context.end();
        monitor.endCall();
        return outcome instanceof Outcome.Returned(int value) && value == 0
                ? COMPLETED
                : outcomes.read(outcome, during, store.memoryBytes(), monitor.whereabouts());
    }

    /// Fuel that the last call used.
    long fuelUsed() {
        return store.fuelUsed();
    }

    @Override
    public void close() {
        store.close();
        context.close();
    }
}

package org.frankenterm.wasmtime;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.frankenterm.wasmtime.EpochTicker.Activity;
import org.frankenterm.wasmtime.ffi.CallFrame;
import org.frankenterm.wasmtime.ffi.EpochTrampoline;
import org.frankenterm.wasmtime.ffi.FailureApi;
import org.frankenterm.wasmtime.ffi.GuestBytes;
import org.frankenterm.wasmtime.ffi.LinkerApi;
import org.frankenterm.wasmtime.ffi.NativeHandle;
import org.frankenterm.wasmtime.ffi.StoreApi;
import org.jspecify.annotations.Nullable;

/// The isolation unit: one instance with its memory, its limits, and the calls into it. Opened,
/// used and closed on one [GuestThread]; only [#interrupt] may be handed to other threads.
///
/// Source: `wasmtime/store.h`, `wasmtime/func.h`. A store whose call did not return normally is of
/// no more use: the guest's state may be inconsistent. Close it and open another.
public final class Store implements AutoCloseable {
    private final GuestThread thread = GuestThread.current();
    private final Interrupt interrupt = new Interrupt(thread);
    private final Caller caller = new Caller(this);
    private final Engine engine;
    private final Activity activity;
    private final NativeHandle handle;
    private final long context;
    private final long epochNumber;
    private final CallFrame frame;
    private final Object data;
    private final @Nullable MemoryTap tap;
    private @Nullable Linker linker;
    private @Nullable CompiledModule module;
    private @Nullable GuestBytes bytes;
    private @Nullable Memory memory;
    private @Nullable Throwable thrown;
    private long fuelGiven;
    private boolean stopped;
    private boolean closed;
    private boolean intactAtClose;

    private Store(Engine engine, StoreLimits limits, Object data, @Nullable MemoryTap tap) {
        this.engine = engine;
        this.data = data;
        this.tap = tap;
        this.handle = engine.handle().with(StoreApi::open);
        this.context = handle.with(StoreApi::context);
        this.frame = new CallFrame();
        this.epochNumber = EpochTrampoline.register(this::mayGoOn);
        this.activity = engine.ticker().register();
        handle.use(store -> StoreApi.onEpoch(store, epochNumber));
        handle.use(store ->
                StoreApi.limit(
                        store, limits.memoryBytes(), limits.tableElements(), limits.tables()));
    }

    /// Makes an empty store, owned by the caller.
    ///
    /// @param engine whose modules it takes
    /// @param limits what it may hold
    /// @param data what host functions find in [Caller#data]
    /// @return a store of the current thread
    /// @throws IllegalStateException if the current thread is no guest thread, or the engine is
    ///   closed
    public static Store open(Engine engine, StoreLimits limits, Object data) {
        return open(engine, limits, data, null);
    }

    /// The same, with somebody who hears of what host functions do with the guest's memory.
    ///
    /// @param engine whose modules it takes
    /// @param limits what it may hold
    /// @param data what host functions find in [Caller#data]
    /// @param tap hears of it; null for nobody
    /// @return a store of the current thread
    /// @throws IllegalStateException if the current thread is no guest thread, or the engine is
    ///   closed
    public static Store open(
            Engine engine, StoreLimits limits, Object data, @Nullable MemoryTap tap) {
        return new Store(engine, limits, data, tap);
    }

    /// Makes the store's one instance and runs the module's start function, under the call's
    /// limits. Host functions are called before this returns.
    ///
    /// @param linker what the module may import
    /// @param of the module
    /// @param fuel the most it may use, 0 or more
    /// @param deadlineNanos when it must end, on the scale of [System#nanoTime]
    /// @return [Outcome.Returned] if the store has its instance now; otherwise it never gets one
    /// @throws IllegalArgumentException if linker or module are of another engine, or `fuel` is
    ///   negative
    /// @throws IllegalStateException on a second try, on another thread, inside a call, or if
    ///   store, linker, module or engine is closed
    public Outcome instantiate(Linker linker, CompiledModule of, long fuel, long deadlineNanos) {
        requireIdle();
        requireEngine(linker.engine(), of.engine());
        if (this.linker != null) {
            throw new IllegalStateException("this store had its instantiation");
        }
        // Held until this store is closed: the guest calls its functions by number.
        long functions = linker.handle().acquire();
        this.linker = linker;
        Outcome outcome =
                of.handle().with(code -> instantiate(functions, code, fuel, deadlineNanos));
        if (outcome instanceof Outcome.Returned) {
            module = of;
        }
        return outcome;
    }

    private Outcome instantiate(long functions, long code, long fuel, long deadlineNanos) {
        return run(
                () -> LinkerApi.instantiate(functions, context, code, frame),
                false,
                fuel,
                deadlineNanos);
    }

    /// Mixed, the library gives an error at best and panics at worst.
    private void requireEngine(Engine linkers, Engine modules) {
        if (linkers != engine || modules != engine) {
            throw new IllegalArgumentException(
                    "a store, its linker and its module must be of one engine");
        }
    }

    /// Finds an exported function that the host may call.
    ///
    /// @param name of the export
    /// @param role what it is to be
    /// @return a handler of this store
    /// @throws HandlerRefused if there is none of that name or it has not the role's type
    /// @throws IllegalStateException if no instantiation succeeded, on another thread, inside a
    ///   call, or closed
    public Handler handler(String name, Handler.Role role) throws HandlerRefused {
        requireIdle();
        if (module == null) {
            throw new IllegalStateException("this store has no instance");
        }
        boolean hasResult = role.check(name, module);
        OptionalLong function = frame.function(context, name);
        if (function.isEmpty()) {
            throw new HandlerRefused("the module exports no function " + Printable.quoted(name));
        }
        return new Handler(this, name, function.getAsLong(), hasResult);
    }

    Outcome call(long function, boolean hasResult, long fuel, long deadlineNanos) {
        return run(() -> frame.call(context, function), hasResult, fuel, deadlineNanos);
    }

    /// Runs guest code under limits.
    ///
    /// @param code gives 0 or an owned error
    private Outcome run(LongSupplier code, boolean hasResult, long fuel, long deadlineNanos) {
        requireIdle();
        arm(fuel, deadlineNanos);
        if (interrupt.cancelled()) {
            return new Outcome.Interrupted(true, List.of());
        }
        engine.ticker().enter(activity);
        thread.running(this);
        long error;
        try {
            error = code.getAsLong();
        } finally {
            thread.running(null);
            engine.ticker().exit(activity);
        }
        return outcome(error, hasResult);
    }

    private void arm(long fuel, long deadlineNanos) {
        if (fuel < 0) {
            throw new IllegalArgumentException("fuel is 0 or more");
        }
        interrupt.deadline(deadlineNanos);
        fuelGiven = fuel;
        stopped = false;
        StoreApi.refuel(context, fuel);
    }

    /// The epoch callback's question.
    private boolean mayGoOn() {
        stopped = interrupt.over(System.nanoTime());
        return !stopped;
    }

    private Outcome outcome(long error, boolean hasResult) {
        long trap = frame.takeTrap();
        if (error == 0 && trap == 0) {
            return Outcome.Returned.of(hasResult ? frame.result() : 0);
        }
        Throwable cause = thrown;
        thrown = null;
        return trap != 0 ? trapped(trap, cause) : failed(error, cause);
    }

    private Outcome trapped(long trap, @Nullable Throwable cause) {
        OptionalInt number = FailureApi.trapCode(trap);
        List<Frame> frames = frames(FailureApi.consumeTrapFrames(trap));
        if (number.isEmpty()) {
            return ended(cause, frames);
        }
        TrapCode code = TrapCode.of(number.getAsInt());
        return code == TrapCode.OUT_OF_FUEL
                ? new Outcome.OutOfFuel(frames)
                : new Outcome.Trapped(code, code.message(), frames);
    }

    private Outcome failed(long error, @Nullable Throwable cause) {
        if (cause == null && !stopped) {
            return new Outcome.Refused(FailureApi.consumeError(error));
        }
        return ended(cause, frames(FailureApi.consumeErrorFrames(error)));
    }

    /// Ended by a host function, or, if none threw, by the epoch callback.
    private Outcome ended(@Nullable Throwable cause, List<Frame> frames) {
        return switch (cause) {
            case null -> new Outcome.Interrupted(interrupt.cancelled(), frames);
            case GuestInterrupted _ -> new Outcome.Interrupted(interrupt.cancelled(), frames);
            case GuestExit exit -> new Outcome.Exited(exit.status());
            case GuestAbort abort -> new Outcome.Trapped(TrapCode.HOST, abort.message(), frames);
            case Throwable other -> new Outcome.HostFailed(other);
        };
    }

    private static List<Frame> frames(List<FailureApi.RawFrame> raw) {
        return raw.stream().map(f -> new Frame(f.function(), f.offset())).toList();
    }

    /// How much fuel the last call used. One unit is about one instruction.
    ///
    /// @return units, up to what it was given; 0 before the first call
    /// @throws IllegalStateException on another thread, inside a call, or closed
    public long fuelUsed() {
        requireIdle();
        return fuelGiven - StoreApi.fuel(context, frame);
    }

    /// The deadline and the cancel flag of this store's calls. Any thread may ask and cancel.
    ///
    /// @return the same object always
    public Interrupt interrupt() {
        return interrupt;
    }

    Caller caller() {
        return caller;
    }

    Object data() {
        return data;
    }

    void hostThrew(Throwable by) {
        thrown = by;
    }

    /// The memory, bound at its first use: during `start` that is before `instantiate` returns.
    Memory memory(long callerPointer) {
        Memory bound = memory;
        return bound != null ? bound : bind(callerPointer);
    }

    private Memory bind(long callerPointer) {
        OptionalLong found = frame.memory(callerPointer);
        if (found.isEmpty()) {
            throw new GuestFault();
        }
        return bound(found.getAsLong());
    }

    private Memory bound(long memoryHandle) {
        bytes = new GuestBytes(context, memoryHandle);
        Memory bound = tap == null ? new Memory(bytes) : new TappedMemory(bytes, tap);
        memory = bound;
        return bound;
    }

    /// How large the instance's memory is now.
    ///
    /// @return bytes; empty if it exports none, or ended in its start function before a host
    ///   function had used it
    /// @throws IllegalStateException on another thread, inside a call, or closed
    public OptionalLong memoryBytes() {
        requireIdle();
        if (memory == null && module != null) {
            frame.exportedMemory(context).ifPresent(this::bound);
        }
        return memory == null ? OptionalLong.empty() : OptionalLong.of(memory.size());
    }

    /// False if anything was ever written past the call buffer.
    boolean intact() {
        return closed ? intactAtClose : frame.intact();
    }

    private void requireIdle() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("this store belongs to another thread");
        }
        if (thread.running() != null) {
            throw new IllegalStateException("a host function must not call a guest");
        }
        if (closed) {
            throw new IllegalStateException("this store is already closed");
        }
    }

    /// Deletes the instance and everything in it. Idempotent.
    ///
    /// @throws IllegalStateException on another thread or inside a call
    @Override
    public void close() {
        if (closed) {
            return;
        }
        requireIdle();
        closed = true;
        engine.ticker().remove(activity);
        // The base is gone before the memory is: the next store's may be at the same address.
        memory = null;
        if (bytes != null) {
            bytes.close();
        }
        handle.close();
        intactAtClose = frame.intact();
        frame.close();
        EpochTrampoline.forget(epochNumber);
        if (linker != null) {
            linker.handle().release();
        }
    }
}

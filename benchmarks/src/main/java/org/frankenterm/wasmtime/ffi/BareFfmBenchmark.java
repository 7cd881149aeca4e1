package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.frankenterm.benchmarks.GuestThreadExecutor;
import org.frankenterm.benchmarks.HookModule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What the parts cost without us: the same guest on the same library, called by FFM and nothing
/// else. No deadline, no permission, no audit, no check of any bound.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        jvmArgsPrepend = {
            "-XX:+UseSerialGC",
            GuestThreadExecutor.EXECUTOR,
            GuestThreadExecutor.CLASS
        })
public class BareFfmBenchmark {
    private static final Downcall VERSION = Symbols.bind("frankenterm_wasmtime_version", 0);
    private static final Downcall DEFINE = Symbols.bind("wasmtime_linker_define_func_unchecked", 9);
    private static final Downcall SET_EPOCH =
            Symbols.bind("wasmtime_context_set_epoch_deadline", 2);
    private static final Downcall SET_FUEL = Symbols.bind("wasmtime_context_set_fuel", 2);
    private static final Downcall DATA = Symbols.bind("wasmtime_memory_data", 2);
    private static final Map<String, Integer> VARIABLES = Map.of("HOME", 5);
    private static final long FUEL = 1L << 62;
    private static final int SLOT_BYTES = 16;

    private CallFrame silent;
    private CallFrame frame;
    private NativeHandle store;
    private long context;
    private long empty;
    private long one;
    private long three;
    private long silentThree;
    private long base;

    /// Where the text of the guest's log goes, so that it is really made.
    String logged;

    /// Instantiates the guest twice: with host functions that do their work, and with some that do
    /// nothing.
    @Setup
    public void open() {
        NativeHandle engine = EngineApi.open();
        byte[] wasm = WatApi.binary(HookModule.TEXT);
        NativeHandle module = engine.with(e -> ModuleApi.compile(e, wasm));
        store = engine.with(StoreApi::open);
        context = store.with(StoreApi::context);
        refuel();
        SET_EPOCH.call(context, 1L << 32);
        silent = new CallFrame();
        instantiate(linker(engine, (_, _, _, _) -> 0, (_, _, _, _) -> 0), module, silent);
        silentThree = silent.function(context, HookModule.THREE).orElseThrow();
        frame = new CallFrame();
        instantiate(linker(engine, this::log, this::variable), module, frame);
        empty = frame.function(context, HookModule.EMPTY).orElseThrow();
        one = frame.function(context, HookModule.ONE).orElseThrow();
        three = frame.function(context, HookModule.THREE).orElseThrow();
        requireWork();
    }

    private void refuel() {
        SET_FUEL.call(context, FUEL);
    }

    private static long linker(NativeHandle engine, Upcall.Entry log, Upcall.Entry variable) {
        long linker = engine.with(LinkerApi::open);
        define(linker, "ft_log", new int[3], new int[0], log);
        define(linker, "ft_get_env", new int[2], new int[1], variable);
        return linker;
    }

    private static void define(
            long linker, String name, int[] params, int[] results, Upcall.Entry entry) {
        try (Arena call = Arena.ofConfined()) {
            long module = call.allocateFrom("env").address();
            long field = call.allocateFrom(name).address();
            long stub = Upcall.stub(entry);
            TypeApi.withFunction(
                    params,
                    results,
                    type -> DEFINE.call(linker, module, 3, field, name.length(), type, stub, 0, 0));
        }
    }

    private void requireWork() {
        frame.call(context, three);
        if (!"hello from guest".equals(logged) || frame.takeTrap() != 0) {
            throw new IllegalStateException("the guest didn't do its work");
        }
    }

    private void instantiate(long linker, NativeHandle module, CallFrame instance) {
        module.use(m -> LinkerApi.instantiate(linker, context, m, instance));
    }

    private String text(long caller, long pointer, int length) {
        if (base == 0) {
            base = DATA.call(context, frame.memory(caller).orElseThrow());
        }
        byte[] utf8 = RawMemory.bytesAt(base + pointer, length);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private long log(long env, long caller, long slots, long count) {
        int pointer = RawMemory.intAt(slots + SLOT_BYTES);
        logged = text(caller, pointer, RawMemory.intAt(slots + 2 * SLOT_BYTES));
        return 0;
    }

    private long variable(long env, long caller, long slots, long count) {
        String name = text(caller, RawMemory.intAt(slots), RawMemory.intAt(slots + SLOT_BYTES));
        RawMemory.putInt(slots, VARIABLES.getOrDefault(name, -1));
        return 0;
    }

    /// A call of a C function that does nothing.
    @Benchmark
    public long downcall() {
        return VERSION.call();
    }

    /// A look at the clock, which the product takes once a call and once a host call.
    @Benchmark
    public long clock() {
        return System.nanoTime();
    }

    /// The empty handler, with fuel set long ago.
    @Benchmark
    public long empty() {
        return frame.call(context, empty);
    }

    /// The empty handler, with fuel set for the call.
    @Benchmark
    public long emptyFuelled() {
        refuel();
        return frame.call(context, empty);
    }

    /// One host call that reads and decodes its text.
    @Benchmark
    public long oneFuelled() {
        refuel();
        return frame.call(context, one);
    }

    /// Three host calls that do nothing: three upcalls.
    @Benchmark
    public long threeSilentFuelled() {
        refuel();
        return silent.call(context, silentThree);
    }

    /// Three host calls that read and decode their texts.
    @Benchmark
    public long threeFuelled() {
        refuel();
        return frame.call(context, three);
    }

    /// Frees the store and the call's buffers.
    @TearDown
    public void close() {
        store.close();
        frame.close();
        silent.close();
    }
}

package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.GuestThread;
import org.frankenterm.wasmtime.Handler;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.Linker;
import org.frankenterm.wasmtime.Memory;
import org.frankenterm.wasmtime.Outcome;
import org.frankenterm.wasmtime.Store;
import org.frankenterm.wasmtime.StoreLimits;
import org.frankenterm.wasmtime.Wat;

/// A guest in a real engine that exports every function of preview 1 under its own name and takes
/// the arguments from the test. One page of memory, all zero at first.
final class Guest {
    /// Bytes of the guest's memory at first.
    static final long MEMORY = 65_536;

    /// Bytes of the guest's memory once grown.
    static final long GROWN = 65 * MEMORY;

    private static final long FUEL = 1_000_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Store store;
    private final Host host;

    private Guest(Store store, Host host) {
        this.store = store;
        this.host = host;
    }

    /// What a test does with a guest.
    @FunctionalInterface
    interface Body {
        void run(Guest guest) throws Exception;
    }

    /// Makes what a guest sees, on the guest's thread, whose its descriptors are.
    @FunctionalInterface
    interface View {
        WasiContext make() throws Exception;
    }

    /// Runs a test with a guest that sees the context, on a guest thread.
    static void run(WasiContext.Builder context, Body body) throws Exception {
        run(context.build(), body);
    }

    /// The same with a context that the test keeps.
    static void run(WasiContext context, Body body) throws Exception {
        onGuestThread(() -> here(context, body));
    }

    /// The same on the current thread, which is a guest's.
    static void here(WasiContext context, Body body) throws Exception {
        open(new Host(context), body);
    }

    /// The same with a context that is made there first and closed at the end.
    static void run(View view, Body body) throws Exception {
        onGuestThread(() -> {
            try (WasiContext context = view.make()) {
                open(new Host(context), body);
            }
        });
    }

    /// What is done on a guest thread.
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /// Works on a guest thread, and fails as the work does.
    static void onGuestThread(Work work) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        GuestThread thread =
                new GuestThread(
                        "test guest",
                        () -> {
                            try {
                                work.run();
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            }
                        });
        thread.start();
        thread.join();
        switch (failure.get()) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable t -> throw new AssertionError(t);
        }
    }

    private static void open(Host host, Body body) throws Exception {
        try (Store store = Store.open(Shared.ENGINE, StoreLimits.DEFAULT, host)) {
            Outcome outcome = store.instantiate(Shared.LINKER, Shared.MODULE, FUEL, deadline(LONG));
            assertThat(outcome).isInstanceOf(Outcome.Returned.class);
            body.run(new Guest(store, host));
        }
    }

    private static long deadline(Duration after) {
        return System.nanoTime() + after.toNanos();
    }

    /// Calls a function that answers.
    Errno call(String function, long... arguments) throws Exception {
        Outcome outcome = outcome(LONG, function, arguments);
        assertThat(outcome).as(function).isInstanceOf(Outcome.Returned.class);
        return errno(((Outcome.Returned) outcome).value());
    }

    /// The error code of that number.
    static Errno errno(int code) {
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.code() == code)
                .findAny()
                .orElseThrow();
    }

    /// Calls a function that may end the guest's call.
    Outcome outcome(Duration limit, String function, long... arguments) throws Exception {
        host.arguments = arguments;
        return store.handler(function, Handler.Role.HANDLER).call(FUEL, deadline(limit));
    }

    /// Grows the memory to [#GROWN] bytes.
    void grow() throws Exception {
        assertThat(outcome(LONG, "grow")).isInstanceOf(Outcome.Returned.class);
    }

    /// Reads or writes the guest's memory.
    void memory(Consumer<Memory> inspection) throws Exception {
        host.inspection = inspection;
        assertThat(outcome(LONG, "inspect")).isInstanceOf(Outcome.Returned.class);
    }

    /// Writes text.
    void put(long pointer, String text) throws Exception {
        put(pointer, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes bytes.
    void put(long pointer, byte[] bytes) throws Exception {
        memory(memory -> memory.write(pointer, bytes));
    }

    /// Writes 32-bit words.
    void putInts(long pointer, long... words) throws Exception {
        memory(memory -> {
            for (int i = 0; i < words.length; i++) {
                memory.putInt(pointer + 4L * i, (int) words[i]);
            }
        });
    }

    /// Reads bytes.
    byte[] bytes(long pointer, int length) throws Exception {
        AtomicReference<byte[]> read = new AtomicReference<>(new byte[0]);
        memory(memory -> read.set(memory.read(pointer, length)));
        return read.get();
    }

    /// Reads text.
    String text(long pointer, int length) throws Exception {
        return new String(bytes(pointer, length), StandardCharsets.UTF_8);
    }

    /// Reads a 32-bit word.
    int word(long pointer) throws Exception {
        return (int) number(pointer, Integer.BYTES);
    }

    /// Reads a 64-bit word.
    long number(long pointer) throws Exception {
        return number(pointer, Long.BYTES);
    }

    private long number(long pointer, int size) throws Exception {
        byte[] bytes = bytes(pointer, size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedLong(bytes[i]);
        }
        return value;
    }

    /// What the imports of one guest work with.
    private static final class Host {
        private final WasiContext context;
        private long[] arguments = {};
        private Consumer<Memory> inspection = _ -> {};

        Host(WasiContext context) {
            this.context = context;
        }
    }

    /// Engine, module and imports, which all tests of a run share.
    private static final class Shared {
        static final Engine ENGINE = Engine.open();
        static final CompiledModule MODULE = compile();
        static final Linker LINKER = Linker.of(ENGINE, imports());

        private static CompiledModule compile() {
            try {
                return CompiledModule.compile(ENGINE, Wat.toBinary(GuestText.module()));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        private static List<HostImport> imports() {
            List<HostImport> imports =
                    new ArrayList<>(Preview1.imports(c -> c.data(Host.class).context));
            imports.add(
                    new HostImport(
                            "test",
                            "argument",
                            FuncType.of("(i32)->i64"),
                            c -> c.returnI64(c.data(Host.class).arguments[c.i32(0)])));
            imports.add(
                    new HostImport(
                            "test",
                            "inspect",
                            FuncType.of("()->()"),
                            c -> c.data(Host.class).inspection.accept(c.memory())));
            return imports;
        }
    }
}

package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// A module written in the test, instantiated or about to be, on a guest thread of its own.
/// Whatever the test does with it, the memory behind the call buffer is untouched at the end.
final class Guest {
    static final Engine ENGINE = Engine.open();

    /// More than any test's guest uses that is to end by itself, less than a second of work.
    static final long FUEL = 200_000_000;

    final Store store;
    final Linker linker;
    final CompiledModule module;

    private Guest(Store store, Linker linker, CompiledModule module) {
        this.store = store;
        this.linker = linker;
        this.module = module;
    }

    @FunctionalInterface
    interface Test {
        void run(Guest guest) throws Exception;
    }

    @FunctionalInterface
    interface Body<T> {
        T run() throws Exception;
    }

    /// Far enough away to be met only by a test that hangs.
    static long later() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    }

    /// Runs a test with a guest that is instantiated.
    static void with(String wat, List<HostImport> imports, Test test) throws Exception {
        with(
                wat,
                imports,
                StoreLimits.DEFAULT,
                guest -> {
                    assertThat(guest.instantiate()).isEqualTo(new Outcome.Returned(0));
                    test.run(guest);
                });
    }

    static void with(String wat, Test test) throws Exception {
        with(wat, List.of(), test);
    }

    /// Runs a test with a guest that is not instantiated yet.
    static void with(String wat, List<HostImport> imports, StoreLimits limits, Test test)
            throws Exception {
        with(Wat.toBinary(wat), imports, limits, test);
    }

    static void with(byte[] wasm, List<HostImport> imports, StoreLimits limits, Test test)
            throws Exception {
        onThread(() -> {
            try (CompiledModule module = CompiledModule.compile(ENGINE, wasm);
                    Linker linker = Linker.of(ENGINE, imports);
                    Store store = Store.open(ENGINE, limits, "data")) {
                test.run(new Guest(store, linker, module));
                assertThat(store.intact()).isTrue();
            }
            return true;
        });
    }

    /// Runs on a guest thread and waits; what it throws is thrown here.
    static <T> T onThread(Body<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body::run);
        new GuestThread("guest-test", task).start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Error error -> throw error;
                case Exception exception -> throw exception;
                case null, default -> throw e;
            }
        }
    }

    Outcome instantiate() {
        return store.instantiate(linker, module, FUEL, later());
    }

    Handler handler(String name) throws HandlerRefused {
        return store.handler(name, Handler.Role.HANDLER);
    }

    Outcome call(String name) throws HandlerRefused {
        return handler(name).call(FUEL, later());
    }

    /// A host function `env.NAME` without arguments or result.
    static HostImport host(String name, HostFunction function) {
        return host(name, "()->()", function);
    }

    static HostImport host(String name, String type, HostFunction function) {
        return new HostImport("env", name, FuncType.of(type), function);
    }
}

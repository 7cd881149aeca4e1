package org.frankenterm.wasmtime;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.wasmtime.ffi.FailureApi;
import org.frankenterm.wasmtime.ffi.HostCallTrampoline;
import org.frankenterm.wasmtime.ffi.LinkerApi;
import org.frankenterm.wasmtime.ffi.NativeHandle;

/// Host functions by name, for any number of stores of one engine. Made once and never changed, so
/// any thread may instantiate through it.
///
/// Source: `wasmtime/linker.h`. Every function goes through one upcall stub; C knows it by a
/// number.
public final class Linker implements AutoCloseable {
    private final Engine engine;
    private final NativeHandle handle;
    private final List<Long> registered = new ArrayList<>();

    private Linker(Engine engine) {
        this.engine = engine;
        long pointer = engine.handle().with(LinkerApi::open);
        this.handle = new NativeHandle("linker", pointer, this::delete);
    }

    private void delete(long pointer) {
        LinkerApi.delete(pointer);
        registered.forEach(HostCallTrampoline::forget);
    }

    /// Defines all functions.
    ///
    /// @param engine whose stores may use it
    /// @param imports what guests may import
    /// @return a linker that the caller owns
    /// @throws IllegalArgumentException if two have the same names
    /// @throws IllegalStateException if the engine is closed
    public static Linker of(Engine engine, List<HostImport> imports) {
        Linker linker = new Linker(engine);
        try {
            imports.forEach(linker::define);
        } catch (RuntimeException | Error failed) {
            linker.close();
            throw failed;
        }
        return linker;
    }

    private void define(HostImport host) {
        HostFunction function = host.function();
        long number =
                HostCallTrampoline.register(
                        (caller, slots, count) -> enter(function, caller, slots, count));
        registered.add(number);
        var name = new LinkerApi.Name(host.module(), host.name());
        var type = new LinkerApi.Type(kinds(host.type().params()), kinds(host.type().results()));
        handle.use(linker -> LinkerApi.define(linker, name, type, number));
    }

    /// The numbers of `wasm.h` for number types are their order in [ValType].
    private static int[] kinds(List<ValType> types) {
        return types.stream().mapToInt(ValType::ordinal).toArray();
    }

    /// Everything a host function throws is kept for the call that the guest is in, and ends that
    /// call.
    private static long enter(HostFunction function, long caller, long slots, long count) {
        Store store = GuestThread.current().running();
        if (store == null) {
            return FailureApi.hostTrap();
        }
        Caller bound = store.caller().bind(caller, slots, count);
        try {
            function.call(bound);
            return 0;
        } catch (Throwable thrown) {
            store.hostThrew(thrown);
            return FailureApi.hostTrap();
        } finally {
            bound.unbind();
        }
    }

    NativeHandle handle() {
        return handle;
    }

    Engine engine() {
        return engine;
    }

    /// Gives the linker back: no store can use it from now on. It ends when the last store that did
    /// is closed, because that one's guest may still call. Idempotent.
    @Override
    public void close() {
        handle.close();
    }
}

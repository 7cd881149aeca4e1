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
    private final NativeHandle handle;
    private final List<Long> registered = new ArrayList<>();

    private Linker(NativeHandle handle) {
        this.handle = handle;
    }

    /// Defines all functions.
    ///
    /// @param engine whose stores may use it
    /// @param imports what guests may import
    /// @return a linker that the caller owns; close it after the stores that used it
    /// @throws IllegalArgumentException if two have the same names
    public static Linker of(Engine engine, List<HostImport> imports) {
        Linker linker = new Linker(engine.handle().with(LinkerApi::open));
        try {
            imports.forEach(linker::define);
        } catch (IllegalArgumentException e) {
            linker.close();
            throw e;
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
        try {
            function.call(store.caller().bind(caller, slots, count));
            return 0;
        } catch (Throwable thrown) {
            store.hostThrew(thrown);
            return FailureApi.hostTrap();
        }
    }

    NativeHandle handle() {
        return handle;
    }

    /// Gives the linker back. Idempotent. Stores that used it must be closed before.
    @Override
    public void close() {
        if (!handle.closed()) {
            handle.close();
            registered.forEach(HostCallTrampoline::forget);
        }
    }
}

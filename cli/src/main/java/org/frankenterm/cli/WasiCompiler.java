package org.frankenterm.cli;

import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.cache.CacheEvent;
import org.frankenterm.extension.cache.ModuleCache;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.WasmtimeException;

/// Turns the module of a command into machine code, unless an earlier run left it in the user's
/// cache, and tells who waits for it: 20 MB take a minute.
final class WasiCompiler {
    /// One program is loaded once: nothing is kept in memory.
    private static final ModuleCacheLimits CACHE =
            new ModuleCacheLimits(0, ModuleCacheLimits.DEFAULT.diskBytes());

    private final Invocation invocation;

    WasiCompiler(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Loads a module.
    ///
    /// @param engine that will run it
    /// @return the program, to be closed by the caller
    /// @throws ExtensionException if it is not valid, costs too much to compile, or the compiler
    ///   can't do its work here
    ModuleLease load(Engine engine, WasiModule module) {
        byte[] wasm = module.wasm();
        try (var _ = Progress.of("compiling " + module.name(), invocation, Progress.PATIENCE);
                ModuleCache cache = ModuleCache.open(engine, invocation.environment(), CACHE)) {
            return cache.load(
                    wasm,
                    module.structure(),
                    () -> Compiler.open().compile(wasm, CompileLimits.ofCommand(wasm.length)),
                    this::say);
        } catch (ModuleRejected rejected) {
            throw WasiModule.refusal(module.name(), rejected);
        } catch (WasmtimeException e) {
            throw new ExtensionException(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "can't compile %s: %s".formatted(module.name(), e.getMessage()),
                    e);
        }
    }

    /// Standard error is the program's: only what was tampered with is said in a pipe too, and not
    /// as what ends a run is.
    private void say(CacheEvent event) {
        boolean said =
                switch (event) {
                    case CacheEvent.Distrusted _ -> true;
                    case CacheEvent.Unusable _, CacheEvent.NotKept _ ->
                            invocation.streams().errIsTerminal();
                };
        if (said) {
            invocation.err().println("note: " + event.message());
        }
    }
}

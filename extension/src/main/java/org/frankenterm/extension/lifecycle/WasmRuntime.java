package org.frankenterm.extension.lifecycle;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.frankenterm.extension.abi.HostModule;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.cache.CacheEvent;
import org.frankenterm.extension.cache.ModuleCache;
import org.frankenterm.extension.cache.ModuleLease;
import org.frankenterm.extension.sandbox.HostTable;
import org.frankenterm.extension.sandbox.Recorder;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.Linker;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.WasmtimeException;
import org.frankenterm.wasmtime.WasmtimeLibrary;

/// What all extensions of a process share: one engine, one linker with every host function, one
/// compiler. Made at the first use and never closed: stores of different engines must not meet
/// (GHSA-hgjw-h833-99q9).
public final class WasmRuntime {
    private static final List<HostImport> IMPORTS = HostModule.imports();
    private static final HostTable TABLE = HostModule.table();

    private final Engine engine = Engine.open();
    private final Linker linker = Linker.of(engine, IMPORTS);
    private final Compiler compiler = Compiler.open();

    private WasmRuntime() {}

    /// The linker of recorded guests; most processes never have one.
    private static final class Recorded {
        static final Linker LINKER = Linker.of(Shared.RUNTIME.engine, Recorder.imports(IMPORTS));
    }

    private static final class Shared {
        static final WasmRuntime RUNTIME = new WasmRuntime();
    }

    /// The process's runtime. Any thread.
    ///
    /// @throws ExtensionException if Wasmtime can't be used here
    public static WasmRuntime shared() {
        if (WasmtimeLibrary.load() instanceof WasmtimeLibrary.Unavailable(String reason)) {
            throw new ExtensionException(ErrorCode.ENGINE_UNAVAILABLE, reason);
        }
        return Shared.RUNTIME;
    }

    /// What guests may import; known without the library.
    public static List<HostImport> imports() {
        return IMPORTS;
    }

    /// The host functions as the audit knows them; known without the library.
    public static HostTable table() {
        return TABLE;
    }

    public Engine engine() {
        return engine;
    }

    public Linker linker() {
        return linker;
    }

    /// A linker whose functions are recorded, for guests that have a recorder.
    public Linker recordingLinker() {
        return Recorded.LINKER;
    }

    /// An empty cache of compiled modules.
    ///
    /// @param environment names the folders of the cache on disk
    /// @return a cache that the caller owns
    public ModuleCache openCache(Map<String, String> environment, ModuleCacheLimits limits) {
        return ModuleCache.open(engine, environment, limits);
    }

    /// Loads a module: from a cache, or else by compiling it in a child process.
    ///
    /// @param name for messages
    /// @param cache one of [#openCache]
    /// @param events hears on this thread of what the user should know
    /// @return the use of the module, to be closed by the caller
    /// @throws ExtensionException if it is not valid or costs too much, or the compiler can't be
    ///   run
    public ModuleLease load(
            String name, CheckedModule module, ModuleCache cache, Consumer<CacheEvent> events) {
        return load(name, module.wasm(), module.structure(), cache, events);
    }

    /// The same for a module that needs no manifest: one that is replayed.
    public ModuleLease load(
            String name,
            byte[] wasm,
            ModuleStructure structure,
            ModuleCache cache,
            Consumer<CacheEvent> events) {
        try {
            return cache.load(
                    wasm,
                    structure,
                    () -> compiler.compile(wasm, CompileLimits.of(wasm.length)),
                    events);
        } catch (ModuleRejected rejected) {
            throw CheckedModule.refusal(name, rejected);
        } catch (WasmtimeException e) {
            throw new ExtensionException(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "can't compile the module of " + name + ": " + e.getMessage(),
                    e);
        }
    }
}

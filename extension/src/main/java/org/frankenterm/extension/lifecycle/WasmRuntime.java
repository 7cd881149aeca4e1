package org.frankenterm.extension.lifecycle;

import java.util.List;
import org.frankenterm.extension.abi.HostModule;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.sandbox.HostTable;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.HostImport;
import org.frankenterm.wasmtime.Linker;
import org.frankenterm.wasmtime.ModuleRejected;
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

    /// Compiles a module in a child process and loads the code.
    ///
    /// @param name for messages
    /// @return a module that the caller owns
    /// @throws ExtensionException if it is not valid or costs too much, or the compiler can't be
    ///   run
    public CompiledModule compile(String name, CheckedModule module) {
        try {
            byte[] code = compiler.compile(module.wasm(), CompileLimits.of(module.wasm().length));
            return CompiledModule.deserialize(engine, code, module.structure());
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

package org.frankenterm.cli;

import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.wasmtime.CompileLimits;
import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Compiler;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.ModuleRejected;
import org.frankenterm.wasmtime.WasmtimeException;

/// Turns the module of a command into machine code, and tells who waits for it: 20 MB take a
/// minute.
final class WasiCompiler {
    private final Invocation invocation;

    WasiCompiler(Invocation invocation) {
        this.invocation = invocation;
    }

    /// Compiles a module.
    ///
    /// @param engine that will run it
    /// @return the program, which the caller owns
    /// @throws ExtensionException if it is not valid, costs too much to compile, or the compiler
    ///   can't do its work here
    CompiledModule compile(Engine engine, WasiModule module) {
        byte[] wasm = module.wasm();
        try (var _ = Progress.of("compiling " + module.name(), invocation, Progress.PATIENCE)) {
            byte[] code = Compiler.open().compile(wasm, CompileLimits.ofCommand(wasm.length));
            return CompiledModule.deserialize(engine, code, module.structure());
        } catch (ModuleRejected rejected) {
            throw WasiModule.refusal(module.name(), rejected);
        } catch (WasmtimeException e) {
            throw new ExtensionException(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "can't compile %s: %s".formatted(module.name(), e.getMessage()),
                    e);
        }
    }
}

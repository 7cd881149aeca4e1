package org.frankenterm.wasmtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frankenterm.wasmtime.ModuleRejected.Reason;
import org.frankenterm.wasmtime.ffi.LibraryRefused;
import org.frankenterm.wasmtime.ffi.ModuleApi;
import org.frankenterm.wasmtime.ffi.ModuleApi.RawExtern;
import org.frankenterm.wasmtime.ffi.NativeHandle;
import org.frankenterm.wasmtime.ffi.RawType;

/// Machine code of one module, ready to be instantiated any number of times, by any thread.
///
/// Source: `wasmtime/module.h`. What may be called is decided by the types that Wasmtime itself
/// gives for the exports of this code; what the binary declared besides ([ModuleStructure]) says
/// which of them are imports passed on.
public final class CompiledModule implements AutoCloseable {
    /// A sentence of the validator's, with a name or two in it.
    private static final int MESSAGE_CHARS = 512;

    private final Engine engine;
    private final NativeHandle handle;
    private final ModuleStructure structure;
    private final Map<String, RawType> exports = new LinkedHashMap<>();

    private CompiledModule(Engine engine, NativeHandle handle, ModuleStructure structure) {
        this.engine = engine;
        this.handle = handle;
        this.structure = structure;
    }

    private static CompiledModule of(
            Engine engine, NativeHandle handle, ModuleStructure structure) {
        CompiledModule module = new CompiledModule(engine, handle, structure);
        try {
            handle.with(ModuleApi::exports).forEach(e -> module.exports.put(e.name(), e.type()));
        } catch (RuntimeException | Error failed) {
            handle.close();
            throw failed;
        }
        return module;
    }

    /// Compiles in this process, without bounds on time or memory: for modules that we wrote.
    /// Others go through a [Compiler].
    ///
    /// @param engine that may run it
    /// @param wasm the binary
    /// @return a module that the caller owns
    /// @throws ModuleRejected if it is not valid, or past the limits of [ModuleLimits#EXTENSION]
    public static CompiledModule compile(Engine engine, byte[] wasm) throws ModuleRejected {
        ModuleStructure structure = ModuleStructure.read(wasm, ModuleLimits.EXTENSION);
        try {
            return of(engine, engine.handle().with(e -> ModuleApi.compile(e, wasm)), structure);
        } catch (LibraryRefused refusal) {
            throw new ModuleRejected(
                    Reason.MALFORMED, Printable.of(refusal.message(), MESSAGE_CHARS));
        }
    }

    /// Checks a binary with Wasmtime's validator, which takes milliseconds and bounds nothing else.
    ///
    /// @param engine whose features count
    /// @param wasm the binary
    /// @throws ModuleRejected if it is not valid
    public static void validate(Engine engine, byte[] wasm) throws ModuleRejected {
        try {
            engine.handle().use(e -> ModuleApi.validate(e, wasm));
        } catch (LibraryRefused refusal) {
            throw new ModuleRejected(
                    Reason.MALFORMED, Printable.of(refusal.message(), MESSAGE_CHARS));
        }
    }

    /// Loads code that [#serialize] or the [Compiler] made. **Authenticate it first: other bytes
    /// run as they are.** Only the header is checked here.
    ///
    /// @param engine of the same library and configuration
    /// @param code the serialized module; copied
    /// @param structure of the binary it was compiled from
    /// @return a module that the caller owns
    /// @throws ModuleRejected if the header is not one of this library and configuration
    public static CompiledModule deserialize(Engine engine, byte[] code, ModuleStructure structure)
            throws ModuleRejected {
        try {
            return of(engine, engine.handle().with(e -> ModuleApi.deserialize(e, code)), structure);
        } catch (LibraryRefused refusal) {
            throw new ModuleRejected(
                    Reason.MALFORMED, Printable.of(refusal.message(), MESSAGE_CHARS));
        }
    }

    /// The code as bytes, for [#deserialize].
    ///
    /// @return some seven times the binary's size
    /// @throws IllegalStateException if closed
    public byte[] serialize() {
        return handle.with(ModuleApi::serialize);
    }

    /// What the binary declared.
    ///
    /// @return as it was read
    public ModuleStructure structure() {
        return structure;
    }

    /// What Wasmtime links by name, for a look at the code itself rather than the binary.
    ///
    /// @return module and name of each import, in order, as `module.name`
    /// @throws IllegalStateException if closed
    public List<String> importNames() {
        List<RawExtern> imports = handle.with(ModuleApi::imports);
        return imports.stream().map(i -> i.module() + "." + i.name()).toList();
    }

    /// Checks that an export may be called, without an instance at hand: what [Store#handler]
    /// checks.
    ///
    /// @param name of the export
    /// @param role what it is to be
    /// @throws HandlerRefused if there is none of that name or it has not the role's type
    public void requireHandler(String name, Handler.Role role) throws HandlerRefused {
        role.check(name, this);
    }

    /// The type of an exported function of the module's own.
    ///
    /// @throws HandlerRefused if there is none: another kind of export, or an import passed on
    FuncType callable(String name) throws HandlerRefused {
        RawType type = exports.get(name);
        if (type == null) {
            throw new HandlerRefused("the module exports no " + Printable.quoted(name));
        }
        if (type.kind() != RawType.FUNCTION) {
            throw new HandlerRefused(Printable.quoted(name) + " is no function");
        }
        ExportType declared = structure.exports().get(name);
        if (declared == null || declared.imported()) {
            throw new HandlerRefused(Printable.quoted(name) + " is one of the module's imports");
        }
        return new FuncType(kinds(type.params()), kinds(type.results()));
    }

    private static List<ValType> kinds(List<Integer> numbers) {
        return numbers.stream().map(CompiledModule::kind).toList();
    }

    /// `wasmtime/types/val.h`, with the two references of `wasm.h`.
    private static ValType kind(int number) {
        return switch (number) {
            case 0 -> ValType.I32;
            case 1 -> ValType.I64;
            case 2 -> ValType.F32;
            case 3 -> ValType.F64;
            case 4 -> ValType.V128;
            case 128 -> ValType.EXTERNREF;
            default -> ValType.FUNCREF;
        };
    }

    NativeHandle handle() {
        return handle;
    }

    Engine engine() {
        return engine;
    }

    /// Gives the module back. Idempotent. Instances made of it live on: the library counts
    /// references.
    @Override
    public void close() {
        handle.close();
    }
}

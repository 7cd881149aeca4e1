package org.frankenterm.wasmtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Turns modules into machine code, each in a child process of its own, one at a time. What was
/// refused once is refused again under the same limits without trying, for the life of this object.
/// Thread-safe; callers queue.
///
/// A 55 KB module can keep the compiler busy for 214 s and 8 GiB, and with memory short it aborts
/// the process: here that ends a child. The host only deserializes what comes back.
public final class Compiler {
    /// Refusals remembered: enough that a folder of hostile modules is compiled once, few enough to
    /// forget.
    private static final int REMEMBERED = 256;

    /// What a refusal holds for: other limits may let the same module through.
    private record Attempt(String sha256, CompileLimits limits) {}

    private final WasmtimeLibrary.Available library;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Map<Attempt, ModuleRejected> refused =
            new LinkedHashMap<>() {
                @java.io.Serial private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Attempt, ModuleRejected> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Compiler(WasmtimeLibrary.Available library) {
        this.library = library;
    }

    /// A compiler that uses the program beside the library.
    ///
    /// @return a compiler without refusals
    /// @throws WasmtimeException if the library can't be used here
    public static Compiler open() {
        return new Compiler(WasmtimeLibrary.require());
    }

    /// Compiles a module whose structure was read, so that it is known to be within [ModuleLimits].
    /// Custom sections are left out: they are the guest's text, and the compiler has no use for
    /// them.
    ///
    /// @param wasm the binary
    /// @param limits what it may cost
    /// @return the serialized code, for [CompiledModule#deserialize]
    /// @throws ModuleRejected if it is not valid, or costs more
    /// @throws WasmtimeException if the child can't be started or can't do its work, or the thread
    ///   was interrupted; nothing is remembered of that
    public byte[] compile(byte[] wasm, CompileLimits limits) throws ModuleRejected {
        Attempt attempt = new Attempt(sha256(wasm), limits);
        turn.lock();
        try {
            ModuleRejected known = refused.get(attempt);
            if (known != null) {
                throw new ModuleRejected(known.reason(), String.valueOf(known.getMessage()));
            }
            return run(wasm, limits);
        } catch (ModuleRejected rejected) {
            refused.put(attempt, rejected);
            throw rejected;
        } finally {
            turn.unlock();
        }
    }

    private byte[] run(byte[] wasm, CompileLimits limits) throws ModuleRejected {
        byte[] code = CustomSections.dropFrom(wasm);
        return CompileProcess.run(library.compiler(), library.file(), code, limits);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

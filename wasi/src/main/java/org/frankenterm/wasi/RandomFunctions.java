package org.frankenterm.wasi;

import static org.frankenterm.wasi.Parameter.BYTES;

import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.Memory;

/// `random_get`: random bytes from the operating system.
final class RandomFunctions {
    static final List<WasiFunction> ALL =
            List.of(WasiFunction.of("random_get", RandomFunctions::get, BYTES));

    /// The most that one call gives, in bytes; a few milliseconds of work. Who needs more seeds a
    /// generator of its own, as the specification advises.
    static final int MAX_BYTES = 1 << 20;

    private static final int CHUNK = 4096;

    private RandomFunctions() {}

    private static Errno get(Caller caller, WasiContext context) {
        long pointer = caller.u32(0);
        long length = caller.u32(1);
        if (length > MAX_BYTES) {
            return Errno.INVAL;
        }
        if (length == 0) {
            return Errno.SUCCESS;
        }
        Memory memory = caller.memory();
        byte[] chunk = new byte[(int) Math.min(length, CHUNK)];
        for (long done = 0; done < length; done += chunk.length) {
            context.random().nextBytes(chunk);
            memory.write(pointer + done, chunk, 0, (int) Math.min(length - done, CHUNK));
        }
        return Errno.SUCCESS;
    }
}

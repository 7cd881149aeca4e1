package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.GuestAbort;
import org.frankenterm.wasmtime.GuestFault;

/// `env.abort(message, file, line, column)`: how AssemblyScript ends after a failed assertion. Both
/// texts are pointers to UTF-16 whose length in bytes stands in the four bytes before it.
final class AbortFunction {
    private static final int LENGTH_BYTES = 4;

    /// What is shown of each text, so that both and the place fit a report.
    private static final int MAX_CODE_POINTS = 200;

    /// One code point more, each two units of UTF-16, so that a cut can be seen.
    private static final int MAX_TEXT_BYTES = (MAX_CODE_POINTS + 1) * 4;

    static final AbiFunction ABORT =
            AbiFunction.free(
                    "abort",
                    "(i32,i32,i32,i32)->()",
                    (line, column, _) -> "line %d, column %d".formatted(line, column),
                    AbortFunction::abort);

    private AbortFunction() {}

    private static int abort(HostCall call) {
        long line = call.caller().u32(2);
        long column = call.caller().u32(3);
        call.context().monitor().note(line, column);
        throw new GuestAbort(
                "abort: %s in %s:%d:%d".formatted(text(call, 0), text(call, 1), line, column));
    }

    /// Whatever the pointers are, the guest ends: a bad one only costs its text.
    private static String text(HostCall call, int index) {
        long pointer = call.caller().u32(index);
        if (pointer < LENGTH_BYTES) {
            return "(none)";
        }
        try {
            long length =
                    Integer.toUnsignedLong(call.caller().memory().getInt(pointer - LENGTH_BYTES));
            byte[] utf16 =
                    call.caller().memory().read(pointer, Math.min(length & ~1L, MAX_TEXT_BYTES));
            return Sanitizer.line(new String(utf16, StandardCharsets.UTF_16LE), MAX_CODE_POINTS);
        } catch (GuestFault fault) {
            return "(unreadable)";
        }
    }
}

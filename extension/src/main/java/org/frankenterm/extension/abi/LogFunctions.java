package org.frankenterm.extension.abi;

import java.util.List;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.sandbox.GuestLog;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// `ft_log`.
final class LogFunctions {
    private static final List<LogLevel> LEVELS =
            List.of(LogLevel.TRACE, LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR);

    private static final byte[] NO_TEXT = {};

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_log",
                            "(i32,i32,i32)->()",
                            (level, bytes, _) ->
                                    LEVELS.get((int) level) + ", " + Quantity.bytes(bytes),
                            LogFunctions::log));

    private LogFunctions() {}

    /// Whether the text is inside the memory is checked always; it is copied and decoded only when
    /// somebody wants its level.
    private static int log(HostCall call) {
        int level = Math.clamp(call.caller().i32(0), 0, LEVELS.size() - 1);
        long pointer = call.caller().u32(1);
        long length = call.caller().u32(2);
        call.context().monitor().note(level, length);
        if (length > 0) {
            call.caller().memory().getByte(pointer + length - 1);
        }
        if (call.context().log().wanted(LEVELS.get(level))) {
            call.context()
                    .log()
                    .write(LEVELS.get(level), text(call, pointer, length), call.startNanos());
        }
        return 0;
    }

    /// One byte more than is shown, so that the log can tell that there was more. Of a longer text
    /// only what is shown has to be UTF-8: the rest is never looked at.
    private static byte[] text(HostCall call, long pointer, long length) {
        if (length == 0) {
            return NO_TEXT;
        }
        byte[] text =
                call.caller()
                        .memory()
                        .read(pointer, Math.min(length, GuestLog.MAX_LINE_BYTES + 1L));
        HostCall.utf8(Sanitizer.cut(text, GuestLog.MAX_LINE_BYTES));
        return text;
    }
}

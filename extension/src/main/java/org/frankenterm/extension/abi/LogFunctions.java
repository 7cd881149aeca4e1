package org.frankenterm.extension.abi;

import java.util.List;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.sandbox.GuestLog;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.text.Quantity;

/// `ft_log`.
final class LogFunctions {
    private static final List<LogLevel> LEVELS =
            List.of(LogLevel.TRACE, LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR);

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_log",
                            "(i32,i32,i32)->()",
                            (level, bytes, _) ->
                                    LEVELS.get((int) level) + ", " + Quantity.bytes(bytes),
                            LogFunctions::log));

    private LogFunctions() {}

    /// The text is copied and decoded only when somebody wants its level; whether it is inside the
    /// memory is checked always.
    private static int log(HostCall call) {
        int level = Math.clamp(call.caller().i32(0), 0, LEVELS.size() - 1);
        long pointer = call.caller().u32(1);
        long length = call.caller().u32(2);
        call.context().monitor().note(level, length);
        if (length == 0) {
            return 0;
        }
        GuestLog log = call.context().log();
        if (!log.wanted(LEVELS.get(level))) {
            call.caller().memory().getByte(pointer);
            call.caller().memory().getByte(pointer + length - 1);
            return 0;
        }
        write(call, log, LEVELS.get(level), pointer, length);
        return 0;
    }

    /// One byte more than is shown, so that the log can tell that there was more.
    private static void write(
            HostCall call, GuestLog log, LogLevel level, long pointer, long length) {
        call.caller().memory().getByte(pointer + length - 1);
        byte[] text =
                call.caller()
                        .memory()
                        .read(pointer, Math.min(length, GuestLog.MAX_LINE_BYTES + 1L));
        if (text.length == length) {
            HostCall.utf8(text);
        }
        log.write(level, text, call.startNanos());
    }
}

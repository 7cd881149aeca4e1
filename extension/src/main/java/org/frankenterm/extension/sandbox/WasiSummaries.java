package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.audit.AuditedFunction.Summary;
import org.frankenterm.extension.audit.CallRecord;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasi.WasiCall;
import org.frankenterm.wasi.WasiFunction;
import org.frankenterm.wasmtime.Caller;

/// What the audit says of a WASI call: which file or descriptor, which clock, how many bytes. Never
/// what was read or written.
public final class WasiSummaries {
    private static final byte[] TO = " -> ".getBytes(StandardCharsets.UTF_8);

    /// Half of what the audit keeps of a text: the most that one of two paths gets.
    private static final int HALF_BYTES = (AuditedFunction.TEXT_BYTES - TO.length) / 2;

    /// Those of a descriptor that never reach the file behind it. All others can wait for a file
    /// system: closing writes back what a network's holds, and seeking may ask for the size.
    private static final Set<String> NEVER_WAIT =
            Set.of(
                    "fd_fdstat_get",
                    "fd_fdstat_set_flags",
                    "fd_fdstat_set_rights",
                    "fd_prestat_get",
                    "fd_prestat_dir_name",
                    "fd_tell",
                    "fd_advise");

    private WasiSummaries() {}

    /// All functions of preview 1 with their summaries, in [Preview1]'s order.
    public static List<AuditedFunction> functions() {
        return Preview1.functions().stream()
                .map(WasiFunction::name)
                .map(name -> new AuditedFunction(name, waits(name), summary(name)))
                .toList();
    }

    private static boolean waits(String name) {
        return name.equals("poll_oneoff")
                || name.startsWith("path_")
                || (name.startsWith("fd_") && !NEVER_WAIT.contains(name));
    }

    /// Notes the first argument, and for functions that take a count where others take a pointer,
    /// that.
    static void note(WasiFunction function, Caller caller, CallRecord record) {
        String name = function.name();
        if (named(name)) {
            record.note(caller.u32(descriptorAt(name)), -1);
        } else if (name.equals("poll_oneoff")) {
            record.note(caller.u32(2), -1);
        }
    }

    /// Notes what the call turned out to be about.
    static void note(WasiFunction function, Caller caller, WasiCall call, CallRecord record) {
        byte[] path = call.path();
        if (path.length == 0) {
            return;
        }
        record.note(caller.u32(descriptorAt(function.name())), call.bytes());
        record.note(call.otherPath().length == 0 ? path : both(path, call.otherPath()));
    }

    /// Where the argument is that names the call best: the descriptor, but for two.
    private static int descriptorAt(String name) {
        return switch (name) {
            case "path_symlink" -> 2;
            case "random_get" -> 1;
            default -> 0;
        };
    }

    private static byte[] both(byte[] path, byte[] other) {
        int first = Math.min(path.length, HALF_BYTES);
        int second = Math.min(other.length, HALF_BYTES);
        byte[] text = Arrays.copyOf(path, first + TO.length + second);
        System.arraycopy(TO, 0, text, first, TO.length);
        System.arraycopy(other, 0, text, first + TO.length, second);
        return text;
    }

    private static boolean named(String name) {
        return name.startsWith("fd_")
                || name.startsWith("path_")
                || name.startsWith("sock_")
                || name.startsWith("clock_")
                || name.equals("random_get")
                || name.equals("proc_exit");
    }

    private static Summary summary(String name) {
        if (name.startsWith("clock_")) {
            return (clock, _, _) -> "clock " + clock;
        }
        return switch (name) {
            case "random_get" -> (bytes, _, _) -> Quantity.bytes(bytes);
            case "proc_exit" -> (status, _, _) -> "status " + (int) status;
            case "poll_oneoff" -> (count, _, _) -> Quantity.count(count) + " subscriptions";
            default -> named(name) ? WasiSummaries::file : AuditedFunction.NOTHING;
        };
    }

    private static String file(long fd, long bytes, String path) {
        return "fd "
                + (int) fd
                + (path.isEmpty() ? "" : ", " + path)
                + (bytes < 0 ? "" : ", " + Quantity.bytes(bytes));
    }
}

package org.frankenterm.extension.sandbox;

import java.util.List;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.audit.AuditedFunction.Summary;
import org.frankenterm.extension.audit.CallRecord;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasi.WasiFunction;
import org.frankenterm.wasmtime.Caller;

/// What the audit says of a WASI call: which descriptor, which clock, how many. Never what was read
/// or written.
public final class WasiSummaries {
    private WasiSummaries() {}

    /// All functions of preview 1 with their summaries, in [Preview1]'s order.
    public static List<AuditedFunction> functions() {
        return Preview1.functions().stream()
                .map(WasiFunction::name)
                .map(name -> new AuditedFunction(name, name.equals("poll_oneoff"), summary(name)))
                .toList();
    }

    /// Notes the first argument, and for functions that take a count where others take a pointer,
    /// that.
    static void note(WasiFunction function, Caller caller, CallRecord record) {
        String name = function.name();
        if (named(name)) {
            record.note(caller.u32(name.equals("random_get") ? 1 : 0), 0);
        } else if (name.equals("poll_oneoff")) {
            record.note(caller.u32(2), 0);
        }
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
            default -> named(name) ? (fd, _, _) -> "fd " + (int) fd : AuditedFunction.NOTHING;
        };
    }
}

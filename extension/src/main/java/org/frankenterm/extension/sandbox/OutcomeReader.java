package org.frankenterm.extension.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.Frame;
import org.frankenterm.wasmtime.MemoryType;
import org.frankenterm.wasmtime.ModuleStructure;
import org.frankenterm.wasmtime.Outcome;

/// Turns how a guest call ended into what its user reads: which limit it was, what it is set to,
/// what was used, and the line of the manifest to change.
final class OutcomeReader {
    /// A guest that traps with this much of its memory in use may have wanted more than the rest: a
    /// buffer that doubles needs the old one and twice that.
    private static final double SUSPICIOUS = 0.5;

    private static final long PAGE_BYTES = 64 << 10;
    private static final int MESSAGE_CODE_POINTS = 512;

    private final ResourceLimits limits;
    private final ModuleStructure structure;

    OutcomeReader(ResourceLimits limits, ModuleStructure structure) {
        this.limits = limits;
        this.structure = structure;
    }

    /// @param during what is put before the message: which part of a start it was, or nothing
    /// @param memoryBytes the guest's memory at the end, if it is known
    /// @param where the guest was when it was stopped
    CallOutcome read(Outcome outcome, String during, OptionalLong memoryBytes, String where) {
        return switch (outcome) {
            case Outcome.Returned(int value) ->
                    value == 0 ? new CallOutcome.Completed() : new CallOutcome.Failed(value);
            case Outcome.Trapped trapped ->
                    new CallOutcome.Trapped(
                            trapped.code().name(),
                            during
                                    + "the guest trapped: "
                                    + Sanitizer.line(trapped.message(), MESSAGE_CODE_POINTS)
                                    + memoryHint(memoryBytes),
                            backtrace(trapped.frames()));
            case Outcome.OutOfFuel _ -> outOfFuel(during);
            case Outcome.Interrupted(boolean cancelled, _) -> interrupted(cancelled, during, where);
            case Outcome.Exited(int status) -> new CallOutcome.Exited(status);
            case Outcome.HostFailed(Throwable thrown) ->
                    failed(during + "the host function " + where, thrown);
            case Outcome.Refused(String message) -> refused(during, message);
        };
    }

    private CallOutcome outOfFuel(String during) {
        return new CallOutcome.OutOfFuel(
                limits.fuelPerCall(),
                during
                        + "out of fuel: all %s units were used; raise fuel_per_call under [limits] in extension.toml"
                                .formatted(Quantity.count(limits.fuelPerCall())));
    }

    private CallOutcome interrupted(boolean cancelled, String during, String where) {
        Duration limit = limits.maxWallTime();
        return new CallOutcome.TimedOut(
                where,
                limit,
                cancelled
                        ? during + "cancelled in " + where
                        : during + timedOut(where, limit) + raiseTime());
    }

    private static String timedOut(String where, Duration limit) {
        return "timed out in %s: it took the whole %s a call may take"
                .formatted(where, Quantity.duration(limit));
    }

    private static String raiseTime() {
        return "; raise max_wall_time_secs under [limits] in extension.toml";
    }

    /// A call that is past its deadline and hasn't come back.
    static CallOutcome.TimedOut stuck(String where, Duration limit) {
        return new CallOutcome.TimedOut(
                where, limit, timedOut(where, limit) + " and hasn't come back" + raiseTime());
    }

    /// A call that hasn't come back although the sandbox is being closed.
    static CallOutcome.TimedOut leftBehind(String where, Duration limit) {
        return new CallOutcome.TimedOut(where, limit, "closed while it was stuck in " + where);
    }

    /// Something around the call failed.
    static CallOutcome internal(Throwable thrown) {
        return failed("calling the guest", thrown);
    }

    private static CallOutcome failed(String what, Throwable thrown) {
        return new CallOutcome.Trapped(
                "HOST_FAILED",
                "%s failed with %s: a mistake of FrankenTerm's, please report it"
                        .formatted(what, thrown.getClass().getSimpleName()),
                List.of());
    }

    /// Instantiation is refused by the store's limits alone: everything else was checked before.
    private CallOutcome refused(String during, String message) {
        long declared =
                structure.memories().stream().mapToLong(MemoryType::minPages).sum() * PAGE_BYTES;
        String why =
                declared <= limits.maxMemoryBytes()
                        ? Sanitizer.line(message, MESSAGE_CODE_POINTS)
                        : "the module begins with %s of memory and may have %s; raise max_memory_bytes under [limits] in extension.toml"
                                .formatted(
                                        Quantity.bytes(declared),
                                        Quantity.bytes(limits.maxMemoryBytes()));
        return new CallOutcome.Trapped("REFUSED", during + why, List.of());
    }

    private String memoryHint(OptionalLong memoryBytes) {
        long used = memoryBytes.orElse(0);
        if (used < SUSPICIOUS * limits.maxMemoryBytes()) {
            return "";
        }
        return "; it has %s of the %s of memory it may have, if it needs more raise max_memory_bytes under [limits] in extension.toml"
                .formatted(Quantity.bytes(used), Quantity.bytes(limits.maxMemoryBytes()));
    }

    private List<String> backtrace(List<Frame> frames) {
        return frames.stream().map(frame -> frame.line(structure.functionNames())).toList();
    }
}

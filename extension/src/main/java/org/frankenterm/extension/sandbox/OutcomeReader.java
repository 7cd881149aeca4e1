package org.frankenterm.extension.sandbox;

import java.util.List;
import java.util.OptionalLong;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.Frame;
import org.frankenterm.wasmtime.FunctionNames;
import org.frankenterm.wasmtime.Outcome;

/// Turns how a guest call ended into what its user reads: which limit it was, what it is set to,
/// what was used, and the line of the manifest to change.
final class OutcomeReader {
    /// A guest that fails this near its memory limit has most likely failed because of it.
    private static final double NEARLY_FULL = 0.9;

    private final ResourceLimits limits;
    private final FunctionNames names;

    OutcomeReader(ResourceLimits limits, FunctionNames names) {
        this.limits = limits;
        this.names = names;
    }

    /// @param memoryBytes the guest's memory at the end, if it has used any
    /// @param where the guest was when it was stopped
    CallOutcome read(Outcome outcome, OptionalLong memoryBytes, String where) {
        return switch (outcome) {
            case Outcome.Returned(int value) ->
                    value == 0 ? new CallOutcome.Completed() : new CallOutcome.Failed(value);
            case Outcome.Trapped trapped ->
                    new CallOutcome.Trapped(
                            trapped.code().name(),
                            "the guest trapped: "
                                    + Sanitizer.line(trapped.message(), 512)
                                    + memoryHint(memoryBytes),
                            backtrace(trapped.frames()));
            case Outcome.OutOfFuel _ -> outOfFuel();
            case Outcome.Interrupted(boolean cancelled, _) -> timedOut(cancelled, where);
            case Outcome.Exited(int status) -> new CallOutcome.Exited(status);
            case Outcome.HostFailed(Throwable thrown) -> hostFailed(thrown, where);
            case Outcome.Refused(String message) -> refused(message);
        };
    }

    private CallOutcome outOfFuel() {
        return new CallOutcome.OutOfFuel(
                limits.fuelPerCall(),
                "out of fuel: all %s units were used; raise fuel_per_call under [limits] in extension.toml"
                        .formatted(Quantity.count(limits.fuelPerCall())));
    }

    private CallOutcome timedOut(boolean cancelled, String where) {
        String message =
                cancelled
                        ? "cancelled in " + where
                        : "timed out in %s: it took the whole %s a call may take; raise max_wall_time_secs under [limits] in extension.toml"
                                .formatted(where, Quantity.duration(limits.maxWallTime()));
        return new CallOutcome.TimedOut(where, limits.maxWallTime(), message);
    }

    private CallOutcome hostFailed(Throwable thrown, String where) {
        return new CallOutcome.Trapped(
                "HOST_FAILED",
                "the host function %s failed with %s: a mistake of FrankenTerm's, please report it"
                        .formatted(where, thrown.getClass().getSimpleName()),
                List.of());
    }

    /// Instantiation is refused by the store's limits alone: everything else was checked before.
    private CallOutcome refused(String message) {
        return new CallOutcome.Trapped(
                "REFUSED",
                "the module could not be instantiated with %s of memory: %s; raise max_memory_bytes under [limits] in extension.toml"
                        .formatted(
                                Quantity.bytes(limits.maxMemoryBytes()),
                                Sanitizer.line(message, 512)),
                List.of());
    }

    private String memoryHint(OptionalLong memoryBytes) {
        long used = memoryBytes.orElse(0);
        if (used < NEARLY_FULL * limits.maxMemoryBytes()) {
            return "";
        }
        return "; it used %s of its %s of memory, raise max_memory_bytes under [limits] in extension.toml"
                .formatted(Quantity.bytes(used), Quantity.bytes(limits.maxMemoryBytes()));
    }

    private List<String> backtrace(List<Frame> frames) {
        return frames.stream().map(this::line).toList();
    }

    private String line(Frame frame) {
        String name = names.of(frame.function()).orElse("function " + frame.function());
        return frame.offset() < 0 ? name : "%s at 0x%x".formatted(name, frame.offset());
    }
}

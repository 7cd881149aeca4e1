package org.frankenterm.cli;

import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasi.CommandRunner;
import org.frankenterm.wasmtime.Frame;
import org.frankenterm.wasmtime.FunctionNames;
import org.frankenterm.wasmtime.Outcome;

/// The end of a command, as its user reads of it and as a shell sees it.
///
/// @param name of the command, sanitised
/// @param functions what its module calls its functions
/// @param limits that it had
record WasiEnding(String name, FunctionNames functions, CommandRunner.Limits limits) {
    /// All that is left of a status when a process ends.
    private static final int STATUS_BITS = 0xff;

    private static final int MESSAGE_CODE_POINTS = 512;

    /// Says why it ended, if not by itself.
    ///
    /// @return what the process ends with
    /// @throws IllegalStateException if it was a mistake of ours
    int report(Outcome outcome, Invocation invocation) {
        switch (outcome) {
            case Outcome.Returned _ -> {
                return ExitStatus.DONE.number();
            }
            case Outcome.Exited(int status) -> {
                return status & STATUS_BITS;
            }
            case Outcome.Trapped trapped -> {
                invocation.say(name + " trapped: " + line(trapped.message()));
                for (Frame frame : trapped.frames()) {
                    invocation.err().println("  in " + frame.line(functions));
                }
            }
            case Outcome.OutOfFuel _ ->
                    stopped(
                            "it used up its fuel of %s; raise --fuel"
                                    .formatted(Quantity.count(limits.fuel())),
                            invocation);
            case Outcome.Interrupted _ -> stopped(timeIsOver(), invocation);
            case Outcome.Refused(String message) -> stopped(line(message), invocation);
            case Outcome.HostFailed(Throwable thrown) ->
                    throw new IllegalStateException("a host function failed", thrown);
        }
        return ExitStatus.ABORTED.number();
    }

    private String timeIsOver() {
        return limits.timeout()
                .map(time ->
                        "its time of %s is over; raise --timeout"
                                .formatted(Quantity.duration(time)))
                .orElse("its time is over");
    }

    private void stopped(String why, Invocation invocation) {
        invocation.say("stopped %s: %s".formatted(name, why));
    }

    private static String line(String message) {
        return Sanitizer.line(message, MESSAGE_CODE_POINTS);
    }
}

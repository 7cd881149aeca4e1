package org.frankenterm.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.api.ReplayReport;
import org.frankenterm.extension.api.ReplayReport.ReplayedCall;
import org.frankenterm.extension.api.ResourceLimits;
import org.jspecify.annotations.Nullable;

/// What an extension did, in a recorded run or in the replay of one: what must be the same in both.
///
/// @param calls a line for each call of a handler
/// @param log what the guest said, with its level
record RecordedRun(List<String> calls, List<String> log) {
    /// A replay, and what is said of it.
    record Replayed(RecordedRun run, ReplayReport report) {}

    /// Loads an extension, records it, fires events, and closes it.
    static RecordedRun record(LoadRequest request, Path file, Event... events)
            throws InterruptedException {
        return record(config(ResourceLimits.MAXIMUM), request, file, events);
    }

    static RecordedRun record(HostConfig config, LoadRequest request, Path file, Event... events)
            throws InterruptedException {
        List<String> log = new CopyOnWriteArrayList<>();
        List<String> calls = new ArrayList<>();
        try (ExtensionHost host = ExtensionHost.open(config.withLogSink(log::add))) {
            host.load(request.withRecording(file));
            for (Event event : events) {
                host.fire(event)
                        .handlers()
                        .forEach(report -> calls.add(line(event.name(), report)));
            }
        }
        return new RecordedRun(calls, said(log));
    }

    static Replayed replay(Path file) throws InterruptedException {
        return replay(file, null);
    }

    /// In a host with another environment, and no files.
    static Replayed replay(Path file, @Nullable Path module) throws InterruptedException {
        List<String> log = new CopyOnWriteArrayList<>();
        List<String> calls = new CopyOnWriteArrayList<>();
        HostConfig config = config(ResourceLimits.MAXIMUM).withEnvironment(Map.of());
        try (ExtensionHost host = ExtensionHost.open(config.withLogSink(log::add))) {
            ReplayReport report = host.replay(file, module, call -> calls.add(line(call)));
            return new Replayed(new RecordedRun(calls, said(log)), report);
        }
    }

    /// A host that leaves nothing in the tester's folders.
    static HostConfig config(ResourceLimits maxima) {
        return HostConfig.standard()
                .withEnvironment(Map.of("HOME", "/home/me", "EDITOR", "vi"))
                .withMaxima(maxima)
                .withModuleCache(new ModuleCacheLimits(64 << 20, 0))
                .withDispatch(DispatchPolicy.PATIENT);
    }

    private static String line(ReplayedCall call) {
        return line(call.event(), call.report());
    }

    private static String line(String event, HandlerReport report) {
        return "%s %s %s%s, %d host calls, %d denied, %s, %d discarded"
                .formatted(
                        event,
                        report.handler(),
                        report.outcome().message(),
                        report.outcome() instanceof CallOutcome.TimedOut
                                ? ""
                                : ", fuel " + report.fuel(),
                        report.hostCalls(),
                        report.deniedCalls(),
                        report.actions(),
                        report.discardedActions());
    }

    /// Without the time.
    private static List<String> said(List<String> log) {
        return log.stream()
                .filter(line -> line.contains(" frankenterm_scripting::"))
                .map(line -> line.substring(line.indexOf(' ')))
                .toList();
    }
}

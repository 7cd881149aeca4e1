package org.frankenterm.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.frankenterm.extension.Extension;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.Inspection;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// One extension in a host of its own, and an event fired at it as often as was asked.
final class Run {
    /// The most handlers or events that a message lists.
    private static final int MAX_NAMES = 8;

    /// More than the host keeps.
    private static final int ALL_DENIED = 1_000;

    private final Invocation invocation;
    private final LoadRequest request;
    private final Firing firing;
    private final boolean trace;

    /// What is run, as on the command line.
    record Request(
            Path path,
            List<String> handlers,
            List<String> grants,
            @Nullable Path storage,
            @Nullable Path recording) {}

    /// What is fired, as on the command line.
    record Firing(String event, String payload, int repeat, boolean dryRun) {}

    Run(Invocation invocation, Request request, Firing firing, boolean trace) {
        this.invocation = invocation;
        this.request =
                new LoadRequest(
                        request.path(),
                        request.handlers(),
                        request.grants(),
                        request.storage(),
                        request.recording());
        this.firing = firing;
        this.trace = trace;
    }

    /// Loads and fires.
    ///
    /// @throws UsageException if event or payload can't be fired, or a module is given without
    ///   handlers
    /// @throws ExtensionException if it can't be loaded, or doesn't listen to the event
    RunResult start() throws InterruptedException {
        Event event = event();
        try (ExtensionHost host = ExtensionHost.open(config())) {
            requireHandlers(host);
            Extension extension = load(host);
            extension.notices().forEach(notice -> invocation.say("note: " + notice));
            requireListener(host, extension, event);
            warnOfRecording();
            ExtensionHost.remarks(event).forEach(remark -> invocation.say("note: " + remark));
            FiringTally tally = fire(host, event);
            return new RunResult(
                    extension.id().name(),
                    event.name(),
                    extension.notices(),
                    tally,
                    DeniedCall.fold(extension.deniedCalls(ALL_DENIED)),
                    firing.dryRun());
        }
    }

    private void warnOfRecording() {
        Path recording = request.recording();
        if (recording != null) {
            invocation.say(
                    "note: recording to %s what the extension sees, secrets too; look before you give it away"
                            .formatted(Sanitizer.line(recording.toString(), 512)));
        }
    }

    private Event event() {
        String payload = Payload.of(firing.payload());
        try {
            return new Event(firing.event(), payload);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--event or --payload: " + e.getMessage());
        }
    }

    private HostConfig config() {
        HostConfig applying =
                HostConfig.standard()
                        .withEnvironment(invocation.environment())
                        .withDispatch(DispatchPolicy.PATIENT)
                        .withLogSink(invocation.err()::println)
                        .withServices(MemorySettings.services());
        HostConfig config = firing.dryRun() ? applying.withDryRun() : applying;
        return trace
                ? config.withCallListener(
                        new TraceLines(invocation.errStyle(), invocation.err()::println))
                : config;
    }

    private Extension load(ExtensionHost host) {
        try (var _ = progress("compiling")) {
            return host.load(request);
        }
    }

    private FiringTally fire(ExtensionHost host, Event event) throws InterruptedException {
        FiringTally tally = new FiringTally(firing.repeat());
        try (var _ = progress("running")) {
            for (int i = 0; i < firing.repeat(); i++) {
                tally.add(host.fire(event));
            }
        }
        return tally;
    }

    private Progress progress(String verb) {
        String shown = Sanitizer.line(request.path().toString(), 256);
        return Progress.of(verb + " " + shown, invocation, Progress.PATIENCE);
    }

    /// Whether a path stands for something that names its handlers itself.
    static boolean hasManifest(Path path) {
        return LoadRequest.of(path).hasManifest();
    }

    private void requireHandlers(ExtensionHost host) {
        if (!request.handlers().isEmpty()
                || hasManifest(request.path())
                || !Files.isRegularFile(request.path())) {
            return;
        }
        List<String> exports =
                host.inspect(request).module().exports().stream()
                        .filter(export -> export.endsWith(" ()->()") || export.endsWith(" ()->i32"))
                        .map(export -> export.substring(0, export.lastIndexOf(' ')))
                        .filter(name -> !name.startsWith("_"))
                        .toList();
        throw new UsageException(
                "%s is a module without a manifest: name the function to call with --handler%s"
                        .formatted(
                                Sanitizer.line(request.path().toString(), 512),
                                exports.isEmpty() ? "" : "; it exports " + names(exports)));
    }

    private void requireListener(ExtensionHost host, Extension extension, Event event) {
        if (!extension.handlers(event.name()).isEmpty()) {
            return;
        }
        List<String> events =
                host.inspect(request).hooks().stream()
                        .map(Inspection.HookSummary::event)
                        .distinct()
                        .toList();
        String heard =
                events.isEmpty()
                        ? "; its manifest declares no hooks"
                        : Nearest.to(event.name(), events)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; it listens to " + names(events));
        throw new ExtensionException(
                ErrorCode.NOT_FOUND,
                "%s has no hook on %s%s"
                        .formatted(extension.id().name(), Quoted.of(event.name()), heard));
    }

    private static String names(List<String> names) {
        String some = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        int more = names.size() - MAX_NAMES;
        return more > 0 ? some + " and " + more + " more" : some;
    }
}

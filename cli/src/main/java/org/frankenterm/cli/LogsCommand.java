package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.log.LogFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows what extensions logged and printed.
@Command(
        name = "logs",
        description = {"Show what extensions logged and printed, the newest last.", ""})
final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 200;

    private final Invocation invocation;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only this extension (default: all).")
    private @Nullable String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, by any process, until interrupted.")
    private boolean follow;

    LogsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Path state = StateFolder.of(invocation.environment());
        Optional<ExtensionId> only = Optional.ofNullable(name).map(StateFolder::extension);
        try (LogFolder logs = new LogFolder(state, only)) {
            if (only.isPresent() && !follow && !logs.has(only.get())) {
                throw new ExtensionException(
                        ErrorCode.NOT_FOUND, only.get() + " has logged nothing yet");
            }
            logs.poll().forEach(invocation.out()::println);
            while (follow && invocation.outLasts() && !Thread.currentThread().isInterrupted()) {
                Thread.sleep(POLL_MILLIS);
                logs.poll().forEach(invocation.out()::println);
            }
        } catch (InterruptedException asked) {
            // that is how it ends
        }
        return ExitStatus.DONE.number();
    }
}

package org.frankenterm.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.audit.AuditFolder;
import org.frankenterm.extension.audit.JournalRecord;
import org.frankenterm.extension.audit.JournalTail;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows, follows or checks what extensions did.
@Command(
        name = "audit",
        description = {
            "Show what extensions did and what was denied to them, the newest last.",
            "Without --since and --json at most the last 500 entries are shown.",
            ""
        })
final class AuditCommand implements Callable<Integer> {
    static final int MOST_SHOWN = 500;

    private static final long POLL_MILLIS = 200;

    /// What is written while the rest is read is not older than this.
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Invocation invocation;
    private final InstantSource clock;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "Only this extension (default: all).")
    private @Nullable String name;

    @Option(names = "--denied", description = "Only what was denied.")
    private boolean denied;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "Only what is newer: 10m, 2h, 3d, or a date such as 2026-11-22 or 2026-11-22T10:11.")
    private @Nullable String since;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, by any process, until interrupted.")
    private boolean follow;

    @Option(names = "--json", description = "Print one JSON object per line for programs.")
    private boolean json;

    @Option(
            names = "--verify",
            description =
                    "Check instead that nothing was changed, removed or added; status 3 if something was.")
    private boolean verify;

    AuditCommand(Invocation invocation, InstantSource clock) {
        this.invocation = invocation;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Path state = StateFolder.of(invocation.environment());
        AuditFolder folder = new AuditFolder(state);
        if (verify) {
            if (name != null || denied || since != null || follow) {
                throw new UsageException(
                        "--verify checks the whole audit and goes with nothing but --json");
            }
            return new AuditVerification(invocation, json).print(folder.verify()).number();
        }
        Predicate<JournalRecord> wanted = wanted();
        AuditPrinter printer =
                json
                        ? AuditPrinter.json(invocation.out()::println)
                        : AuditPrinter.people(invocation, since == null ? MOST_SHOWN : 0);
        show(folder, wanted, printer);
        return ExitStatus.DONE.number();
    }

    /// Follows from before it reads, so that nothing is missed between the two; what is read twice
    /// is shown once.
    private void show(AuditFolder folder, Predicate<JournalRecord> wanted, AuditPrinter printer) {
        if (!follow) {
            folder.read(wanted, printer::add);
            printer.finish();
            return;
        }
        Set<JournalRecord> recent = new HashSet<>();
        Instant begin = clock.instant().minus(OVERLAP);
        try (JournalTail tail = folder.follow()) {
            folder.read(
                    wanted,
                    record -> {
                        printer.add(record);
                        if (record.time().isAfter(begin)) {
                            recent.add(record);
                        }
                    });
            printer.finish();
            while (invocation.outLasts() && !Thread.currentThread().isInterrupted()) {
                tail.poll().stream()
                        .filter(wanted)
                        .filter(record -> !recent.remove(record))
                        .forEach(printer::follow);
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException asked) {
            // that is how it ends
        }
    }

    private Predicate<JournalRecord> wanted() {
        Predicate<JournalRecord> wanted = _ -> true;
        if (name != null) {
            String folded =
                    name.equals(JournalRecord.HOST) ? name : StateFolder.extension(name).folded();
            wanted = record -> record.extension().toLowerCase(Locale.ROOT).equals(folded);
        }
        if (denied) {
            wanted = wanted.and(record -> record.outcome() == AuditOutcome.DENIED);
        }
        if (since != null) {
            Instant begin = Since.read(since, clock.instant(), ZoneId.systemDefault());
            wanted = wanted.and(record -> !record.time().isBefore(begin));
        }
        return wanted;
    }
}

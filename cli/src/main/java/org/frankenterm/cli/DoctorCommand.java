package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.frankenterm.cli.Style.Paint;
import org.frankenterm.cli.Table.Cell;
import org.frankenterm.cli.Table.Column;
import org.frankenterm.extension.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks at what the program depends on.
@Command(
        name = "doctor",
        description = {
            "Check what FrankenTerm depends on here. The status is 0 if all is well and 1 if something is not.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {
    /// What is wrong here is neither a usage error nor a refusal.
    private static final int UNWELL = 1;

    private final Invocation invocation;

    @Option(names = "--json", description = "Print one JSON document for programs.")
    private boolean json;

    DoctorCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new ArrayList<>();
        findings.add(SystemCheck.java(Runtime.version(), System.getProperty("java.vendor", "")));
        findings.addAll(LibraryCheck.findings());
        findings.add(SystemCheck.kernel(Path.of("/proc/sys/kernel/osrelease")));
        findings.addAll(new FolderCheck(invocation.environment()).findings());
        if (json) {
            invocation.out().println(document(findings));
        } else {
            table(findings).lines(invocation.outStyle()).forEach(invocation.out()::println);
        }
        return well(findings) ? ExitStatus.DONE.number() : UNWELL;
    }

    private static boolean well(List<Finding> findings) {
        return findings.stream().allMatch(Finding::ok);
    }

    private static Table table(List<Finding> findings) {
        Table table = new Table(Column.text("WHAT"), Column.text("STATE"), Column.text("FOUND"));
        for (Finding finding : findings) {
            Cell state = finding.ok() ? new Cell("ok", Paint.GOOD) : new Cell("problem", Paint.BAD);
            String cure = finding.cure().isEmpty() ? "" : "; " + finding.cure();
            table.row(Cell.of(finding.subject()), state, Cell.of(finding.detail() + cure));
        }
        return table;
    }

    private static String document(List<Finding> findings) {
        JsonWriter writer = new JsonWriter().object().field("ok", well(findings));
        writer.name("findings").array();
        for (Finding finding : findings) {
            writer.object()
                    .field("subject", finding.subject())
                    .field("ok", finding.ok())
                    .field("detail", finding.detail())
                    .field("cure", finding.cure())
                    .end();
        }
        return writer.end().end().toString();
    }
}

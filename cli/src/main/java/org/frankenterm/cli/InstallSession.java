package org.frankenterm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.InstallPlan;
import org.frankenterm.extension.InstallPlan.Result;
import org.frankenterm.extension.InstalledExtension;
import org.frankenterm.extension.InstalledExtensions;
import org.frankenterm.extension.text.Sanitizer;

/// An installation or an upgrade, from the sheet to what is said when it is done.
///
/// @param invocation where it is shown and asked
/// @param grants what the command line says about permissions; empty for nothing
/// @param dryRun whether only the sheet is shown
record InstallSession(Invocation invocation, List<String> grants, boolean dryRun) {
    /// What the command line says beyond grants.
    record Wishes(boolean keepGrants, boolean adoptData) {}

    /// Shows, asks and installs.
    ///
    /// @param path of the package, for whoever waits
    /// @param planning looks at it
    ExitStatus run(Path path, Function<InstalledExtensions, InstallPlan> planning, Wishes wishes)
            throws IOException {
        try (ExtensionHost host = UserHost.open(invocation)) {
            InstallPlan plan = plan(host.installed(), path, planning);
            new InstallSheet(plan, invocation.outStyle())
                    .lines()
                    .forEach(invocation.out()::println);
            invocation.out().println();
            invocation.out().flush();
            if (dryRun) {
                invocation.out().println("Nothing was changed, because of --dry-run.");
                return ExitStatus.DONE;
            }
            GrantDialogue dialogue = new GrantDialogue(invocation, grants);
            return done(
                    plan, plan.finish(dialogue.ask(plan, wishes.keepGrants(), wishes.adoptData())));
        }
    }

    private InstallPlan plan(
            InstalledExtensions installed,
            Path path,
            Function<InstalledExtensions, InstallPlan> planning) {
        String shown = Sanitizer.line(path.toString(), 256);
        try (var _ = Progress.of("compiling " + shown, invocation, Progress.PATIENCE)) {
            return planning.apply(installed);
        }
    }

    private ExitStatus done(InstallPlan plan, Result result) {
        InstalledExtension extension = result.extension();
        Paragraphs text = new Paragraphs(invocation.outStyle());
        text.add(
                plan.upgrade()
                        .map(upgrade ->
                                "Upgraded %s from %s to %s."
                                        .formatted(
                                                extension.name(),
                                                upgrade.from(),
                                                extension.version()))
                        .orElse(
                                "Installed %s %s."
                                        .formatted(extension.name(), extension.version())));
        GrantSummary.add(text, extension);
        text.lines().forEach(invocation.out()::println);
        result.notices().forEach(notice -> invocation.say("note: " + notice));
        return ExitStatus.DONE;
    }
}

package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.Inspection;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Quantity;

/// What was found in an extension's files, and whether it can be loaded.
///
/// @param inspection what the files say
/// @param errors why it can't be loaded, a line each
/// @param status what the process ends with
record Examination(Inspection inspection, List<String> errors, ExitStatus status) {
    /// Reads the files.
    ///
    /// @throws ExtensionException if there is nothing that can be read
    static Examination inspect(Path path, Invocation invocation) {
        try (ExtensionHost host = open(invocation)) {
            return inspect(LoadRequest.of(path), host);
        }
    }

    private static Examination inspect(LoadRequest request, ExtensionHost host) {
        Inspection inspection = host.inspect(request);
        return new Examination(
                inspection,
                inspection.errors(),
                inspection.valid() ? ExitStatus.DONE : ExitStatus.REFUSED);
    }

    /// Reads the files and, where they look right, compiles the module.
    ///
    /// @throws ExtensionException if there is nothing that can be read
    static Examination validate(Path path, Invocation invocation) {
        LoadRequest request = LoadRequest.of(path);
        try (ExtensionHost host = open(invocation)) {
            Examination examination = inspect(request, host);
            boolean code = examination.inspection().module().bytes() > 0;
            return examination.errors().isEmpty() && code
                    ? examination.compiled(host, request, invocation)
                    : examination;
        }
    }

    private Examination compiled(ExtensionHost host, LoadRequest request, Invocation invocation) {
        try (var _ = Progress.of("compiling " + source(), invocation, Progress.PATIENCE)) {
            host.load(request);
            return this;
        } catch (ExtensionException refused) {
            ExitStatus why = ExitStatus.of(refused.code().category());
            if (why == ExitStatus.BUG) {
                throw refused;
            }
            List<String> problems = refused.problems();
            return new Examination(
                    inspection, problems.isEmpty() ? List.of(refused.message()) : problems, why);
        }
    }

    private static ExtensionHost open(Invocation invocation) {
        return ExtensionHost.open(
                HostConfig.standard()
                        .withEnvironment(invocation.environment())
                        .withLogSink(invocation.err()::println));
    }

    String source() {
        return inspection.source();
    }

    List<String> warnings() {
        return inspection.warnings();
    }

    /// The last line of a report.
    String verdict() {
        if (errors.isEmpty()) {
            return source()
                    + " is valid"
                    + (warnings().isEmpty() ? "" : ", " + count(warnings(), "warning"));
        }
        return source() + " is not valid: " + count(errors, "error");
    }

    private static String count(List<String> lines, String noun) {
        return Quantity.count(lines.size()) + " " + noun + (lines.size() == 1 ? "" : "s");
    }
}

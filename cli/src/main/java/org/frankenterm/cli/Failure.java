package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.json.JsonWriter;

/// Why a command could not do what it was asked, for people and programs.
///
/// @param status what the process ends with
/// @param code a stable name, one of [ErrorCode] or `USAGE`
/// @param message a sanitised sentence
/// @param problems its parts, a line each; often none
/// @param thrown what it was made from
record Failure(
        ExitStatus status, String code, String message, List<String> problems, Throwable thrown) {
    private static final String OURS =
            "the command failed because of a mistake in this program; please report it with the command"
                    + " line, what frankenterm --version says, and what FRANKENTERM_DEBUG=1 adds";

    /// What was thrown, as something a person can act on.
    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case UsageException usage ->
                    new Failure(
                            ExitStatus.USAGE,
                            ErrorCode.Category.USAGE.name(),
                            String.valueOf(usage.getMessage()),
                            List.of(),
                            thrown);
            case ExtensionException known ->
                    new Failure(
                            ExitStatus.of(known.code().category()),
                            known.code().name(),
                            known.message() + advice(known.code()),
                            known.problems(),
                            thrown);
            default ->
                    new Failure(ExitStatus.BUG, ErrorCode.INTERNAL.name(), OURS, List.of(), thrown);
        };
    }

    private static String advice(ErrorCode code) {
        return switch (code) {
            case ENGINE_UNAVAILABLE -> "; frankenterm doctor tells more";
            case INTERNAL -> "; please report it, with what FRANKENTERM_DEBUG=1 adds";
            case NOT_FOUND,
                    IO,
                    INVALID_MANIFEST,
                    INVALID_PACKAGE,
                    INVALID_RECORDING,
                    PACKAGE_LIMIT,
                    INVALID_MODULE,
                    UNKNOWN_IMPORT,
                    INVALID_HANDLER,
                    ALREADY_INSTALLED,
                    NOTHING_TO_DO,
                    CHANGED_FILES,
                    INVALID_GRANT,
                    INVALID_EVENT,
                    MODULE_LIMIT ->
                    "";
        };
    }

    /// Tells the user. A stack trace is shown only to who asked for one.
    ///
    /// @return the status to end with
    ExitStatus report(Invocation invocation) {
        invocation.say(message);
        problems.forEach(problem -> invocation.err().println("  " + problem));
        if (invocation.debug()) {
            thrown.printStackTrace(invocation.err());
        }
        return status;
    }

    /// The same for a program that asked for JSON.
    String document() {
        JsonWriter writer =
                new JsonWriter()
                        .object()
                        .name("error")
                        .object()
                        .field("code", code)
                        .field("message", message)
                        .name("problems")
                        .array();
        problems.forEach(writer::value);
        return writer.end().end().end().toString();
    }
}

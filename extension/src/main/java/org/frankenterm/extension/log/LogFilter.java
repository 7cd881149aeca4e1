package org.frankenterm.extension.log;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.api.LogLevel;

/// Which log records are wanted, in the grammar of env_logger (Rust crate `env_filter` 2.0):
///
/// ```
/// filter    = [ directive *( "," directive ) ] [ "/" regex ]
/// directive = level | target | target "=" | target "=" level
/// level     = "off" | "error" | "warn" | "info" | "debug" | "trace"      in any case
/// ```
///
/// A bare level is for all targets; a bare target means all its levels. Of the directives whose
/// target is how a record's target begins (plain characters: `example` covers `examples::more` too)
/// the longest decides; of two with the same target the later one. A filter without a valid
/// directive shows errors. Spaces around directives and levels don't matter, empty directives
/// neither. The regular expression holds for all targets and is searched in the message alone; a
/// second `/` makes the whole filter invalid.
///
/// What is invalid is ignored and described by [#warnings()].
///
/// The expression is RE2's syntax, which is where Rust's comes from, and linear in the length of
/// the message: the user writes the expression, but guests write the messages. Immutable.
public final class LogFilter {
    /// The variable of ours, which wins over [#RUST_LOG].
    public static final String FRANKENTERM_LOG = "FRANKENTERM_LOG";

    /// The variable that env_logger reads.
    public static final String RUST_LOG = "RUST_LOG";

    private static final Directive ERRORS = new Directive(null, Threshold.ERROR);

    /// Shortest target first, so that the search for the longest runs backwards.
    private final List<Directive> directives;

    private final Optional<Pattern> messages;
    private final List<String> warnings;

    LogFilter(List<Directive> directives, Optional<Pattern> messages, List<String> warnings) {
        this.directives = directives.isEmpty() ? List.of(ERRORS) : List.copyOf(directives);
        this.messages = messages;
        this.warnings = List.copyOf(warnings);
    }

    /// The filter that a text describes.
    ///
    /// @param text a filter, possibly with mistakes
    /// @return the filter that is left without them
    public static LogFilter parse(String text) {
        return new LogFilterParser("the log filter").parse(text);
    }

    /// The filter that the environment asks for: `FRANKENTERM_LOG` if set, else `RUST_LOG`, else
    /// `info`. A blank variable counts as not set (env_logger itself would show errors only).
    ///
    /// @param environment variables by name
    /// @return the filter
    public static LogFilter fromEnvironment(Map<String, String> environment) {
        for (String variable : List.of(FRANKENTERM_LOG, RUST_LOG)) {
            String text = environment.getOrDefault(variable, "");
            if (!text.isBlank()) {
                return new LogFilterParser(variable).parse(text);
            }
        }
        return parse("info");
    }

    /// Whether a record can be wanted at all, before its message is known.
    ///
    /// @param level the record's level
    /// @param target what the record is about, such as `frankenterm_scripting::git`
    /// @return whether the level is wanted for the target
    public boolean enabled(LogLevel level, String target) {
        return threshold(target).admits(level);
    }

    /// Whether a record is wanted.
    ///
    /// @param level the record's level
    /// @param target what the record is about
    /// @param message its message
    /// @return whether the level is wanted for the target, and the message matches the expression,
    ///   if any
    public boolean matches(LogLevel level, String target, String message) {
        return enabled(level, target) && admits(message);
    }

    /// What was ignored and why, one sentence each, for the user.
    ///
    /// @return the sentences, in the order of the text
    public List<String> warnings() {
        return warnings;
    }

    Threshold threshold(String target) {
        for (Directive directive : directives.reversed()) {
            if (directive.covers(target)) {
                return directive.threshold();
            }
        }
        return Threshold.OFF;
    }

    boolean admits(String message) {
        return messages.isEmpty() || messages.get().matcher(message).find();
    }
}

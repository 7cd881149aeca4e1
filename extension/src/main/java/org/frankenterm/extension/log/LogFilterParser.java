package org.frankenterm.extension.log;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.frankenterm.extension.text.Sanitizer;
import org.jspecify.annotations.Nullable;

/// One text on its way to a [LogFilter]; follows `parse_spec` of the Rust crate `env_filter`.
final class LogFilterParser {
    /// Most code points of a mistake that a warning repeats.
    private static final int SHOWN = 80;

    private final String source;
    private final List<Directive> directives = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private Optional<Pattern> messages = Optional.empty();

    /// @param source what a warning calls the text
    LogFilterParser(String source) {
        this.source = source;
    }

    LogFilter parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2) {
            ignore(
                    text,
                    "there is more than one '/', which separates the targets from a regular expression");
        } else {
            for (String item : parts[0].split(",", -1)) {
                directive(item.strip());
            }
            if (parts.length == 2) {
                expression(parts[1]);
            }
        }
        directives.sort(Comparator.comparingInt(Directive::prefixLength));
        return new LogFilter(directives, messages, warnings);
    }

    private void directive(String item) {
        if (item.isEmpty()) {
            return;
        }
        String[] parts = item.split("=", -1);
        switch (parts.length) {
            case 1 -> levelOrTarget(item);
            case 2 -> targetAndLevel(item, parts[0], parts[1].strip());
            default -> ignore(item, "there is more than one '='");
        }
    }

    private void levelOrTarget(String item) {
        Optional<Threshold> level = Threshold.named(item);
        if (level.isPresent()) {
            add(null, level.get());
        } else {
            add(item, Threshold.TRACE);
        }
    }

    private void targetAndLevel(String item, String target, String level) {
        Optional<Threshold> threshold =
                level.isEmpty() ? Optional.of(Threshold.TRACE) : Threshold.named(level);
        if (threshold.isPresent()) {
            add(target, threshold.get());
        } else {
            String shown = Sanitizer.line(level, SHOWN);
            ignore(
                    item,
                    "'" + shown + "' is not a level; use off, error, warn, info, debug or trace");
        }
    }

    /// A directive takes the place of an earlier one with the same target.
    private void add(@Nullable String prefix, Threshold threshold) {
        var directive = new Directive(prefix, threshold);
        for (int i = 0; i < directives.size(); i++) {
            if (Objects.equals(directives.get(i).prefix(), prefix)) {
                directives.set(i, directive);
                return;
            }
        }
        directives.add(directive);
    }

    private void expression(String text) {
        try {
            messages = Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            ignore(
                    text,
                    "it is not a regular expression: " + Sanitizer.line(e.getDescription(), SHOWN));
        }
    }

    private void ignore(String mistake, String reason) {
        warnings.add(
                "ignored '" + Sanitizer.line(mistake, SHOWN) + "' in " + source + ": " + reason);
    }
}

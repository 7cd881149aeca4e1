package org.frankenterm.extension.manifest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.frankenterm.extension.event.EventType;
import org.frankenterm.extension.event.MatchPattern;
import org.frankenterm.extension.text.Nearest;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Reader of hooks, in every form: `[[hooks]]`; `[hooks]` with quoted names, with the nested tables
/// that unquoted dotted names make, and with `on_config_reload`-style names.
final class HookReader {
    private static final int MAX_HOOKS = 256;

    /// Each costs some 15 ms of an event at worst, outside of any limit of the guest's.
    private static final int MAX_MATCHES = 32;

    private static final List<String> KEYS =
            List.of("event", "handler", "priority", "panes", "match");

    private final Section root;
    private final Problems problems;
    private final List<HookDeclaration> hooks = new ArrayList<>();

    private HookReader(Section root) {
        this.root = root;
        this.problems = root.problems();
    }

    static List<HookDeclaration> read(Section root) {
        HookReader reader = new HookReader(root);
        switch (root.value("hooks")) {
            case null -> {}
            case TomlArray array -> root.tables("hooks", array).forEach(reader::declaration);
            case TomlTable table -> reader.names(root.section(table, "hooks"), "");
            case Object other ->
                    root.wrong(
                            "hooks", "must be [[hooks]] with event and handler, or a table", other);
        }
        reader.check();
        return reader.hooks;
    }

    private void declaration(Section hook) {
        hook.warnUnknown(KEYS);
        String event = hook.required("event", "a hook");
        String handler = hook.required("handler", "a hook");
        boolean valid = event != null && validEvent(hook, "event", event);
        valid &= handler != null && hook.check("handler", HandlerName.problem(handler));
        int priority = priority(hook);
        PaneScope panes = panes(hook);
        String match = match(hook);
        warnWithoutEffect(hook, event, panes, match);
        if (valid && event != null && handler != null) {
            hooks.add(new HookDeclaration(event, handler, priority, panes, match, hook.start()));
        }
    }

    /// A table of events: what is no text is the table that a dotted name made.
    private void names(Section table, String prefix) {
        for (String key : table.keys()) {
            if (table.value(key) instanceof TomlTable inner) {
                names(table.section(inner, key), prefix + key + ".");
            } else {
                name(table, key, prefix + key);
            }
        }
    }

    private void name(Section table, String key, String event) {
        String handler = table.string(key);
        boolean aliased = event.startsWith("on_") && !event.contains(":");
        String name = aliased ? alias(table, key, event).orElse(null) : event;
        if (handler == null || name == null) {
            return;
        }
        boolean valid = aliased || validEvent(table, key, name);
        if (table.check(key, HandlerName.problem(handler)) && valid) {
            hooks.add(new HookDeclaration(name, handler, 0, PaneScope.ALL, null, table.place(key)));
        }
    }

    private static Optional<String> alias(Section table, String key, String alias) {
        Optional<String> event = EventNames.ofAlias(alias);
        if (event.isEmpty()) {
            String nearest =
                    Nearest.to(alias, EventNames.aliases())
                            .map(near -> "did you mean " + near + "?")
                            .orElse("write the event's name in quotes, such as \"config.reload\"");
            table.error(key, "names no event: " + nearest);
        }
        return event;
    }

    private static boolean validEvent(Section table, String key, String event) {
        if (!EventNames.isPattern(event)) {
            table.error(
                    key,
                    "must name an event, such as \"config.reload\", \"pane.*\" or \"*\"; "
                            + Quoted.of(event)
                            + " is none");
            return false;
        }
        if (!EventNames.canMatch(event)) {
            String nearest =
                    Nearest.to(event, EventNames.KNOWN)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
            table.warning(
                    key,
                    "names " + Quoted.of(event) + ", which is no event of this host" + nearest);
        }
        return true;
    }

    private static int priority(Section hook) {
        Long priority = hook.integer("priority");
        if (priority == null) {
            return 0;
        }
        if (priority != priority.intValue()) {
            hook.error(
                    "priority", "must be from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
        }
        return priority.intValue();
    }

    private static PaneScope panes(Section hook) {
        return switch (hook.string("panes")) {
            case null -> PaneScope.ALL;
            case "all" -> PaneScope.ALL;
            case "focused" -> PaneScope.FOCUSED;
            case String other -> {
                hook.error("panes", "must be \"focused\" or \"all\", not " + Quoted.of(other));
                yield PaneScope.ALL;
            }
        };
    }

    private static @Nullable String match(Section hook) {
        String match = hook.string("match");
        try {
            return match == null ? null : MatchPattern.of(match).toString();
        } catch (IllegalArgumentException refused) {
            hook.error("match", String.valueOf(refused.getMessage()));
            return null;
        }
    }

    private static void warnWithoutEffect(
            Section hook, @Nullable String event, PaneScope panes, @Nullable String match) {
        EventType type = event == null ? null : EventType.of(event).orElse(null);
        if (type == null) {
            return;
        }
        if (match != null && type.subject().isEmpty()) {
            hook.warning("match", "never matches: " + type.text() + " has neither text nor title");
        }
        if (panes == PaneScope.FOCUSED && !type.aboutPane()) {
            hook.warning("panes", "has no effect: " + type.text() + " is about no pane");
        }
    }

    private void check() {
        if (hooks.size() > MAX_HOOKS) {
            problems.error(
                    root.place("hooks"),
                    "an extension has at most "
                            + MAX_HOOKS
                            + " hooks, this one has "
                            + hooks.size());
        }
        long matches = hooks.stream().filter(hook -> hook.match() != null).count();
        if (matches > MAX_MATCHES) {
            problems.error(
                    root.place("hooks"),
                    "an extension has at most %d hooks with match, this one has %d; one pattern can say a|b"
                            .formatted(MAX_MATCHES, matches));
        }
        Set<List<String>> seen = new HashSet<>();
        for (HookDeclaration hook : hooks) {
            if (!seen.add(List.of(hook.event(), hook.handler()))) {
                problems.warning(
                        hook.place(),
                        "the handler "
                                + Quoted.of(hook.handler())
                                + " is hooked to "
                                + Quoted.of(hook.event())
                                + " twice, and will run twice");
            }
        }
    }
}

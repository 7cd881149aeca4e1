package org.frankenterm.extension.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.HostServices;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.Panes;
import org.frankenterm.extension.api.Panes.Pane;

/// A terminal that is none: two panes, some settings, and a list of what was done to it.
public final class FakeTerminal {
    /// Both panes; the first has the focus.
    public final Map<Long, Pane> panes = new ConcurrentSkipListMap<>();

    /// What may be seen and set.
    public final Map<String, String> settings = new ConcurrentHashMap<>();

    /// Everything applied, in order, each after its extension.
    public final List<String> applied = new CopyOnWriteArrayList<>();

    /// Notices, each with a line between its parts.
    public final List<String> notices = new CopyOnWriteArrayList<>();

    /// Whether panes can't be asked about any more.
    public volatile boolean broken;

    /// A terminal that has just started.
    public FakeTerminal() {
        panes.put(3L, new Pane(3, "vim", "/home/me", 80, 24, true, true));
        panes.put(7L, new Pane(7, "a\u001b[2J\"\n", "", 100, 30, false, true));
        settings.put("window.opacity", "0.5");
        settings.put("colour", "\"red\"");
        settings.put("api_token", "\"hunter2\"");
    }

    /// All that it offers.
    public HostServices services() {
        return HostServices.none()
                .withPanes(new ItsPanes())
                .withConfiguration(new ItsSettings())
                .withNotifier((extension, title, body) ->
                        notices.add(extension + "|" + title + "|" + body))
                .withSink(this::apply);
    }

    private void apply(String extension, Action action) {
        applied.add(extension + " " + action);
        if (action instanceof Action.SetConfig(String key, String json)) {
            settings.put(key, json);
        }
    }

    /// Moves the focus.
    public void focus(long id) {
        panes.replaceAll((number, pane) -> with(pane, number == id, pane.echo()));
    }

    /// Lets a pane show what is typed, or not.
    public void echo(long id, boolean echo) {
        panes.computeIfPresent(id, (_, pane) -> with(pane, pane.focused(), echo));
    }

    private static Pane with(Pane pane, boolean focused, boolean echo) {
        return new Pane(
                pane.id(), pane.title(), pane.cwd(), pane.columns(), pane.rows(), focused, echo);
    }

    private final class ItsPanes implements Panes {
        @Override
        public List<Pane> list() {
            return List.copyOf(panes.values());
        }

        @Override
        public Optional<Pane> pane(long id) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            return Optional.ofNullable(panes.get(id));
        }

        @Override
        public Optional<Pane> focused() {
            return panes.values().stream().filter(Pane::focused).findFirst();
        }

        @Override
        public Optional<String> text(long id, int lines) {
            return pane(id).map(pane -> "the last " + lines + " of " + pane.id());
        }
    }

    private final class ItsSettings implements Configuration {
        @Override
        public Optional<String> value(String key) {
            return Optional.ofNullable(settings.get(key));
        }

        @Override
        public boolean settable(String key) {
            return settings.containsKey(key);
        }
    }
}

package org.frankenterm.cli;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.frankenterm.extension.HostServices;
import org.frankenterm.extension.HostServices.ActionSink;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Configuration;

/// Settings that last as long as a command: none at first, and every key that an extension is
/// permitted to set may be set, until there are many. Any thread.
final class MemorySettings implements Configuration, ActionSink {
    /// A value may have a megabyte.
    private static final int MAX_KEYS = 64;

    private final Map<String, String> settings = new ConcurrentHashMap<>();

    /// What a command offers to guests. There is no terminal: settings last as long as the command,
    /// and a notice is a line of its result.
    static HostServices services() {
        MemorySettings settings = new MemorySettings();
        return HostServices.none()
                .withConfiguration(settings)
                .withSink(settings)
                .withNotifier((_, _, _) -> {});
    }

    @Override
    public Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public boolean settable(String key) {
        return settings.containsKey(key) || settings.size() < MAX_KEYS;
    }

    /// There are no panes to type into, and nobody else to hear an event.
    @Override
    public void apply(String extension, Action action) {
        switch (action) {
            case Action.SetConfig(String key, String json) -> settings.put(key, json);
            case Action.SendInput _, Action.Custom _, Action.Notify _, Action.Log _ -> {}
        }
    }
}

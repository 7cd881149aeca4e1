package embed;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.HostServices;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;

/// A program with one setting, which extensions may see and change.
public final class Embed implements Configuration {
    private final Map<String, String> settings =
            new ConcurrentHashMap<>(Map.of("window.opacity", "1.0"));

    public static void main(String[] extensions) throws InterruptedException {
        Embed program = new Embed();
        HostServices services =
                HostServices.none()
                        .withConfiguration(program)
                        .withNotifier((from, title, body) -> System.out.println(title + ", " + body))
                        .withSink(program::apply);
        HostConfig config =
                HostConfig.standard().withServices(services).withLogSink(System.err::println);
        try (ExtensionHost host = ExtensionHost.open(config)) {
            for (String extension : extensions) {
                host.load(LoadRequest.of(Path.of(extension)).withGrants("all"));
            }
            DispatchReport report = host.fire(Event.of("config.reload"));
            report.handlers().forEach(call -> System.out.println(call.outcome().message()));
            System.out.println("now " + program.settings);
        }
    }

    private void apply(String from, Action action) {
        switch (action) {
            case Action.SetConfig(String key, String json) -> settings.put(key, json);
            case Action.Custom(String name, _) -> System.out.println(name + " is fired");
            case Action.SendInput _, Action.Notify _, Action.Log _ -> {} // it has no panes
        }
    }

    @Override
    public Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    @Override
    public boolean settable(String key) {
        return settings.containsKey(key);
    }
}

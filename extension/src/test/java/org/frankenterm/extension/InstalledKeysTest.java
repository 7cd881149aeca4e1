package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys of installed extensions, which are bound before these are loaded.
@Timeout(60)
class InstalledKeysTest {
    private static final String HANDLES = Guests.module(Guests.handler("on_event", ""));

    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void home() throws Exception {
        user = new InstalledFixture(folder);
    }

    private void install(String name, String key) {
        user.install(
                user.pack(
                        name,
                        "1.0.0",
                        HANDLES,
                        "[[keybindings]]",
                        "key = \"" + key + "\"",
                        "handler = \"on_event\""));
    }

    private static List<CallOutcome> press(ExtensionHost host) throws InterruptedException {
        return host.press("ctrl+shift+g", Duration.ofSeconds(30)).stream()
                .flatMap(report -> report.handlers().stream())
                .map(HandlerReport::outcome)
                .toList();
    }

    @Test
    void press_installedByAnotherProcessMeanwhile_itsKeyCalls() throws Exception {
        try (ExtensionHost host = user.host();
                ExtensionHost other = user.host()) {
            host.loadInstalled();
            assertThat(press(host)).isEmpty();
            install("keys", "ctrl+shift+g");
            assertThat(press(host)).containsExactly(new Completed());
            other.installed().disable("keys");
            assertThat(press(host)).isEmpty();
            other.installed().enable("keys");
            assertThat(press(host)).containsExactly(new Completed());
        }
    }

    @Test
    void press_severalHaveKeys_loadsTheOneWhoseKeyItIs() throws Exception {
        install("keys", "ctrl+shift+g");
        install("others", "ctrl+shift+h");
        try (ExtensionHost host = user.host()) {
            host.loadInstalled();
            assertThat(press(host)).containsExactly(new Completed());
            assertThat(host.extensions())
                    .extracting(extension -> extension.id().name())
                    .containsExactly("keys");
        }
    }

    /// Else a broken extension would make a letter unusable.
    @Test
    void press_ofOneThatCannotBeLoaded_goesToThePane() throws Exception {
        install("keys", "ctrl+shift+g");
        Path module = user.file("keys", "main.wasm");
        byte[] right = Files.readAllBytes(module);
        Files.write(module, new byte[] {0});
        try (ExtensionHost host = user.host()) {
            host.loadInstalled();
            assertThat(press(host)).hasOnlyElementsOfType(Skipped.class);
            while (!press(host).isEmpty()) {
                Thread.sleep(1); // each try makes the pause longer
            }
            Files.write(module, right);
            while (!press(host).equals(List.of(new Completed()))) {
                Thread.sleep(10);
            }
        }
    }
}

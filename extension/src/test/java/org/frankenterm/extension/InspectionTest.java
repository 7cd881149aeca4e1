package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    @TempDir Path folder;

    @Test
    void permissions_dangerousPaths_saidInWords() throws Exception {
        Files.writeString(
                folder.resolve("extension.toml"),
                """
                [extension]
                name = "curious"
                [permissions]
                filesystem_read = ["~/.ssh", "~/notes"]
                filesystem_write = ["/etc"]
                [assets]
                themes = ["dark.toml"]
                """);

        assertThat(inspected().permissions())
                .containsExactly(
                        "read, change and delete files in /etc"
                                + " (never granted: it is part of the operating system)",
                        "read files in ~/.ssh"
                                + " (it can read your keys; granted only when it is named)",
                        "read files in ~/notes");
    }

    @Test
    void description_fromAStranger_oneSafeLine() throws Exception {
        Files.writeString(
                folder.resolve("extension.toml"),
                """
                [extension]
                name = "curious"
                description = "\\u001b[2Jnothing\\nto see\\u202e"
                [assets]
                themes = ["dark.toml"]
                """);

        assertThat(inspected().description()).isEqualTo("\\u{1b}[2Jnothing\\u{a}to see\\u{202e}");
    }

    private Inspection inspected() {
        HostConfig config = HostConfig.standard().withEnvironment(Map.of("HOME", "/home/somebody"));
        try (ExtensionHost host = ExtensionHost.open(config)) {
            return host.inspect(LoadRequest.of(folder));
        }
    }
}

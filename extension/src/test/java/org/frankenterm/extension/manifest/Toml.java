package org.frankenterm.extension.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.frankenterm.extension.api.ResourceLimits;

/// Manifests as text, for the tests of this package.
final class Toml {
    static final SemVer HOST = new SemVer("0.1.0");
    private static final String HEAD = "[extension]\nname = \"x\"\n";

    private Toml() {}

    static ManifestReading read(byte[] utf8) {
        return new ManifestReader(HOST, ResourceLimits.MAXIMUM).read(utf8, "extension.toml");
    }

    static ManifestReading read(String toml) {
        return read(toml.getBytes(StandardCharsets.UTF_8));
    }

    /// A manifest of two lines of head, so that the first line of the rest is the third.
    static ManifestReading readAfterHead(String rest) {
        return read(HEAD + rest);
    }

    /// The manifest that a text after the head makes, without any problem.
    static Manifest manifest(String rest) {
        return accepted(readAfterHead(rest));
    }

    static Manifest accepted(ManifestReading reading) {
        assertThat(reading.report()).isEmpty();
        return usable(reading);
    }

    static Manifest usable(ManifestReading reading) {
        Manifest manifest = reading.manifest();
        if (manifest == null) {
            throw new AssertionError("refused: " + reading.report());
        }
        return manifest;
    }

    /// The problems of a text after the head, as lines of a report without the file's name.
    static List<String> problems(String rest) {
        return readAfterHead(rest).report().stream()
                .map(line -> line.substring("extension.toml:".length()))
                .toList();
    }
}

package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The transcript in the README is what the program prints, command by command. With
/// `-Ddocs.write=true` it is written anew.
@Timeout(300)
class TranscriptIT {
    private static final Path FILE = Installation.PROJECT.resolve("README.md");

    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```\n", Pattern.DOTALL);

    /// Another reader's home, so that nobody's stands in the documentation.
    private static final String HOME = "/home/ada";

    @TempDir private Path folder;

    @Test
    void transcript_ofTheReadme_isAsPrinted() throws Exception {
        String text = Files.readString(FILE);
        Matcher block = BLOCK.matcher(text);
        assertThat(block.find()).isTrue();
        String printed = printed(block.toMatchResult());
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(
                    FILE,
                    text.substring(0, block.start(1)) + printed + text.substring(block.end(1)));
            return;
        }

        assertThat(steady(block.group(1)))
                .as("the transcript in README.md; -Ddocs.write=true writes it anew")
                .isEqualTo(steady(printed));
    }

    private String printed(MatchResult block) throws Exception {
        Installation installation = new Installation(folder);
        installation.environment.put("COLUMNS", "100");
        StringBuilder printed = new StringBuilder();
        for (String line : block.group(1).lines().toList()) {
            if (line.startsWith("$ ")) {
                Result result = installation.shell("./" + line.substring(2) + " 2>&1");
                assertThat(result.status()).as(line + "\n" + result.out()).isZero();
                printed.append(printed.isEmpty() ? "" : "\n").append(line).append('\n');
                printed.append(result.out());
            }
        }
        String home = installation.home.toRealPath().toString();
        return printed.toString()
                .replace(installation.root.toRealPath().toString(), HOME)
                .replace(home, HOME)
                .replace(home.length() + " bytes", HOME.length() + " bytes")
                .replaceAll("(?m)[ ]+$", "");
    }

    /// Without what differs from run to run: times, durations, fuel, which depends on how long the
    /// home's name is, hashes, and how tables are laid out.
    private static String steady(String text) {
        return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                .replaceAll("\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("\\b[0-9.]+ (ns|µs|ms|s)\\b", "DURATION")
                .replaceAll("DURATION +[0-9,]+", "DURATION FUEL")
                .replaceAll("\\b[0-9a-f]{16,64}\\b", "HASH")
                .replaceAll("\\s+", " ");
    }
}

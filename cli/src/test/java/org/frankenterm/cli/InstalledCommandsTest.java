package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be done with an extension that is installed.
@Timeout(120)
class InstalledCommandsTest {
    private static final Path HELLO = CommandLineFixture.EXAMPLES.resolve("hello-c");

    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void install() {
        line = new CommandLineFixture(folder);
        assertThat(line.run("ext", "install", HELLO).status()).isZero();
    }

    @Test
    void list_installed_aRow() {
        assertThat(line.run("ext", "list").out())
                .startsWith("NAME")
                .containsPattern("hello-c +0\\.1\\.0 +installed +0 of 1 ");
    }

    @Test
    void show_installed_whatItIsAndMay() {
        assertThat(line.run("ext", "show", "HELLO-C").out())
                .startsWith("hello-c 0.1.0, installed\n")
                .contains("config.reload", "on_reload", "MAY NOT", "environment=HOME");
    }

    @Test
    void fire_denied_namesTheCommandThatGrants() {
        Result result = line.run("ext", "fire", "config.reload");

        assertThat(result.status()).isZero();
        assertThat(result.out().replaceAll("\\s+", " "))
                .contains("hello-c on_reload completed")
                .contains("DENIED TO hello-c")
                .contains("grant it with frankenterm extension grant hello-c environment=HOME");
        assertThat(result.err()).contains("Hello from C!");
    }

    @Test
    void fire_oddPayload_notedAndFired() {
        Result result = line.run("ext", "fire", "config.reload", "--payload", "{\"paht\":\"x\"}");

        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("note: payload of config.reload: \"paht\" is no field of the event");
        assertThat(result.out()).contains("completed");
    }

    @Test
    void grantThenRevoke_fire_seesItAndDoesNot() {
        assertThat(line.run("ext", "grant", "hello-c", "environment=HOME").out())
                .contains("It may read the environment variable HOME.");
        assertThat(line.run("ext", "fire", "config.reload").err())
                .contains("HOME=" + line.environment.get("HOME"));

        assertThat(line.run("ext", "revoke", "hello-c", "all").out())
                .contains("It may do nothing special.");
        assertThat(line.run("ext", "fire", "config.reload").err())
                .doesNotContain("HOME=" + line.environment.get("HOME"));
    }

    @Test
    void disable_fire_nobodyListensUntilEnabled() {
        assertThat(line.run("ext", "disable", "hello-c").out())
                .isEqualTo("Disabled hello-c 0.1.0.\n");

        Result result = line.run("ext", "fire", "config.reload");
        assertThat(result.status()).isZero();
        assertThat(result.err())
                .contains("nothing that is installed and enabled listens to \"config.reload\"");
        assertThat(line.run("ext", "list").out()).contains("disabled by its user");

        line.run("ext", "enable", "hello-c");
        assertThat(line.run("ext", "fire", "config.reload").out()).contains("completed");
    }

    @Test
    void remove_installed_goneAndSaid() {
        assertThat(line.run("ext", "remove", "hello-c").out())
                .isEqualTo("Removed hello-c; what it stored is deleted.\n");
        assertThat(line.run("ext", "list").out()).isEmpty();
        assertThat(line.run("ext", "remove", "hello-c").status()).isEqualTo(4);
    }

    @Test
    void fire_filesChanged_statusOneAndTheFileNamed() throws Exception {
        Path versions = folder.resolve("data/frankenterm/extensions/hello-c/versions");
        try (var all = Files.walk(versions)) {
            Path module = all.filter(file -> file.endsWith("hello.wasm")).findFirst().orElseThrow();
            Files.write(module, new byte[] {1});
        }

        Result result = line.run("ext", "fire", "config.reload");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out().replaceAll("\\s+", " ")).contains("\"hello.wasm\" was changed");
    }

    /// Three processes, a failure each: the count is kept between them.
    @Test
    void fire_trapsThreeTimes_failedUntilEnabled() throws Exception {
        byte[] traps = new GuestModule().exports("on_reload", "()->()", "00").build();
        line.run("ext", "install", line.extension(traps));
        for (int i = 0; i < 3; i++) {
            assertThat(line.run("ext", "fire", "config.reload").out()).contains("trapped");
        }

        Result result = line.run("ext", "fire", "config.reload");
        assertThat(result.status()).isZero();
        assertThat(result.out()).doesNotContain("guest ");
        assertThat(result.err())
                .contains("note: guest is not run", "frankenterm extension enable guest");
        assertThat(line.run("ext", "list").out()).containsPattern("guest +0\\.0\\.0 +failed");

        line.run("ext", "enable", "guest");
        assertThat(line.run("ext", "fire", "config.reload").out()).contains("trapped");
    }

    @Test
    void audit_afterTheWholeLife_tellsIt() {
        line.run("ext", "grant", "hello-c", "all");
        line.run("ext", "fire", "config.reload");
        line.run("ext", "remove", "hello-c");

        assertThat(line.run("ext", "audit", "hello-c", "--json").out())
                .containsSubsequence(
                        "\"function\":\"installed\"",
                        "\"function\":\"granted\"",
                        "\"function\":\"loaded\"",
                        "\"function\":\"removed\"");
        assertThat(line.run("ext", "audit", "--verify").status()).isZero();
        assertThat(line.run("ext", "logs", "hello-c").out()).contains("Hello from C!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show",
                "enable",
                "disable",
                "remove",
                "rollback",
                "grant X all",
                "revoke X all",
                "upgrade X ../examples/hello-c"
            })
    void command_unknownName_notFoundAndTheNearestNamed(String command) {
        String[] words = command.split(" ");
        Object[] arguments = new Object[words.length + (words.length == 1 ? 2 : 1)];
        arguments[0] = "ext";
        arguments[1] = words[0];
        arguments[2] = "hello-d";
        System.arraycopy(
                words, Math.min(2, words.length), arguments, 3, Math.max(0, words.length - 2));

        Result result = line.run(arguments);

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err())
                .contains("no extension named hello-d is installed; did you mean hello-c?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../hello-c", "", "/etc", "all", "a/b", "x\u001b[31m"})
    void command_noName_refusedAndSanitised(String name) {
        Result result = line.run("ext", "remove", name);

        assertThat(result.status()).isEqualTo(4);
        assertThat(result.err()).contains("is no name of an extension").doesNotContain("\u001b");
        assertThat(line.run("ext", "list").out()).contains("hello-c");
    }

    @Test
    void list_folderOpenToOthers_refusedWithTheCure() throws Exception {
        Path extensions = folder.resolve("data/frankenterm/extensions");
        Files.setPosixFilePermissions(
                extensions, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));

        Result result = line.run("ext", "list");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("chmod go-w " + extensions);
    }
}

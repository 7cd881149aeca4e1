package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Installing and upgrading on a terminal and in a pipe.
@Timeout(120)
class InstallCommandTest {
    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() throws Exception {
        line = new CommandLineFixture(folder);
        Path home = folder.toRealPath().resolve("home");
        Files.createDirectories(home.resolve(".config/fish"));
        line.environment.put("HOME", home.toString());
        line.environment.put("COLUMNS", "200"); // wherever the tests' folder is
    }

    private Path extension(String version) throws Exception {
        byte[] wasm = new GuestModule().exports("on_reload", "()->()", "").build();
        return line.extension(
                wasm,
                """
                [extension]
                name = "guest"
                version = "%s"
                description = "Says \\u001b[31mhello"

                [[hooks]]
                event = "config.reload"
                handler = "on_reload"

                [permissions]
                environment = ["HOME"]
                filesystem_write = ["~/.config/fish"]
                notifications = true
                """
                        .formatted(version));
    }

    private Result answering(String answers, Object... arguments) {
        line.terminal = true;
        line.answers = answers;
        Result result = line.run(arguments);
        line.terminal = false;
        return result;
    }

    private String granted() {
        String shown = line.run("ext", "show", "guest").out();
        int may = shown.indexOf("\nMAY\n");
        int end = shown.indexOf("\nMAY NOT\n");
        return may < 0 ? "" : shown.substring(may, end < 0 ? shown.length() : end);
    }

    @Test
    void install_inAPipe_grantsNothingAndSaysHowTo() throws Exception {
        Result result = line.run("ext", "install", extension("1.0.0"));

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("guest 1.0.0, from ", "nothing proves who made it")
                .contains("1. read, change and delete files in ~/.config/fish")
                .contains("careful: with that it can run programs as you")
                .contains("2. read the environment variable HOME")
                .contains("Installed guest 1.0.0.", "It may do nothing special.")
                .contains("frankenterm extension grant");
        assertThat(result.err()).isEmpty();
        assertThat(granted()).isEmpty();
    }

    @Test
    void install_onATerminal_asksRiskiestFirstAndGrantsWhatWasYes() throws Exception {
        Result result = answering("y\nn\nyes\n", "ext", "install", extension("1.0.0"));

        assertThat(result.err())
                .containsSubsequence(
                        "May it read, change and delete files in ~/.config/fish? With that it can run programs as you. [y/N] ",
                        "May it read the environment variable HOME? [y/N] ",
                        "May it show you notices? [y/N] ");
        assertThat(granted())
                .contains("filesystem_write=", "notifications")
                .doesNotContain("environment");
    }

    @Test
    void install_onATerminalWithoutAnswers_grantsNothing() throws Exception {
        assertThat(answering("", "ext", "install", extension("1.0.0")).status()).isZero();
        assertThat(granted()).isEmpty();
    }

    @Test
    void install_grantAll_asksNothingAndLeavesOutWhatIsDangerous() throws Exception {
        Result result = answering("", "ext", "install", extension("1.0.0"), "--grant", "all");

        assertThat(result.err())
                .doesNotContain("[y/N]")
                .contains("note: not granted, because it has to be named: read, change");
        assertThat(granted()).contains("environment=HOME").doesNotContain("filesystem");
    }

    @Test
    void install_grantThatIsNotRequested_refusedAndNothingInstalled() throws Exception {
        Result result = line.run("ext", "install", extension("1.0.0"), "--grant", "network");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("network is not requested by the extension");
        assertThat(line.run("ext", "list").out()).isEmpty();
    }

    @Test
    void install_dryRun_showsTheSheetAlone() throws Exception {
        Result result = line.run("ext", "install", extension("1.0.0"), "--dry-run");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("IT ASKS TO", "Nothing was changed");
        assertThat(line.run("ext", "list").err()).contains("no extension is installed");
    }

    @Test
    void sheet_hostileDescription_hasNoControlCharacters() throws Exception {
        assertThat(line.run("ext", "install", extension("1.0.0"), "--dry-run").out())
                .doesNotContain("\u001b")
                .contains("it says of itself: Says ");
    }

    @Test
    void install_twice_refusedAndNamesUpgrade() throws Exception {
        line.run("ext", "install", extension("1.0.0"));

        Result result = line.run("ext", "install", extension("1.1.0"));

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("frankenterm extension upgrade guest PATH");
    }

    @Test
    void install_samePackage_doneAndSaid() throws Exception {
        Path source = extension("1.0.0");
        line.run("ext", "install", source);

        Result result = line.run("ext", "install", source);

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("there is nothing to do");
    }

    @Test
    void sheet_keys_shownWithWhoHasThemAlready() throws Exception {
        for (String name : List.of("first", "second")) {
            Result result =
                    line.run(
                            "ext",
                            "install",
                            line.extension(
                                    new GuestModule().exports("on_key", "()->()", "").build(),
                                    """
                                    [extension]
                                    name = "%s"

                                    [[keybindings]]
                                    key = "Control+Shift+G"
                                    handler = "on_key"
                                    description = "Shows \\u001bbranches"
                                    """
                                            .formatted(name)));
            assertThat(result.out())
                    .contains("IT BINDS THE KEYS", "ctrl+shift+g, \"Shows \\u{1b}branches\"");
            assertThat(result.out().contains("does nothing: the extension first binds it"))
                    .isEqualTo(name.equals("second"));
        }
    }

    @Test
    void install_nothingThere_notFound() {
        assertThat(line.run("ext", "install", folder.resolve("none.ftx")).status()).isEqualTo(4);
    }

    @Test
    void install_moduleAlone_refused() throws Exception {
        Path module = extension("1.0.0").resolve("main.wasm");

        Result result = line.run("ext", "install", module);

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("only a package (.ftx)");
    }

    @Test
    void upgrade_inAPipe_keepsNoGrantsUnlessTold() throws Exception {
        line.run("ext", "install", extension("1.0.0"), "--grant", "environment");

        Result result = line.run("ext", "upgrade", "guest", extension("1.1.0"));

        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("it replaces 1.0.0, from", "\"extension.toml\" is changed")
                .contains("GRANTED BEFORE, AND ASKED FOR AGAIN")
                .contains("Upgraded guest from 1.0.0 to 1.1.0.", "It may do nothing special.");

        line.run("ext", "rollback", "guest");
        assertThat(granted()).contains("environment=HOME");
    }

    @Test
    void upgrade_keepGrants_keepsThem() throws Exception {
        line.run("ext", "install", extension("1.0.0"), "--grant", "environment");
        line.run("ext", "upgrade", "guest", extension("1.1.0"), "--keep-grants");

        assertThat(granted()).contains("environment=HOME");
    }

    @Test
    void upgrade_onATerminal_asksWhetherToKeepAndThenForTheRest() throws Exception {
        line.run("ext", "install", extension("1.0.0"), "--grant", "environment");

        Result result = answering("y\nn\nn\n", "ext", "upgrade", "guest", extension("1.1.0"));

        assertThat(result.err())
                .containsSubsequence(
                        "May it keep what you granted to 1.0.0? [y/N] ",
                        "~/.config/fish",
                        "notices")
                .doesNotContain("environment variable");
        assertThat(granted()).contains("environment=HOME");
    }

    @Test
    void upgrade_older_saysSo() throws Exception {
        line.run("ext", "install", extension("1.1.0"));

        assertThat(line.run("ext", "upgrade", "guest", extension("1.0.0")).out())
                .contains("it is OLDER than that");
    }
}

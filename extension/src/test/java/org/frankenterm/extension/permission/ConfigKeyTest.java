package org.frankenterm.extension.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKeyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "*", "a.*", "a b", "a\n", "ä", "a\u0000"})
    void key_malformed_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfigKey(text))
                .withMessageContaining("is no configuration key");
    }

    @Test
    void key_longest_accepted() {
        assertThat(new ConfigKey("a".repeat(256)).text()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new ConfigKey("a".repeat(257)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "extensions",
                "Extensions.git.enabled",
                "AUDIT.folder",
                "security.level",
                "shell",
                "shell.path",
                "default_prog",
                "defaultShell",
                "terminal.default-shell",
                "open_command",
                "keys",
                "env.PATH",
                "set_environment",
                "hooks.start.x"
            })
    void neverSettable_rootsAndWhatIsExecuted(String text) {
        assertThat(new ConfigKey(text).neverSettable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window.opacity",
                "colour",
                "my.extensions",
                "shells",
                "command_palette.width",
                "programmer"
            })
    void neverSettable_others(String text) {
        assertThat(new ConfigKey(text).neverSettable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "ssh.Passphrase",
                "api_token",
                "apiKey",
                "cloud.access-key.id",
                "private.key",
                "github_token_file",
                "secrets.x"
            })
    void neverShown_whatHoldsASecret(String text) {
        assertThat(new ConfigKey(text).neverShown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"window.opacity", "keys", "tokenizer", "monkey", "secretary"})
    void neverShown_others(String text) {
        assertThat(new ConfigKey(text).neverShown()).isFalse();
    }
}

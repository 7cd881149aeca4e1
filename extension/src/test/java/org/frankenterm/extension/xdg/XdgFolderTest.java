package org.frankenterm.extension.xdg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.frankenterm.extension.api.ExtensionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XdgFolderTest {
    @ParameterizedTest
    @CsvSource({
        "CONFIG, XDG_CONFIG_HOME, .config",
        "DATA, XDG_DATA_HOME, .local/share",
        "STATE, XDG_STATE_HOME, .local/state",
        "CACHE, XDG_CACHE_HOME, .cache"
    })
    void in_eachKind_itsVariableElseBelowHome(XdgFolder kind, String variable, String below) {
        assertThat(kind.variable()).isEqualTo(variable);
        assertThat(kind.in(Map.of(variable, "/there", "HOME", "/home/ada")))
                .contains(Path.of("/there/frankenterm"));
        assertThat(kind.in(Map.of("HOME", "/home/ada")))
                .contains(Path.of("/home/ada", below, "frankenterm"));
    }

    @ParameterizedTest
    @CsvSource({"''", "relative", "~/state", "./state"})
    void in_emptyOrRelative_countsAsUnset(String value) {
        assertThat(XdgFolder.STATE.in(Map.of("XDG_STATE_HOME", value, "HOME", "/home/ada")))
                .contains(Path.of("/home/ada/.local/state/frankenterm"));
        assertThat(XdgFolder.STATE.in(Map.of("XDG_STATE_HOME", value, "HOME", value))).isEmpty();
        assertThat(XdgFolder.STATE.in(Map.of())).isEmpty();
    }

    @Test
    void in_pathThatCantBeSpelled_refusedWithTheCure() {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", "/c\0");

        assertThat(XdgFolder.CACHE.text(environment)).contains("/c\0/frankenterm");
        assertThatThrownBy(() -> XdgFolder.CACHE.in(environment))
                .isInstanceOf(ExtensionException.class)
                .hasMessage(
                        "this locale can't spell the folder that XDG_CACHE_HOME or HOME names; set LC_ALL=C.UTF-8");
    }
}

package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachePlacesTest {
    @Test
    void places_variablesSet_below() throws CacheUnusable {
        CachePlaces places = CachePlaces.of(Map.of("XDG_CACHE_HOME", "/c", "XDG_STATE_HOME", "/s"));
        assertThat(places.folder()).isEqualTo(Path.of("/c/frankenterm/wasm-cache"));
        assertThat(places.keyFile()).isEqualTo(Path.of("/s/frankenterm/cache.key"));
    }

    @Test
    void places_relativeOrEmpty_countAsUnset() throws CacheUnusable {
        CachePlaces places =
                CachePlaces.of(
                        Map.of("XDG_CACHE_HOME", "c", "XDG_STATE_HOME", "", "HOME", "/home/ada"));
        assertThat(places.folder()).isEqualTo(Path.of("/home/ada/.cache/frankenterm/wasm-cache"));
        assertThat(places.keyFile())
                .isEqualTo(Path.of("/home/ada/.local/state/frankenterm/cache.key"));
    }

    @Test
    void places_noHome_unusableWithTheCure() {
        assertThatThrownBy(() -> CachePlaces.of(Map.of("XDG_CACHE_HOME", "/c", "HOME", "ada")))
                .isInstanceOf(CacheUnusable.class)
                .hasMessage("neither XDG_STATE_HOME nor HOME names a folder for it; set one");
    }

    @Test
    void places_pathWithNul_unusable() {
        assertThatThrownBy(() -> CachePlaces.of(Map.of("XDG_CACHE_HOME", "/c\0")))
                .isInstanceOf(CacheUnusable.class)
                .hasMessageContaining("can't spell");
    }
}

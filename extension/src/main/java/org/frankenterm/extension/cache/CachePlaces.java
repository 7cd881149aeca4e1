package org.frankenterm.extension.cache;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.xdg.XdgFolder;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// Where the cache on disk is: code among what may be deleted at any time, the key that
/// authenticates it elsewhere.
///
/// @param cache the user's caches, `$XDG_CACHE_HOME/frankenterm`
/// @param state the user's state, `$XDG_STATE_HOME/frankenterm`
record CachePlaces(Path cache, Path state) {
    /// By the environment.
    ///
    /// @throws CacheUnusable if there is no such folder
    static CachePlaces of(Map<String, String> environment) throws CacheUnusable {
        return new CachePlaces(
                require(XdgFolder.CACHE, environment), require(XdgFolder.STATE, environment));
    }

    private static Path require(XdgFolder kind, Map<String, String> environment)
            throws CacheUnusable {
        try {
            return kind.in(environment)
                    .orElseThrow(() ->
                            new CacheUnusable(
                                    "neither %s nor HOME names a folder for it; set one"
                                            .formatted(kind.variable())));
        } catch (ExtensionException unspellable) {
            throw new CacheUnusable(unspellable.message());
        }
    }

    /// The folder of the code, there or not.
    Path folder() {
        return cache.resolve("wasm-cache");
    }

    /// The file of the key, there or not.
    Path keyFile() {
        return state.resolve("cache.key");
    }

    /// Makes the folders that are missing and checks those that are ours: whoever may rename one of
    /// them may put another in its place.
    ///
    /// @throws CacheUnusable if one is not safe, or can't be made
    void open() throws CacheUnusable {
        try {
            for (Path folder : List.of(cache, folder(), state)) {
                OwnFolder.open(folder);
            }
        } catch (WasmtimeException refused) {
            throw new CacheUnusable(String.valueOf(refused.getMessage()));
        }
    }
}

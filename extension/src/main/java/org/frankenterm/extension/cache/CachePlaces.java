package org.frankenterm.extension.cache;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;

/// Where the cache on disk is: code among what may be deleted at any time, the key that
/// authenticates it elsewhere.
///
/// @param cache the user's cache folder
/// @param state the user's state folder
record CachePlaces(Path cache, Path state) {
    private static final String OURS = "frankenterm";

    /// By the XDG Base Directory specification, 0.8: a variable that is empty or relative counts as
    /// unset.
    ///
    /// @throws CacheUnusable if there is no such folder
    static CachePlaces of(Map<String, String> environment) throws CacheUnusable {
        return new CachePlaces(
                base(environment, "XDG_CACHE_HOME", ".cache"),
                base(environment, "XDG_STATE_HOME", ".local/state"));
    }

    private static Path base(Map<String, String> environment, String variable, String below)
            throws CacheUnusable {
        String set = environment.getOrDefault(variable, "");
        String home = environment.getOrDefault("HOME", "");
        try {
            if (set.startsWith("/")) {
                return Path.of(set);
            }
            if (home.startsWith("/")) {
                return Path.of(home, below);
            }
        } catch (InvalidPathException e) {
            throw new CacheUnusable(
                    "this locale can't spell the folder that %s or HOME names; set LC_ALL=C.UTF-8"
                            .formatted(variable));
        }
        throw new CacheUnusable(
                "neither %s nor HOME names a folder for it; set one".formatted(variable));
    }

    /// The folder of the code, there or not.
    Path folder() {
        return cache.resolve(OURS, "wasm-cache");
    }

    /// The file of the key, there or not.
    Path keyFile() {
        return state.resolve(OURS, "cache.key");
    }

    /// Makes the folders that are missing and checks those that are ours: whoever may rename one of
    /// them may put another in its place.
    ///
    /// @throws CacheUnusable if one is not safe, or can't be made
    void open() throws CacheUnusable {
        try {
            for (Path folder : List.of(cache.resolve(OURS), folder(), state.resolve(OURS))) {
                OwnFolder.open(folder);
            }
        } catch (WasmtimeException refused) {
            throw new CacheUnusable(String.valueOf(refused.getMessage()));
        }
    }
}

package org.frankenterm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.cache.CacheUnusable;
import org.frankenterm.extension.cache.DiskCache;
import org.frankenterm.extension.text.Sanitizer;

/// The user's cache of compiled modules, for commands that look at it.
final class UserCache {
    private static final int MAX_CHARS = 1024;

    private final Invocation invocation;

    UserCache(Invocation invocation) {
        this.invocation = invocation;
    }

    /// What is asked of it.
    @FunctionalInterface
    interface Question<T> {
        T of(DiskCache cache) throws IOException;
    }

    /// Asks it, and makes none to ask.
    ///
    /// @param absent what to answer where there is none yet, from where it would be
    /// @throws ExtensionException if it can't be trusted or read
    <T> T ask(Question<T> question, Function<Path, T> absent) {
        try {
            var cache = DiskCache.existing(invocation.environment());
            return cache.isPresent()
                    ? question.of(cache.get())
                    : absent.apply(DiskCache.place(invocation.environment()));
        } catch (CacheUnusable unusable) {
            throw refused(unusable.why(), unusable);
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()), e);
        }
    }

    private static ExtensionException refused(String why, Exception cause) {
        return new ExtensionException(
                ErrorCode.IO,
                "can't use the cache of compiled modules: " + Sanitizer.line(why, MAX_CHARS),
                cause);
    }
}

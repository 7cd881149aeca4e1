package org.frankenterm.extension.cache;

import org.frankenterm.extension.text.Sanitizer;

/// Something about the module cache that its user should hear of. The module was loaded all the
/// same, by compiling it.
public sealed interface CacheEvent {
    /// The longest path and reason that are told.
    int MAX_CHARS = 512;

    /// A file was not what this user's program had written: it is deleted. For the audit.
    ///
    /// @param file its path
    /// @param why what was wrong with it
    record Distrusted(String file, String why) implements CacheEvent {
        @Override
        public String summary() {
            String name = file.substring(file.lastIndexOf('/') + 1);
            return "distrusted %s: %s".formatted(shown(name), shown(why));
        }

        @Override
        public String message() {
            return "distrusted the compiled code in %s: %s; it was compiled again"
                    .formatted(shown(file), shown(why));
        }
    }

    /// There is no cache on disk in this process. For the audit.
    ///
    /// @param why what is wrong with its folder or its key, and what to do
    record Unusable(String why) implements CacheEvent {
        @Override
        public String message() {
            return "compiled code is not kept on disk: " + shown(why);
        }
    }

    /// Code could not be written, or the cache not be held to its size. For the audit.
    ///
    /// @param why what was said
    record NotKept(String why) implements CacheEvent {
        @Override
        public String message() {
            return "compiled code could not be kept: " + shown(why);
        }
    }

    /// A sentence, sanitised.
    String message();

    /// The same for the audit, whose summaries are cut: what matters is at its beginning.
    default String summary() {
        return message();
    }

    private static String shown(String text) {
        return Sanitizer.line(text, MAX_CHARS);
    }
}

package org.frankenterm.posix;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// What tests say to the kernel and hear from it, in short.
final class Answers {
    private Answers() {}

    static <T> T ok(Result<T> result) {
        return switch (result) {
            case Result.Ok<T>(T value) -> value;
            case Result.Failed<T>(ErrorNumber error) -> throw new AssertionError(error.toString());
        };
    }

    static ErrorNumber error(Result<?> result) {
        if (result instanceof Result.Ok<?>(Fd fd)) {
            fd.close();
        }
        return switch (result) {
            case Result.Failed<?>(ErrorNumber error) -> error;
            case Result.Ok<?>(Object value) -> throw new AssertionError("opened: " + value);
        };
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Fd open(Path absolute, OpenHow how) {
        try (Fd root = ok(Fd.openRoot())) {
            return ok(Resolver.system().open(root, bytes("." + absolute), how));
        }
    }

    static Fd folder(Path absolute) {
        return open(absolute, OpenHow.path().directory(true));
    }
}

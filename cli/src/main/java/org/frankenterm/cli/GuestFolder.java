package org.frankenterm.cli;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.posix.ErrorNumber;
import org.frankenterm.posix.Fd;
import org.frankenterm.posix.OpenHow;
import org.frankenterm.posix.Resolver;
import org.frankenterm.posix.Result;
import org.frankenterm.wasi.Preopen;

/// A folder that a command is given, as `--dir` has it: `HOST[::GUEST][:ro]`.
///
/// @param host where it is
/// @param guest where the program finds it
/// @param readOnly whether every change is refused
record GuestFolder(Path host, String guest, boolean readOnly) {
    private static final String READ_ONLY = ":ro";
    private static final String BETWEEN = "::";

    /// How Java spells the names of files.
    private static final Charset FILE_NAMES =
            Charset.forName(System.getProperty("sun.jnu.encoding"), Charset.defaultCharset());

    /// Reads the option.
    ///
    /// @throws UsageException if a name is empty, or it can't be told where the second begins
    static GuestFolder parse(String option) {
        boolean readOnly = option.endsWith(READ_ONLY);
        String names =
                readOnly ? option.substring(0, option.length() - READ_ONLY.length()) : option;
        int between = names.indexOf(BETWEEN);
        if (between != names.lastIndexOf(BETWEEN)) {
            throw new UsageException(
                    "--dir takes HOST[::GUEST][:ro] with one :: at most, not " + Quoted.of(option));
        }
        String host = between < 0 ? names : names.substring(0, between);
        String guest = between < 0 ? names : names.substring(between + BETWEEN.length());
        if (host.isEmpty() || guest.isEmpty()) {
            throw new UsageException(
                    "--dir takes HOST[::GUEST][:ro], a folder and where the program finds it, not "
                            + Quoted.of(option));
        }
        return new GuestFolder(path(host), guest, readOnly);
    }

    private static Path path(String host) {
        try {
            return Path.of(host);
        } catch (InvalidPathException e) {
            throw new UsageException(
                    "--dir takes a folder, and this is no path: " + Quoted.of(host));
        }
    }

    /// Asks whether there is such a folder, before anything costs time.
    ///
    /// @throws ExtensionException if there isn't
    void requireThere() {
        if (Files.notExists(host)) {
            throw problem(ErrorCode.NOT_FOUND, "there is no such folder");
        }
        if (Files.exists(host) && !Files.isDirectory(host)) {
            throw problem(ErrorCode.IO, "it is not a folder");
        }
    }

    /// Opens it, on the guest's thread.
    ///
    /// @return what the program finds, which the caller owns
    /// @throws ExtensionException if it can't be opened
    Preopen open() {
        return switch (opened()) {
            case Result.Ok<Fd>(Fd folder) -> Preopen.folder(guest, folder, readOnly, false);
            case Result.Failed<Fd>(ErrorNumber error) ->
                    throw problem(
                            ErrorCode.IO,
                            error == ErrorNumber.ACCES
                                    ? "permission denied"
                                    : "it can't be opened (%s)".formatted(error));
        };
    }

    private Result<Fd> opened() {
        String fromRoot = host.toAbsolutePath().toString().substring(1);
        byte[] path = (fromRoot.isEmpty() ? "." : fromRoot).getBytes(FILE_NAMES);
        return switch (Fd.openRoot()) {
            case Result.Failed<Fd> failed -> failed;
            case Result.Ok<Fd>(Fd root) -> {
                try (root) {
                    yield Resolver.system().open(root, path, OpenHow.read().directory(true));
                }
            }
        };
    }

    private ExtensionException problem(ErrorCode code, String why) {
        return new ExtensionException(
                code,
                "can't give the program the folder %s: %s"
                        .formatted(Sanitizer.line(host.toString(), 512), why));
    }
}

package org.frankenterm.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;

/// A file that the command line names.
///
/// @param doing what it is needed for, such as `take the payload from`
/// @param shown its name, sanitised
/// @param path where it is
record InputFile(String doing, String shown, Path path) {
    /// Its size in bytes.
    ///
    /// @throws ExtensionException if it is missing or no regular file: of others the size says
    ///   nothing, and reading may never end
    long size() {
        try {
            if (path.toString().isEmpty() || Files.notExists(path)) {
                throw problem(ErrorCode.NOT_FOUND, "there is no such file");
            }
            if (Files.isDirectory(path)) {
                throw problem(ErrorCode.IO, "it is a folder");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw problem(ErrorCode.IO, "it is not a regular file");
            }
            return Files.size(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Its bytes, all of them if there are no more than `most`, and the first `most` otherwise.
    ///
    /// @throws ExtensionException if it is missing, no regular file, or can't be read
    byte[] read(int most) {
        var _ = size();
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ExtensionException unreadable(IOException e) {
        String why = e instanceof AccessDeniedException ? "permission denied" : "it can't be read";
        return new ExtensionException(ErrorCode.IO, sentence(why), e);
    }

    /// What is wrong with it, as an exception to throw.
    ExtensionException problem(ErrorCode code, String why) {
        return new ExtensionException(code, sentence(why));
    }

    private String sentence(String why) {
        return "can't %s %s: %s".formatted(doing, shown, why);
    }
}

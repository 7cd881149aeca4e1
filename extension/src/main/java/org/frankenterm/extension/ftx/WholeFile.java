package org.frankenterm.extension.ftx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Sanitizer;

/// A file of somebody's, read whole and once: what is checked is what is used. Regular files only,
/// up to a size.
public final class WholeFile {
    private WholeFile() {}

    /// Reads a file. Links are followed: what its user names is what is read.
    ///
    /// @param most how many bytes of it are read at most; the caller asks for one more than it
    ///   takes
    /// @throws ExtensionException if there is none, it is no regular file, or it can't be read
    public static byte[] read(Path file, int most) {
        if (Files.exists(file) && !Files.isRegularFile(file)) { // a pipe would block
            throw new ExtensionException(
                    ErrorCode.IO, "can't read " + shown(file) + ": it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (NoSuchFileException missing) {
            throw new ExtensionException(ErrorCode.NOT_FOUND, "there is no file " + shown(file));
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO, "can't read " + shown(file) + ": " + reason(e), e);
        }
    }

    /// Why a file could not be read or written, sanitised. The JDK's own messages are often nothing
    /// but the path.
    public static String reason(Exception e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "there is something in its place";
            case NoSuchFileException _ -> "there is no such folder";
            case ClosedByInterruptException _ -> "it was interrupted";
            case FileSystemException known when known.getReason() != null ->
                    Sanitizer.line(known.getReason(), 256);
            default -> Sanitizer.line(String.valueOf(e.getMessage()), 256);
        };
    }

    /// A path for a message.
    public static String shown(Path path) {
        return Sanitizer.line(path.toString(), 512);
    }
}

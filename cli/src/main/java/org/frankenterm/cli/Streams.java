package org.frankenterm.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a command reads answers and writes: results to one stream, everything else to the other.
/// UTF-8 in every locale, as guests write it.
///
/// @param in for answers to questions
/// @param inIsTerminal whether a person can answer
/// @param out for results; programs may read it
/// @param err for messages, logs and progress
/// @param outIsTerminal whether a person sees `out` as it is written
/// @param errIsTerminal whether a person sees `err` as it is written
record Streams(
        InputStream in,
        boolean inIsTerminal,
        PrintStream out,
        PrintStream err,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    private static final int BUFFER_BYTES = 8 << 10;

    /// Streams without anybody to answer.
    Streams(PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal) {
        this(InputStream.nullInputStream(), false, out, err, outIsTerminal, errIsTerminal);
    }

    /// Those of this process.
    static Streams ofProcess() {
        return new Streams(
                System.in,
                isTerminal(0),
                stream(FileDescriptor.out, false),
                stream(FileDescriptor.err, true),
                isTerminal(1),
                isTerminal(2));
    }

    private static PrintStream stream(FileDescriptor descriptor, boolean flushLines) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
                flushLines,
                StandardCharsets.UTF_8);
    }

    /// Asks the kernel what is behind a descriptor: `System.console()` knows only of both standard
    /// streams together, and costs the classes of a console.
    private static boolean isTerminal(int descriptor) {
        try {
            String target =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    /// Hands everything on that was written.
    void flush() {
        out.flush();
        err.flush();
    }
}

package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a journal file, one after the other, in bounded memory whatever the file holds. One
/// thread.
final class JournalCursor implements Closeable {
    private final String name;
    private final InputStream in;
    private boolean complete = true;

    private JournalCursor(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    static JournalCursor open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        return new JournalCursor(
                String.valueOf(file.getFileName()), new BufferedInputStream(in, 1 << 16));
    }

    String name() {
        return name;
    }

    /// The next line, one that is too long cut; null at the end.
    @Nullable String nextText() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (line.size() <= JournalLine.MAX_BYTES) {
                line.write(next);
            }
            next = in.read();
        }
        complete = next == '\n';
        return line.toString(ISO_8859_1);
    }

    /// Whether the line that was given last had its line feed.
    boolean complete() {
        return complete;
    }

    /// The next line that is one of ours and whole; null at the end.
    @Nullable JournalLine next() throws IOException {
        for (String text = nextText(); text != null; text = nextText()) {
            JournalLine line = JournalLine.read(text).orElse(null);
            if (line != null && complete) {
                return line;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

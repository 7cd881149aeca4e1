package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private boolean complete = true;

    private JournalCursor(InputStream in) {
        this.in = in;
    }

    static JournalCursor open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
        return new JournalCursor(in);
    }

    /// The next line, one that is too long cut; null at the end.
    @Nullable String nextText() throws IOException {
        if (!more()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        complete = false;
        while (!complete && more()) {
            int begin = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            int room = JournalLine.MAX_BYTES + 1 - line.size();
            line.write(buffer, begin, Math.min(position - begin, room));
            if (position < limit) {
                complete = true;
                position++;
            }
        }
        return line.toString(ISO_8859_1);
    }

    private boolean more() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        }
        return limit > 0;
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

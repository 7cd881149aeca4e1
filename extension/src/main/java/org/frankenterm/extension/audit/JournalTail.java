package org.frankenterm.extension.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.OwnFolder;

/// What is being added to the journal, by any process. Files stay open, so what was written to one
/// is read even after an archive has taken its place. One thread.
public final class JournalTail implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 << 10;

    private final JournalFolder folder;
    private final Map<String, Followed> files = new HashMap<>();

    private JournalTail(JournalFolder folder) {
        this.folder = folder;
    }

    static JournalTail atEnd(JournalFolder folder) throws IOException {
        JournalTail tail = new JournalTail(folder);
        if (folder.exists()) {
            folder.check();
            tail.look(true);
        }
        return tail;
    }

    /// A file, and how far it was read.
    private static final class Followed {
        private final FileChannel channel;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private long position;

        Followed(FileChannel channel, long position) {
            this.channel = channel;
            this.position = position;
        }

        void readTo(List<JournalLine> lines) throws IOException {
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            for (int got = channel.read(chunk, position);
                    got > 0;
                    got = channel.read(chunk.clear(), position)) {
                position += got;
                take(chunk.flip(), lines);
            }
        }

        private void take(ByteBuffer bytes, List<JournalLine> lines) {
            while (bytes.hasRemaining()) {
                byte next = bytes.get();
                if (next != '\n') {
                    begin(next);
                } else {
                    JournalLine.read(begun.toString(ISO_8859_1)).ifPresent(lines::add);
                    begun.reset();
                }
            }
        }

        /// No more of a line than shows that it is none of ours.
        private void begin(byte next) {
            if (begun.size() <= JournalLine.MAX_BYTES) {
                begun.write(next);
            }
        }
    }

    /// What was added since the last time, oldest first.
    ///
    /// @return the records; often none
    /// @throws ExtensionException if the folder can't be read
    public List<JournalRecord> poll() {
        try {
            List<String> names = folder.exists() ? look(false) : List.copyOf(files.keySet());
            List<JournalLine> lines = new ArrayList<>();
            for (Followed file : files.values()) {
                file.readTo(lines);
            }
            forgetAllBut(names);
            lines.sort(Comparator.comparing(JournalLine::time));
            return lines.stream().flatMap(line -> line.record().stream()).toList();
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't follow the audit: " + Sanitizer.line(OwnFolder.reason(e)),
                    e);
        }
    }

    private List<String> look(boolean atEnd) throws IOException {
        List<String> names = folder.names();
        for (String name : names) {
            boolean known = files.containsKey(name);
            if (!known && !JournalFolder.isArchive(name) && !folder.usurped(name)) {
                open(name, atEnd);
            }
        }
        return names;
    }

    /// Closes files that are gone: they were read to their end, and nobody adds to them.
    private void forgetAllBut(List<String> names) throws IOException {
        Iterator<Map.Entry<String, Followed>> all = files.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Followed> file = all.next();
            if (!names.contains(file.getKey())) {
                all.remove();
                file.getValue().channel.close();
            }
        }
    }

    /// How many files are open.
    int open() {
        return files.size();
    }

    private void open(String name, boolean atEnd) throws IOException {
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.file(name),
                            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
            files.put(name, new Followed(channel, atEnd ? channel.size() : 0));
        } catch (NoSuchFileException gone) {
            // an archive has taken its place since the folder was listed
        }
    }

    @Override
    public void close() {
        for (Followed file : files.values()) {
            try {
                file.channel.close();
            } catch (IOException e) {
                // only read from: nothing can be lost
            }
        }
    }
}

package org.frankenterm.extension.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.OwnFolder;
import org.frankenterm.wasmtime.WasmtimeException;
import org.jspecify.annotations.Nullable;

/// What guests say, kept on disk: a log for each extension, from level info on whatever the filter
/// shows. Written by one thread of its own; lines for which it has no room are counted, and the
/// count is written. Any thread.
public final class LogFiles implements AutoCloseable {
    /// The least level that is kept.
    static final LogLevel LEVEL = LogLevel.INFO;

    private static final int WAITING = 4_096;

    /// A line can have 48 KiB: so many of the longest would fill a small heap.
    private static final long WAITING_CHARS = 4 << 20;

    private static final int AT_ONCE = 512;
    private static final long IDLE_MILLIS = 100;
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

    private final Path folder;
    private final InstantSource clock;
    private final Consumer<String> trouble;
    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong waitingChars = new AtomicLong();
    private final Map<String, Long> dropped = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean closing;
    private boolean failing;

    private record Line(String extension, String text) {}

    private LogFiles(Path folder, InstantSource clock, Consumer<String> trouble) {
        this.folder = folder;
        this.clock = clock;
        this.trouble = trouble;
        this.thread = new Thread(this::run, "frankenterm-logs");
        thread.setDaemon(true);
    }

    /// Opens the folder `logs` below that of the user's state.
    ///
    /// @param state such as `$XDG_STATE_HOME/frankenterm`
    /// @param clock tells the time of a line
    /// @param trouble hears, on the thread of the logs, when the disk takes nothing any more
    /// @return logs that the caller owns
    /// @throws ExtensionException if the folder can't be made, or others can write it
    public static LogFiles open(Path state, InstantSource clock, Consumer<String> trouble) {
        Path folder = state.resolve("logs");
        try {
            OwnFolder.open(state);
            OwnFolder.open(folder);
        } catch (WasmtimeException refused) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't keep logs: " + Sanitizer.line(String.valueOf(refused.getMessage())),
                    refused);
        }
        LogFiles files = new LogFiles(folder, clock, trouble);
        files.thread.start();
        return files;
    }

    static boolean keeps(LogLevel level) {
        return level.compareTo(LEVEL) >= 0;
    }

    /// Takes a line, or counts it. Never waits.
    ///
    /// @param text sanitised
    void write(LogLevel level, String extension, String text) {
        Line line = new Line(extension, HostLog.line(clock.instant(), level, extension, text));
        int chars = line.text().length();
        boolean room = waitingChars.addAndGet(chars) <= WAITING_CHARS;
        if (!room || !waiting.offer(line)) {
            waitingChars.addAndGet(-chars);
            dropped.merge(extension, 1L, Long::sum);
        }
    }

    /// What waits to be written.
    long waitingChars() {
        return waitingChars.get();
    }

    private void run() {
        List<Line> lines = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                Line first = waiting.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    lines.add(first);
                    waiting.drainTo(lines, AT_ONCE);
                }
                write(lines);
            } catch (InterruptedException nobodyDoes) {
                closing = true;
            }
            lines.clear();
        }
        write(lines);
    }

    private void write(List<Line> lines) {
        Map<String, StringBuilder> texts = new LinkedHashMap<>();
        for (Line line : lines) {
            waitingChars.addAndGet(-line.text().length());
            text(texts, line.extension()).append(line.text()).append('\n');
        }
        for (String extension : List.copyOf(dropped.keySet())) {
            @Nullable Long count = dropped.remove(extension);
            if (count != null) {
                String note =
                        "%s lines dropped: the disk was too slow".formatted(Quantity.count(count));
                text(texts, extension)
                        .append(HostLog.line(clock.instant(), LogLevel.WARN, extension, note))
                        .append('\n');
            }
        }
        texts.forEach((extension, text) -> append(extension, text.toString()));
    }

    private static StringBuilder text(Map<String, StringBuilder> texts, String extension) {
        return texts.computeIfAbsent(extension, _ -> new StringBuilder());
    }

    private void append(String extension, String text) {
        try {
            String name = extension.toLowerCase(Locale.ROOT) + ".log";
            new LogFile(folder.resolve(name)).append(text);
            failing = false;
        } catch (IOException e) {
            long lines = text.lines().count();
            dropped.merge(extension, lines, Long::sum);
            if (!failing) {
                failing = true;
                trouble.accept(
                        "can't write the logs in %s: %s"
                                .formatted(folder, Sanitizer.line(OwnFolder.reason(e))));
            }
        }
    }

    /// Writes what is left. Waits for the disk, 5 seconds at most. Idempotent.
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(LONGEST_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.frankenterm.wasi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Keeps everything a guest wrote.
final class Captured implements OutputSink {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(byte[] from, int offset, int length) {
        bytes.write(from, offset, length);
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    int size() {
        return bytes.size();
    }
}

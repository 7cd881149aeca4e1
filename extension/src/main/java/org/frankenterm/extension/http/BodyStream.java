package org.frankenterm.extension.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import org.frankenterm.extension.text.Quantity;

/// A stream that ends with [TooLarge] once it has given more than a body may have.
final class BodyStream extends FilterInputStream {
    static final int MAX_BYTES = 8 << 20;

    /// There is more than a body may have.
    static final class TooLarge extends IOException {
        @Serial private static final long serialVersionUID = 1;

        TooLarge() {
            super(
                    "the answer's body is larger than %s: ask for less of it"
                            .formatted(Quantity.bytes(MAX_BYTES)));
        }
    }

    private long bytes;

    BodyStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int more) throws TooLarge {
        bytes += more;
        if (bytes > MAX_BYTES) {
            throw new TooLarge();
        }
    }
}

package org.frankenterm.extension;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guest whose requests, with a server that is its friend, are as large as they can be.
class HostileRequestsTest {
    private static final int BODY = 8 << 20;
    private static final int ROUNDS = 4;
    private static final byte[] BLOCK = new byte[8192];

    @TempDir private Path folder;

    /// What a server answers a round with: the largest bodies there are, and larger ones.
    private enum Answer {
        ENDLESS,
        ZEROS,
        LETTERS,
        BOMB;

        void write(OutputStream out) throws IOException {
            switch (this) {
                case ENDLESS -> body(out, "", Integer.MAX_VALUE, 'a');
                case ZEROS -> body(out, "Content-Length: " + BODY + "\r\n", BODY, 0);
                case LETTERS -> body(out, "Content-Length: " + BODY + "\r\n", BODY, 'a');
                case BOMB -> {
                    out.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(UTF_8));
                    out.write(bomb());
                }
            }
        }

        private static void body(OutputStream out, String length, int bytes, int letter)
                throws IOException {
            out.write(("HTTP/1.1 200 OK\r\n" + length + "\r\n").getBytes(ISO_8859_1));
            byte[] block = new byte[BLOCK.length];
            Arrays.fill(block, (byte) letter);
            for (int sent = 0; sent < bytes; sent += block.length) {
                out.write(block);
            }
        }

        private static byte[] bomb() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                for (int i = 0; i < 4 * BODY / BLOCK.length; i++) {
                    out.write(BLOCK);
                }
            }
            return bytes.toByteArray();
        }
    }

    @Test
    void guest_largestRequestsAndAnswers_boundedHeap() throws Exception {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                String.join(
                                        ":",
                                        System.getProperty("jdk.module.path", ""),
                                        System.getProperty("java.class.path", ""),
                                        "target/classes",
                                        "target/test-classes"),
                                HostileRequestsTest.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();

        String said = new String(child.getInputStream().readAllBytes(), UTF_8);

        assertThat(child.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("Completed, 8 answered, 8 too large\n");
    }

    /// What runs in the small heap.
    ///
    /// @param arguments a folder
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) throws Exception {
        try (TestHost host = TestHost.open(Path.of(arguments[0]));
                ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            String place = "127.0.0.1:" + server.getLocalPort();
            host.load(
                    Guests.manifest("guest", "run")
                            + "[permissions]\nnetwork = [\"%s\"]\n[limits]\nmax_wall_time_secs = 60\n"
                                    .formatted(place),
                    guest(place),
                    "all");
            HandlerReport report = host.run();
            List<Long> results =
                    host.calls("ft_http_request").stream().map(AuditEntry::result).toList();
            System.out.printf(
                    "%s, %d answered, %d too large%n",
                    report.outcome().getClass().getSimpleName(),
                    results.stream().filter(result -> result > BODY).count(),
                    results.stream().filter(result -> result == -4).count());
        }
    }

    /// Posts 8 MiB, again and again.
    private static String guest(String place) {
        String begin = "{\"method\":\"POST\",\"url\":\"http://" + place + "\",\"body\":\"";
        return """
        (module
          (import "env" "ft_http_request" (func $http (param i32 i32) (result i32)))
          (memory (export "memory") 200)
          %s
          (func (export "run") (local $i i32)
            (memory.fill (i32.const %d) (i32.const 97) (i32.const %d))
            (i32.store16 (i32.const %d) (i32.const 0x7d22))
            (loop $more
              (drop (call $http (i32.const 0) (i32.const %d)))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $more (i32.lt_u (local.get $i) (i32.const %d))))))
        """
                .formatted(
                        Guests.data(0, begin),
                        begin.length(),
                        BODY,
                        begin.length() + BODY,
                        begin.length() + BODY + 2,
                        ROUNDS * Answer.values().length);
    }

    private static void serve(ServerSocket server) {
        for (int i = 0; ; i++) {
            try (Socket socket = server.accept()) {
                skipRequest(socket.getInputStream());
                Answer.values()[i % Answer.values().length].write(socket.getOutputStream());
            } catch (IOException clientLeft) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private static void skipRequest(InputStream in) throws IOException {
        for (int end = 0; end < 4; ) { // CR LF CR LF
            int next = in.read();
            end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
            if (next < 0) {
                throw new IOException("no request");
            }
        }
        in.skipNBytes(BODY);
    }
}

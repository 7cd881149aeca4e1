package org.frankenterm.extension.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on loopback that answers each connection as a test says, in bytes: well-behaved servers
/// and those that no library would be. Its threads end with it.
public final class TestServer implements AutoCloseable {
    /// What is done with a connection, whose request has been read. When it returns, the connection
    /// is closed.
    @FunctionalInterface
    public interface Answer {
        /// Answers.
        ///
        /// @param request the head, line breaks and all, and the body, ISO-8859-1
        void give(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Answer answer;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private TestServer(ServerSocket listening, Answer answer) {
        this.listening = listening;
        this.answer = answer;
        serve(this::accept);
    }

    /// A server on some port of 127.0.0.1.
    public static TestServer answering(Answer answer) throws IOException {
        ServerSocket listening = new ServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return on(listening, answer);
    }

    /// A server on a socket, which is closed with it.
    public static TestServer on(ServerSocket listening, Answer answer) {
        return new TestServer(listening, answer);
    }

    /// A server that gives everybody the same bytes.
    ///
    /// @param message whole; line feeds alone are sent as CR LF in its head
    public static TestServer saying(String message) throws IOException {
        byte[] bytes = bytes(message);
        return answering((_, out) -> out.write(bytes));
    }

    /// A message with the line breaks of HTTP in its head.
    public static byte[] bytes(String message) {
        int body = message.indexOf("\n\n");
        String head = body < 0 ? message : message.substring(0, body + 2);
        String rest = body < 0 ? "" : message.substring(body + 2);
        return (head.replace("\n", "\r\n") + rest).getBytes(StandardCharsets.ISO_8859_1);
    }

    private void serve(Runnable work) {
        Thread thread = Thread.ofPlatform().daemon().name("test-server").unstarted(work);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                connections.incrementAndGet();
                serve(() -> talk(socket));
            }
        } catch (IOException closed) {
            // that ends it
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            String request = read(socket.getInputStream());
            requests.add(request);
            answer.give(request, socket.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            // the client left, or the server is closed
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length =
                text.lines()
                        .filter(line -> line.startsWith("Content-Length: "))
                        .mapToInt(line -> Integer.parseInt(line.substring(16)))
                        .findFirst()
                        .orElse(0);
        return text + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// `http://127.0.0.1:PORT` and a path.
    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /// The requests so far, in the order in which they had been read.
    public List<String> requests() {
        return new ArrayList<>(requests);
    }

    /// Waits for the next request that nobody took.
    public String takeRequest() throws InterruptedException {
        return requests.take();
    }

    /// How many connections were made.
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Thread::interrupt);
    }
}

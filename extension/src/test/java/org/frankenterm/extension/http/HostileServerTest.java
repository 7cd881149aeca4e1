package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.frankenterm.extension.testing.TestServer;
import org.frankenterm.extension.testing.TestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that mean harm: each costs the guest its request, and nobody anything else. What doesn't
/// end, hangs here.
@Timeout(60)
class HostileServerTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final byte[] BLOCK = "a".repeat(8192).getBytes(ISO_8859_1);
    private static final String OVER =
            " took too long to answer: the request's time is over, see timeout_ms";

    private final UserAgent agent = new UserAgent("hostile", NameResolver.SYSTEM);
    private final CountDownLatch clientLeft = new CountDownLatch(1);

    private static HttpRequest request(String url, String members) throws HttpProblem {
        return RequestReader.read("{\"url\":\"%s\"%s}".formatted(url, members).getBytes(UTF_8));
    }

    private HttpProblem problem(Answer answer, String members) throws Exception {
        try (TestServer server = TestServer.answering(answer)) {
            return catchThrowableOfType(
                    HttpProblem.class,
                    () -> agent.send(request(server.url("/"), members), TestRequester.trusting()));
        }
    }

    private HttpProblem problem(Answer answer) throws Exception {
        return problem(answer, "");
    }

    private HttpProblem problem(String message) throws Exception {
        byte[] bytes = TestServer.bytes(message);
        return problem((_, out) -> out.write(bytes));
    }

    /// An answer that goes on until the client leaves.
    private Answer endless(String begin, byte[] again) {
        return (_, out) -> {
            out.write(begin.getBytes(ISO_8859_1));
            try {
                while (true) {
                    out.write(again);
                }
            } catch (IOException e) {
                clientLeft.countDown();
            }
        };
    }

    private Answer stalling(String begin) {
        return (_, out) -> {
            out.write(begin.getBytes(ISO_8859_1));
            out.flush();
            new CountDownLatch(1).await();
        };
    }

    private static void assertLimit(HttpProblem problem, String sentence) {
        assertThat(problem.kind()).isEqualTo(Kind.LIMIT);
        assertThat(problem).message().endsWith(sentence);
    }

    private static void assertFailed(HttpProblem problem, String sentence) {
        assertThat(problem.kind()).isEqualTo(Kind.FAILED);
        assertThat(problem).message().contains(sentence);
    }

    /// No thread of a request outlives it for long.
    @AfterEach
    void threads_afterEach_gone() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("frankenterm-http-hostile"))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void answer_never_timeOver() throws Exception {
        assertFailed(problem(stalling(""), ",\"timeout_ms\":30"), OVER);
    }

    @Test
    void answer_stallsInTheHead_timeOver() throws Exception {
        assertFailed(problem(stalling(OK + "X: "), ",\"timeout_ms\":30"), OVER);
    }

    @Test
    void answer_stallsInTheBody_timeOver() throws Exception {
        assertFailed(
                problem(stalling(OK + "Content-Length: 9\r\n\r\nx"), ",\"timeout_ms\":30"), OVER);
    }

    @Test
    void answer_stallsInGzip_timeOver() throws Exception {
        String begin = new String(ExchangeTest.gzip(BLOCK), ISO_8859_1).substring(0, 15);
        assertFailed(
                problem(
                        stalling(OK + "Content-Encoding: gzip\r\n\r\n" + begin),
                        ",\"timeout_ms\":30"),
                OVER);
    }

    @Test
    void connection_neverAccepted_timeOver() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            try (Socket first = new Socket();
                    Socket second = new Socket()) {
                first.connect(full.getLocalSocketAddress());
                second.connect(full.getLocalSocketAddress());

                assertFailed(
                        catchThrowableOfType(
                                HttpProblem.class,
                                () ->
                                        agent.send(
                                                request(
                                                        "http://127.0.0.1:" + full.getLocalPort(),
                                                        ",\"timeout_ms\":30"),
                                                TestRequester.trusting())),
                        OVER);
            }
        }
    }

    @Test
    void request_neverRead_timeOver() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String body =
                    Base64.getEncoder().encodeToString(new byte[RequestReader.MAX_BODY_BYTES]);
            HttpRequest request =
                    request(
                            "http://127.0.0.1:" + deaf.getLocalPort(),
                            ",\"method\":\"POST\",\"timeout_ms\":200,\"body_base64\":\""
                                    + body
                                    + "\"");

            assertFailed(
                    catchThrowableOfType(
                            HttpProblem.class, () -> agent.send(request, TestRequester.trusting())),
                    OVER);
        }
    }

    @Test
    void answer_endlessInformation_timeOverAndTheClientLeaves() throws Exception {
        byte[] information = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".getBytes(ISO_8859_1);

        assertFailed(problem(endless("", information), ",\"timeout_ms\":50"), OVER);
        clientLeft.await();
    }

    @Test
    void answer_switchingProtocols_noTunnel() throws Exception {
        assertFailed(
                problem(
                        stalling("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
                        ",\"timeout_ms\":50"),
                "");
    }

    @Test
    void headers_endless_limit() throws Exception {
        assertLimit(problem(endless(OK, "X: y\r\n".getBytes(ISO_8859_1))), " is too large");
        clientLeft.await();
    }

    @Test
    void header_endless_limit() throws Exception {
        assertLimit(problem(endless(OK + "X: ", BLOCK)), " is too large");
        clientLeft.await();
    }

    @Test
    void statusLine_endless_limit() throws Exception {
        assertLimit(problem(endless("HTTP/1.1 200 ", BLOCK)), " is too large");
    }

    @Test
    void emptyLines_endless_refused() throws Exception {
        assertThat(problem(endless("", "\r\n".getBytes(ISO_8859_1)))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y\r\n\r\n", "Content-Length: 9223372036854775807\r\n\r\n"})
    void body_endless_limit(String rest) throws Exception {
        assertLimit(
                problem(endless(OK + rest, BLOCK)),
                "the answer's body is larger than 8 MiB: ask for less of it");
        clientLeft.await();
    }

    @Test
    void body_endlessChunks_limit() throws Exception {
        assertLimit(
                problem(
                        endless(
                                OK + "Transfer-Encoding: chunked\r\n\r\n",
                                ("2000\r\n" + new String(BLOCK, ISO_8859_1) + "\r\n")
                                        .getBytes(ISO_8859_1))),
                "the answer's body is larger than 8 MiB: ask for less of it");
        clientLeft.await();
    }

    @Test
    void chunk_endlessExtension_limit() throws Exception {
        assertLimit(
                problem(endless(OK + "Transfer-Encoding: chunked\r\n\r\n1;", BLOCK)),
                " is too large");
    }

    @Test
    void trailer_endless_limit() throws Exception {
        assertLimit(
                problem(
                        endless(
                                OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n",
                                "X: y\r\n".getBytes(ISO_8859_1))),
                " is too large");
    }

    @Test
    void body_gzipBomb_limit() throws Exception {
        byte[] bomb = ExchangeTest.gzip(new byte[256 << 20]);
        assertThat(bomb).hasSizeLessThan(1 << 20);

        assertLimit(
                problem(
                        OK.replace("\r", "")
                                + "Content-Encoding: gzip\nContent-Length: %d\n\n"
                                        .formatted(bomb.length)
                                + new String(bomb, ISO_8859_1)),
                "the answer's body is larger than 8 MiB: ask for less of it");
    }

    @Test
    void body_endlessEmptyGzipMembers_limit() throws Exception {
        assertLimit(
                problem(
                        endless(
                                OK + "Content-Encoding: gzip\r\n\r\n",
                                ExchangeTest.gzip(new byte[0]))),
                "the answer's body is larger than 8 MiB: ask for less of it");
        clientLeft.await();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 9\n\nshort",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\r\nhel",
                "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n\u001f\u008b\u0008",
                "HTTP/1.1 200 OK\nContent-Le",
            })
    void answer_cut_failed(String message) throws Exception {
        assertThat(problem(message).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void answer_none_failed() throws Exception {
        assertFailed(problem((_, out) -> {}), " gave no answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.9\n\n",
                "hello",
                "HTTP/2.0 200 OK\n\n",
                "HTTP/1.1 abc OK\n\n",
                "HTTP/1.1 -200 OK\n\n",
                "HTTP/1.1 200 OK\nContent-Length: -5\n\nhello",
                "HTTP/1.1 200 OK\nContent-Length: x\n\nhello",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\r\nhello",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-5\r\nhello",
                "HTTP/1.1 200 OK\nno colon\n\n",
            })
    void answer_noHttp_failed(String message) throws Exception {
        HttpProblem problem = problem(message);

        assertThat(problem).isNotNull();
        assertThat(problem.kind()).isEqualTo(Kind.FAILED);
        assertThat(problem).message().matches("\\P{Cc}*");
    }

    @Test
    void answer_noGzip_failed() throws Exception {
        assertFailed(
                problem(
                        "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 11\n\nhello world"),
                " is not the gzip it says");
    }

    @Test
    void server_none_refused() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = taken.getLocalPort();
        }
        HttpProblem problem =
                catchThrowableOfType(
                        HttpProblem.class,
                        () ->
                                agent.send(
                                        request("http://127.0.0.1:" + port, ""),
                                        TestRequester.trusting()));

        assertFailed(problem, "http://127.0.0.1:%d refuses connections".formatted(port));
    }

    @Test
    void host_none_failed() {
        UserAgent nowhere =
                new UserAgent(
                        "hostile",
                        host -> {
                            throw new UnknownHostException(host);
                        });

        assertFailed(
                catchThrowableOfType(
                        HttpProblem.class,
                        () ->
                                nowhere.send(
                                        request("http://nowhere.example", ""),
                                        TestRequester.trusting())),
                "there is no host nowhere.example");
    }
}

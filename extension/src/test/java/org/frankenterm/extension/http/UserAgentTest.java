package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.frankenterm.extension.permission.AccessRequest.Connect;
import org.frankenterm.extension.permission.AccessRequest.ConnectPrivate;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is asked before what is connected to, against a real server on loopback.
@Timeout(60)
class UserAgentTest {
    private static final String HELLO = "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello";
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final TestRequester requester = TestRequester.trusting();

    private static HttpRequest get(String url) throws HttpProblem {
        return RequestReader.read("{\"url\":\"%s\"}".formatted(url).getBytes(UTF_8));
    }

    private static UserAgent resolving(InetAddress... addresses) {
        return new UserAgent("test", _ -> List.of(addresses));
    }

    private static UserAgent resolvingNothing() {
        return new UserAgent(
                "test",
                host -> {
                    throw new AssertionError("looked up: " + host);
                });
    }

    private static HttpProblem problem(UserAgent agent, String url, TestRequester requester) {
        return catchThrowableOfType(HttpProblem.class, () -> agent.send(get(url), requester));
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\nLocation: " + location + "\nContent-Length: 0\n\n";
    }

    @Test
    void send_address_askedAndNotLookedUp() throws Exception {
        try (TestServer server = TestServer.saying(HELLO)) {
            HttpResponse response = resolvingNothing().send(get(server.url("/a?b")), requester);

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("hello".getBytes(UTF_8));
            assertThat(requester.asked)
                    .containsExactly(
                            new Connect("127.0.0.1", server.port()),
                            new ConnectPrivate("127.0.0.1", server.port()));
            assertThat(server.takeRequest())
                    .isEqualTo(
                            """
                            GET /a?b HTTP/1.1
                            Connection: close
                            User-Agent: FrankenTerm
                            Accept-Encoding: gzip
                            Host: 127.0.0.1:%d

                            """
                                    .formatted(server.port())
                                    .replace("\n", "\r\n"));
        }
    }

    @Test
    void send_name_addressAskedToo() throws Exception {
        try (TestServer server = TestServer.saying(HELLO)) {
            String url = "http://name.example:" + server.port();

            resolving(LOOPBACK).send(get(url), requester);

            assertThat(requester.visited).containsExactly(url);
            assertThat(requester.asked)
                    .containsExactly(
                            new Connect("name.example", server.port()),
                            new ConnectPrivate("127.0.0.1", server.port()));
            assertThat(server.takeRequest())
                    .contains("Host: name.example:" + server.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "100.64.0.1",
                "::1",
                "fd00::1",
                "fe80::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::127.0.0.1",
            })
    void send_nameThatLeadsToAPrivateAddress_denied(String address) throws Exception {
        try (TestServer server = TestServer.saying(HELLO)) {
            HttpProblem problem =
                    problem(
                            resolving(InetAddress.ofLiteral(address)),
                            "http://name.example:" + server.port(),
                            TestRequester.careful());

            assertThat(problem.kind()).isEqualTo(Kind.DENIED);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void send_onePrivateAddressAmongPublicOnes_denied() {
        HttpProblem problem =
                problem(
                        resolving(InetAddress.ofLiteral("8.8.8.8"), LOOPBACK),
                        "http://name.example",
                        TestRequester.careful());

        assertThat(problem.kind()).isEqualTo(Kind.DENIED);
    }

    /// What a name leads to is asked once: a second answer would be one that nobody checked.
    @Test
    void send_name_lookedUpOnce() throws Exception {
        try (TestServer server = TestServer.saying(HELLO)) {
            Deque<InetAddress> answers = new ArrayDeque<>(List.of(LOOPBACK));
            UserAgent agent = new UserAgent("test", _ -> List.of(answers.remove()));

            assertThat(agent.send(get("http://name.example:" + server.port()), requester).status())
                    .isEqualTo(200);
            assertThat(answers).isEmpty();
        }
    }

    @Test
    void send_redirectToAPrivateAddress_denied() throws Exception {
        try (TestServer secret = TestServer.saying(HELLO);
                TestServer server = TestServer.saying(redirect(secret.url("/admin")))) {
            TestRequester firstOnly = TestRequester.allowing(server.port());

            HttpProblem problem = problem(resolvingNothing(), server.url("/"), firstOnly);

            assertThat(problem.kind()).isEqualTo(Kind.DENIED);
            assertThat(firstOnly.visited).hasSize(2);
            assertThat(secret.connections()).isZero();
        }
    }

    @Test
    void send_redirects_eachAskedAndFollowed() throws Exception {
        try (TestServer last = TestServer.saying(HELLO);
                TestServer first = TestServer.saying(redirect(last.url("/b")))) {
            HttpResponse response =
                    resolvingNothing()
                            .send(
                                    RequestReader.read(
                                            "{\"url\":\"%s\",\"method\":\"POST\",\"body\":\"x\",\"headers\":{\"Cookie\":\"s3cret\",\"X\":\"y\"}}"
                                                    .formatted(first.url("/a"))
                                                    .getBytes(UTF_8)),
                                    requester);

            assertThat(response.status()).isEqualTo(200);
            assertThat(requester.asked)
                    .contains(
                            new Connect("127.0.0.1", first.port()),
                            new Connect("127.0.0.1", last.port()));
            assertThat(first.takeRequest())
                    .startsWith("POST /a ")
                    .contains("s3cret")
                    .endsWith("\nx");
            assertThat(last.takeRequest())
                    .startsWith("GET /b ")
                    .contains("\r\nX: y\r\n")
                    .doesNotContain("s3cret", "Content-");
        }
    }

    @Test
    void send_redirectLoop_endsAfterTen() throws Exception {
        try (TestServer server = TestServer.saying(redirect("/again"))) {
            HttpProblem problem = problem(resolvingNothing(), server.url("/"), requester);

            assertThat(problem.kind()).isEqualTo(Kind.FAILED);
            assertThat(problem).hasMessageEndingWith(" redirects more than 10 times");
            assertThat(server.connections()).isEqualTo(11);
        }
    }

    @Test
    void send_errorStatus_isAnAnswer() throws Exception {
        try (TestServer server =
                TestServer.saying("HTTP/1.1 404 Not Found\nContent-Length: 2\n\nno")) {
            assertThat(resolvingNothing().send(get(server.url("/")), requester).status())
                    .isEqualTo(404);
        }
    }

    @Test
    void send_moreThanSixtyInAMinute_limit() throws Exception {
        UserAgent agent = resolving();
        for (int i = 0; i < 60; i++) {
            assertThat(problem(agent, "http://name.example", requester))
                    .hasMessage("the host name.example has no address");
        }

        HttpProblem problem = problem(agent, "http://name.example", requester);

        assertThat(problem.kind()).isEqualTo(Kind.LIMIT);
        assertThat(problem).hasMessage("more than 60 requests in a minute: make fewer");
    }

    @Test
    void send_ownPublicAddress_isPrivate() throws Exception {
        // every address of this machine's own is asked about, whatever the table says of it
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress own : network.inetAddresses().toList()) {
                TestRequester careful = TestRequester.careful();

                assertThat(problem(resolving(own), "http://name.example", careful).kind())
                        .isEqualTo(Kind.DENIED);
            }
        }
    }

    @Test
    void send_lookUpThatNeverEnds_failsInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        UserAgent agent =
                new UserAgent(
                        "test",
                        _ -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new AssertionError(e);
                            }
                            return List.of();
                        });
        HttpRequest request =
                RequestReader.read(
                        "{\"url\":\"http://name.example\",\"timeout_ms\":20}".getBytes(UTF_8));

        assertThat(catchThrowableOfType(HttpProblem.class, () -> agent.send(request, requester)))
                .hasMessage(
                        "http://name.example:80 took too long to answer: the request's time is over, see timeout_ms");
        never.countDown();
    }
}

package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent and what is read, against servers that mean well.
@Timeout(60)
class ExchangeTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    static Exchange exchange(String json) throws HttpProblem {
        HttpRequest request = RequestReader.read(json.replace('\'', '"').getBytes(UTF_8));
        return new Exchange(request, List.of(LOOPBACK), new Tls(null), Duration.ofMinutes(1));
    }

    private static Exchange get(TestServer server) throws HttpProblem {
        return exchange("{'url':'" + server.url("/") + "'}");
    }

    private static HttpResponse answer(String message) throws Exception {
        try (TestServer server = TestServer.saying(message)) {
            return get(server).run();
        }
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    static String head(String fields) {
        return "HTTP/1.1 200 OK\n" + fields + "\n\n";
    }

    @Test
    void run_headersAndBody_sent() throws Exception {
        try (TestServer server = TestServer.saying(head("Content-Length: 0"))) {
            exchange(
                            "{'url':'%s','method':'PUT','headers':{'User-Agent':'me','Accept-Encoding':'br','X':['1','2'],'Content-Type':'a/b'},'body':'grüß'}"
                                    .formatted(server.url("//a//b?x=[1]")))
                    .run();

            assertThat(server.takeRequest().lines())
                    .contains(
                            "PUT //a//b?x=[1] HTTP/1.1",
                            "User-Agent: me",
                            "Accept-Encoding: br",
                            "X: 1",
                            "X: 2",
                            "Content-Type: a/b",
                            "Connection: close",
                            "Content-Length: 6",
                            new String("grüß".getBytes(UTF_8), ISO_8859_1));
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, 0", "PUT, 0", "GET, none", "DELETE, none"})
    void run_noBody_lengthAsTheMethodHasIt(String method, String length) throws Exception {
        try (TestServer server = TestServer.saying(head("Content-Length: 0"))) {
            exchange("{'url':'%s','method':'%s'}".formatted(server.url("/"), method)).run();

            assertThat(server.takeRequest())
                    .matches(request ->
                            length.equals("none")
                                    ? !request.contains("Content-Length")
                                    : request.contains("Content-Length: 0\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nX: y\r\n\r\n",
                "HTTP/1.1 200 OK\n\nhello",
                "HTTP/1.0 200 OK\n\nhello",
                "HTTP/1.1 100 Continue\n\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
            })
    void run_eachFraming_sameBody(String message) throws Exception {
        assertThat(answer(message).body()).isEqualTo("hello".getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void run_statusWithoutBody_none(int status) throws Exception {
        HttpResponse response = answer("HTTP/1.1 " + status + " X\nContent-Length: 5\n\nhello");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void run_head_lengthButNoBody() throws Exception {
        try (TestServer server =
                TestServer.saying(head("Content-Length: 99\nContent-Encoding: gzip"))) {
            HttpResponse response =
                    exchange("{'url':'%s','method':'HEAD'}".formatted(server.url("/"))).run();

            assertThat(response.body()).isEmpty();
            assertThat(response.header("content-length")).contains("99");
        }
    }

    @Test
    void run_headersOfAnyBytes_oneCharacterEach() throws Exception {
        assertThat(answer(head("X: gr\u00fc\u001b[2J\u00df\nContent-Length: 0")).header("x"))
                .contains("gr\u00fc\u001b[2J\u00df");
    }

    @Test
    void run_gzip_decompressed() throws Exception {
        byte[] packed = gzip("hello".getBytes(UTF_8));
        HttpResponse response =
                answer(
                        head("Content-Encoding: GZIP\nContent-Length: " + packed.length)
                                + new String(packed, ISO_8859_1));

        assertThat(response.body()).isEqualTo("hello".getBytes(UTF_8));
        assertThat(response.header("content-encoding")).isEmpty();
        assertThat(response.header("content-length")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip"})
    void run_otherEncoding_leftAsItIs(String encoding) throws Exception {
        HttpResponse response =
                answer(head("Content-Encoding: " + encoding + "\nContent-Length: 2") + "ab");

        assertThat(response.body()).isEqualTo("ab".getBytes(UTF_8));
        assertThat(response.header("content-encoding")).contains(encoding);
    }

    @Test
    void run_gzipOfNothing_isNothing() throws Exception {
        assertThat(answer(head("Content-Encoding: gzip\nContent-Length: 0")).body()).isEmpty();
    }

    @Test
    void run_everyExchange_aConnectionOfItsOwn() throws Exception {
        try (TestServer server =
                TestServer.saying(head("Connection: keep-alive\nContent-Length: 0"))) {
            get(server).run();
            get(server).run();

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void run_severalAddresses_nextOneTried() throws Exception {
        try (TestServer server = TestServer.saying(head("Content-Length: 0"))) {
            HttpRequest request =
                    RequestReader.read(
                            "{\"url\":\"http://name.example:%d\"}"
                                    .formatted(server.port())
                                    .getBytes(UTF_8));
            List<InetAddress> addresses = List.of(InetAddress.ofLiteral("127.0.0.2"), LOOPBACK);

            assertThat(
                            new Exchange(request, addresses, new Tls(null), Duration.ofMinutes(1))
                                    .run()
                                    .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void run_ipv6_hostInBrackets() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        ServerSocket listening = new ServerSocket();
        try {
            listening.bind(new InetSocketAddress(loopback, 0));
        } catch (SocketException noIpv6) {
            Assumptions.abort("this machine has no IPv6");
        }
        byte[] message = TestServer.bytes(head("Content-Length: 0"));
        try (TestServer server = TestServer.on(listening, (_, out) -> out.write(message))) {
            HttpRequest request =
                    RequestReader.read(
                            "{\"url\":\"http://[::1]:%d/\"}"
                                    .formatted(server.port())
                                    .getBytes(UTF_8));

            new Exchange(request, List.of(loopback), new Tls(null), Duration.ofMinutes(1)).run();

            assertThat(server.takeRequest()).contains("Host: [::1]:" + server.port() + "\r\n");
        }
    }

    @Test
    void run_aborted_connectsNowhere() throws Exception {
        try (TestServer server = TestServer.saying(head("Content-Length: 0"))) {
            Exchange exchange = get(server);
            exchange.abort();

            assertThatThrownBy(exchange::run).isInstanceOf(IOException.class);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void run_proxiesOfTheHost_notUsed() throws Exception {
        List<String> kinds = List.of("socksProxy", "http.proxy", "https.proxy");
        try (TestServer proxy = TestServer.saying(head("Content-Length: 0"));
                TestServer server = TestServer.saying(head("Content-Length: 5") + "hello")) {
            for (String kind : kinds) {
                System.setProperty(kind + "Host", "127.0.0.1");
                System.setProperty(kind + "Port", Integer.toString(proxy.port()));
            }
            System.setProperty("http.nonProxyHosts", "");

            assertThat(get(server).run().body()).isEqualTo("hello".getBytes(UTF_8));
            assertThat(proxy.connections()).isZero();
        } finally {
            for (String kind : kinds) {
                System.clearProperty(kind + "Host");
                System.clearProperty(kind + "Port");
            }
            System.clearProperty("http.nonProxyHosts");
        }
    }

    @ParameterizedTest
    @CsvSource({"401, WWW-Authenticate", "407, Proxy-Authenticate"})
    void run_credentialsOfTheHost_notUsed(int status, String challenge) throws Exception {
        Authenticator.setDefault(
                new Authenticator() {
                    @Override
                    protected PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication("user", "s3cret".toCharArray());
                    }
                });
        String message =
                "HTTP/1.1 %d X\n%s: Basic realm=\"x\"\nContent-Length: 0\n\n"
                        .formatted(status, challenge);
        try (TestServer server = TestServer.saying(message)) {
            assertThat(get(server).run().status()).isEqualTo(status);
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request).doesNotContain("Authorization"));
        } finally {
            Authenticator.setDefault(null);
        }
    }

    @Test
    void run_cookies_notKept() throws Exception {
        try (TestServer server =
                TestServer.saying(head("Set-Cookie: a=s3cret; Path=/\nContent-Length: 0"))) {
            get(server).run();
            get(server).run();

            assertThat(server.requests()).hasSize(2).noneMatch(r -> r.contains("Cookie"));
        }
    }
}

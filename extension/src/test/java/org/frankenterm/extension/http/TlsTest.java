package org.frankenterm.extension.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS, against servers with keys that the JDK's keytool makes for each run.
@Timeout(120)
class TlsTest {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final byte[] HELLO =
            TestServer.bytes("HTTP/1.1 200 OK\nContent-Length: 5\n\nhello");

    @TempDir static Path folder;

    private static KeyStore keys;

    /// Keys: for `good.example` and 127.0.0.1, and for another host; and of an authority, one that
    /// is good and one whose time is over.
    @BeforeAll
    static void makeKeys() throws Exception {
        key("good", "-ext", "san=dns:good.example,ip:127.0.0.1", "-validity", "2");
        key("other", "-ext", "san=dns:other.example", "-validity", "2");
        key("authority", "-ext", "bc:c", "-validity", "2");
        key("signed", "-signer", "authority", "-ext", "san=dns:good.example", "-validity", "2");
        key(
                "expired",
                "-signer",
                "authority",
                "-ext",
                "san=dns:good.example",
                "-startdate",
                "-10d",
                "-validity",
                "2");
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys"))) {
            keys.load(in, PASSWORD);
        }
    }

    private static void key(String alias, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        command.addAll(List.of("-dname", "CN=good.example", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", folder.resolve("keys").toString()));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        command.addAll(Arrays.asList(options));
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool").toFile())
                        .start();
        assertThat(keytool.waitFor()).as(() -> read(folder.resolve("keytool"))).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static KeyStore only(String alias) throws Exception {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, PASSWORD);
        one.setKeyEntry(
                alias, keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
        return one;
    }

    private static TrustManager[] trusting(String... aliases) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        for (String alias : aliases) {
            trusted.setCertificateEntry(alias, keys.getCertificate(alias));
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static SSLServerSocket listening(String alias) throws Exception {
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(only(alias), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), trusting("good", "other"), null);
        SSLServerSocket listening =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        listening.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        return listening;
    }

    private static TestServer server(String alias) throws Exception {
        return TestServer.on(listening(alias), (_, out) -> out.write(HELLO));
    }

    private static HttpResponse send(String host, int port, Tls tls) throws HttpProblem {
        UserAgent agent =
                new UserAgent("tls", _ -> List.of(InetAddress.ofLiteral("127.0.0.1")), tls);
        HttpRequest request =
                RequestReader.read(
                        "{\"url\":\"https://%s:%d/\"}".formatted(host, port).getBytes(UTF_8));
        return agent.send(request, TestRequester.trusting());
    }

    private static void assertRefused(String alias, String host, Tls tls, String reason)
            throws Exception {
        try (TestServer server = server(alias)) {
            HttpProblem problem =
                    catchThrowableOfType(HttpProblem.class, () -> send(host, server.port(), tls));

            assertThat(problem.kind()).isEqualTo(Kind.FAILED);
            assertThat(problem)
                    .message()
                    .startsWith("TLS with https://%s:%d failed: ".formatted(host, server.port()))
                    .contains(reason);
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"good.example", "127.0.0.1"})
    void over_trustedAndNamed_isAnswered(String host) throws Exception {
        try (TestServer server = server("good")) {
            assertThat(send(host, server.port(), new Tls(trusting("good"))).body())
                    .isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @Test
    void over_selfSigned_refused() throws Exception {
        assertRefused("good", "good.example", new Tls(null), "certification path");
    }

    @Test
    void over_trustedButOfAnotherHost_refused() throws Exception {
        assertRefused("other", "good.example", new Tls(trusting("other")), "good.example");
    }

    @Test
    void over_expired_refusedThoughItsAuthorityIsTrusted() throws Exception {
        Tls tls = new Tls(trusting("authority"));
        assertRefused("expired", "good.example", tls, "its certificate has expired, NotAfter: ");
        try (TestServer server = server("signed")) {
            assertThat(send("good.example", server.port(), tls).body())
                    .isEqualTo("hello".getBytes(UTF_8));
        }
    }

    @Test
    void over_noTls_refused() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> greet(listening));

            HttpProblem problem =
                    catchThrowableOfType(
                            HttpProblem.class,
                            () -> send("good.example", listening.getLocalPort(), new Tls(null)));

            assertThat(problem.kind()).isEqualTo(Kind.FAILED);
            assertThat(problem).hasMessageStartingWith("TLS with https://good.example:");
        }
    }

    private static void greet(ServerSocket listening) {
        try (Socket socket = listening.accept()) {
            socket.getOutputStream().write(HELLO);
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the client left
        }
    }

    /// A server that asks for a certificate gets none, though the system has one.
    @Test
    void over_certificateOfTheHost_notShown() throws Exception {
        CompletableFuture<Boolean> shown = new CompletableFuture<>();
        System.setProperty("javax.net.ssl.keyStore", folder.resolve("keys").toString());
        System.setProperty("javax.net.ssl.keyStorePassword", new String(PASSWORD));
        try (SSLServerSocket listening = listening("good")) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try (SSLSocket socket = (SSLSocket) listening.accept()) {
                            socket.setWantClientAuth(true);
                            socket.startHandshake();
                            shown.complete(socket.getSession().getPeerCertificates().length > 0);
                        } catch (SSLPeerUnverifiedException nobody) {
                            shown.complete(false);
                        } catch (IOException e) {
                            shown.completeExceptionally(e);
                        }
                    });
            Tls tls = new Tls(trusting("good"));

            assertThatThrownBy(() -> send("good.example", listening.getLocalPort(), tls))
                    .hasMessageEndingWith(" gave no answer");
            assertThat(shown.get()).isFalse();
        } finally {
            System.clearProperty("javax.net.ssl.keyStore");
            System.clearProperty("javax.net.ssl.keyStorePassword");
        }
    }
}

package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `ft_http_request` as a guest sees it, against a real server on loopback.
@Timeout(60)
class HttpFunctionsTest {
    private static final String HELLO =
            "HTTP/1.1 201 Created\nX-S3cret: s3cret-header\nContent-Length: 11\n\ns3cret-body";
    private static final String LAST_ERROR = "(call $show (call $last_error))";

    @TempDir Path folder;

    private static String manifest(String network) {
        return Guests.manifest("guest", "run") + "[permissions]\nnetwork = " + network + "\n";
    }

    /// A guest that makes a request and shows what it gets, then why it didn't.
    private static String requesting(String json) {
        String text = json.replace('\'', '"');
        return Guests.running(
                "(call $show (call $http (i32.const 0) (i32.const %d)))"
                                .formatted(Guests.length(text))
                        + LAST_ERROR,
                Guests.data(0, text));
    }

    private List<String> messages(TestHost host, String network, String json) throws Exception {
        assertThat(host.load(manifest(network), requesting(json), "all").notices())
                .noneMatch(notice -> notice.contains("granted"));
        HandlerReport report = host.run();
        assertThat(report.outcome().completed()).as(report.toString()).isTrue();
        return host.messages();
    }

    private static AuditEntry call(TestHost host) {
        assertThat(host.calls("ft_http_request")).hasSize(1);
        return host.calls("ft_http_request").getFirst();
    }

    @Test
    void request_granted_isAnswered() throws Exception {
        try (TestHost host = TestHost.open(folder);
                TestServer server =
                        TestServer.saying("HTTP/1.1 200 OK\nX: y\nContent-Length: 2\n\nhi")) {
            String address = "127.0.0.1:" + server.port();

            assertThat(messages(host, "[\"" + address + "\"]", "{'url':'http://" + address + "/'}"))
                    .containsExactly(
                            "67:{\"status\":200,\"headers\":{\"x\":\"y\",\"content-length\":\"2\"},\"body\":\"hi\"}",
                            "0:");
        }
    }

    @Test
    void request_errorStatus_isAnAnswer() throws Exception {
        try (TestHost host = TestHost.open(folder);
                TestServer server = TestServer.saying("HTTP/1.1 500 X\nContent-Length: 0\n\n")) {
            String address = "127.0.0.1:" + server.port();

            assertThat(
                            messages(
                                            host,
                                            "[\"" + address + "\"]",
                                            "{'url':'http://" + address + "'}")
                                    .getFirst())
                    .contains("{\"status\":500,");
        }
    }

    @Test
    void request_notGranted_deniedWithTheLineToChange() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            assertThat(messages(host, "[\"a.example\"]", "{'url':'https://b.example/s3cret'}"))
                    .satisfies(lines -> assertThat(lines.getFirst()).isEqualTo("-2"))
                    .satisfies(lines ->
                            assertThat(lines.getLast())
                                    .endsWith(
                                            ":connecting to \"b.example:443\" is not requested: add \"b.example\" to network under [permissions] in extension.toml and grant it"));
            assertThat(call(host).outcome()).isEqualTo(AuditOutcome.DENIED);
            assertThat(call(host).arguments()).isEqualTo("GET https://b.example:443, 0 bytes sent");
            assertThat(host.everything()).doesNotContain("s3cret");
        }
    }

    /// What is granted as `true` is the Internet, and not what is behind this machine's firewall.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "10.0.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "[fd00::1]",
                "[fe80::1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "[::7f00:1]",
            })
    void request_privateAddressThatNobodyNamed_denied(String host) throws Exception {
        try (TestHost guests = TestHost.open(folder)) {
            assertThat(messages(guests, "true", "{'url':'http://" + host + ":9/'}"))
                    .first()
                    .isEqualTo("-2");
            assertThat(call(guests).reason()).contains("private address").contains("network");
        }
    }

    @Test
    void request_localhostNamed_reached() throws Exception {
        try (TestHost host = TestHost.open(folder);
                TestServer server = TestServer.saying("HTTP/1.1 204 X\n\n")) {
            String address = "localhost:" + server.port();

            assertThat(
                            messages(
                                            host,
                                            "[\"" + address + "\"]",
                                            "{'url':'http://" + address + "'}")
                                    .getFirst())
                    .contains("{\"status\":204,");
        }
    }

    @Test
    void request_redirectToWhatIsNotGranted_denied() throws Exception {
        try (TestHost host = TestHost.open(folder);
                TestServer secret = TestServer.saying(HELLO);
                TestServer server =
                        TestServer.saying(
                                "HTTP/1.1 302 X\nContent-Length: 0\nLocation: %s\n\n"
                                        .formatted(secret.url("/")))) {
            String address = "127.0.0.1:" + server.port();

            assertThat(messages(host, "[\"" + address + "\"]", "{'url':'http://" + address + "'}"))
                    .first()
                    .isEqualTo("-2");
            assertThat(call(host).arguments())
                    .isEqualTo(
                            "GET http://%s -> http://127.0.0.1:%d, 0 bytes sent"
                                    .formatted(address, secret.port()));
            assertThat(secret.connections()).isZero();
        }
    }

    @Test
    void request_refused_failedWithASentence() throws Exception {
        int port;
        try (TestServer gone = TestServer.saying("")) {
            port = gone.port();
        }
        try (TestHost host = TestHost.open(folder)) {
            String address = "127.0.0.1:" + port;

            assertThat(messages(host, "[\"" + address + "\"]", "{'url':'http://" + address + "'}"))
                    .satisfies(lines -> assertThat(lines.getFirst()).isEqualTo("-5"))
                    .satisfies(lines ->
                            assertThat(lines.getLast())
                                    .endsWith("http://" + address + " refuses connections"));
            assertThat(call(host).outcome()).isEqualTo(AuditOutcome.ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'url':'http://127.1/'}",
                "{'url':'http://user@127.0.0.1/'}",
                "{'url':'http://127.0.0.1/','headers':{'Host':'x'}}",
                "{'url':'http://127.0.0.1/','headers':{'X':'a\\r\\nHost: x'}}",
                "{'url':'http://127.0.0.1/','method':'CONNECT'}",
                "{'url':'http://127.0.0.1/','redirect':false}",
            })
    void request_malformed_invalidWithASentence(String json) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            assertThat(messages(host, "true", json)).first().isEqualTo("-3");
            assertThat(call(host).outcome()).isEqualTo(AuditOutcome.ERROR);
            assertThat(call(host).arguments()).isEmpty();
        }
    }

    @Test
    void request_moreThanSixtyInAMinute_limit() throws Exception {
        try (TestHost host = TestHost.open(folder);
                TestServer server = TestServer.saying("HTTP/1.1 204 X\n\n")) {
            String json = "{\"url\":\"" + server.url("/") + "\"}";
            String call = "(call $http (i32.const 0) (i32.const %d))".formatted(json.length());
            host.load(
                    manifest("[\"127.0.0.1:" + server.port() + "\"]"),
                    Guests.running(
                            "(drop %s)".formatted(call).repeat(61) + LAST_ERROR,
                            Guests.data(0, json)),
                    "all");

            host.run();

            assertThat(server.connections()).isEqualTo(60);
            assertThat(host.calls("ft_http_request").getLast().result()).isEqualTo(-4);
            assertThat(host.messages())
                    .containsExactly("45:more than 60 requests in a minute: make fewer");
        }
    }

    @Test
    void audit_request_placesAndSizesAndNoSecret() throws Exception {
        try (TestHost host = TestHost.open(folder);
                TestServer server = TestServer.saying(HELLO)) {
            String address = "127.0.0.1:" + server.port();
            String json =
                    "{\"method\":\"POST\",\"url\":\"http://%s/s3cret?s3cret\",\"headers\":{\"Authorization\":\"s3cret\",\"X-S3cret\":\"x\"},\"body\":\"s3cret\"}"
                            .formatted(address);
            host.load(
                    manifest("[\"" + address + "\"]"),
                    Guests.running(
                            "(drop (call $http (i32.const 0) (i32.const %d)))"
                                    .formatted(json.length()),
                            Guests.data(0, json)),
                    "all");

            host.run();

            AuditEntry call = call(host);
            assertThat(call.outcome()).isEqualTo(AuditOutcome.OK);
            assertThat(call.arguments())
                    .isEqualTo(
                            "POST http://%s, 6 bytes sent, status 201, 11 bytes received"
                                    .formatted(address));
            assertThat(call.duration()).isNotNull();
            assertThat(server.takeRequest()).contains("s3cret");
            assertThat(host.everything()).doesNotContainIgnoringCase("s3cret");
        }
    }

    @Test
    void audit_longNames_endOfTheHostAndThePortAreThere() throws Exception {
        String host = "a".repeat(60) + "." + "b".repeat(60) + ".evil.example";
        try (TestHost guests = TestHost.open(folder)) {
            messages(
                    guests,
                    "[\"x.example\"]",
                    "{'method':'%s','url':'https://%s:8443'}".formatted("M".repeat(200), host));

            assertThat(call(guests).arguments())
                    .startsWith("MMMMMMMMMMMM… https://…")
                    .endsWith("b.evil.example:8443, 0 bytes sent");
        }
    }
}

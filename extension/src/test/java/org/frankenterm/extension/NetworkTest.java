package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Guests that reach for the network, in a host whose names lead where a test wants.
@Timeout(120)
class NetworkTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
    private static final String HELLO = "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi";

    @TempDir Path folder;

    private HostFixture host(Duration time, NameResolver names) {
        return HostFixture.resolving(folder, time, names);
    }

    /// A guest whose handler makes requests one after the other.
    private static String requesting(List<String> jsons) {
        StringBuilder calls = new StringBuilder();
        StringBuilder data = new StringBuilder();
        int at = 0;
        for (String json : jsons) {
            calls.append(
                    "(call $show (call $http (i32.const %d) (i32.const %d)))"
                            .formatted(at, Guests.length(json)));
            data.append(Guests.data(at, json));
            at += 256;
        }
        return Guests.module(Guests.handler("on_event", calls.toString()), data.toString());
    }

    private static String get(String url) {
        return "{\"url\":\"" + url + "\"}";
    }

    private static List<String> network(String... hosts) {
        return List.of("network = [\"" + String.join("\", \"", hosts) + "\"]");
    }

    /// Each look-up gives the next answer.
    private static NameResolver rebinding(InetAddress... answers) {
        List<InetAddress> left = new CopyOnWriteArrayList<>(answers);
        return _ -> List.of(left.removeFirst());
    }

    /// The name led to the Internet when it was granted and asked for first, and to this machine
    /// when it is asked for again: the address that is connected to is the one that is decided.
    @Test
    void rebinding_publicThenPrivate_denied() throws Exception {
        try (TestServer secret = TestServer.saying(HELLO);
                TestServer server =
                        TestServer.saying(
                                "HTTP/1.1 302 X\nContent-Length: 0\nLocation: http://rebind.example:%d/\n\n"
                                        .formatted(secret.port()));
                HostFixture host = host(Duration.ofSeconds(60), rebinding(LOOPBACK))) {
            host.load(
                    "guest",
                    requesting(List.of(get(server.url("/")))),
                    network("127.0.0.1:" + server.port(), "rebind.example:" + secret.port()),
                    "all");

            assertThat(host.outcome()).isInstanceOf(CallOutcome.Completed.class);
            assertThat(host.logOf("guest")).containsExactly("-2");
            assertThat(secret.connections()).isZero();
        }
    }

    @Test
    void rebinding_secondRequest_decidedAnew() throws Exception {
        try (TestServer secret = TestServer.saying(HELLO);
                HostFixture host = host(Duration.ofSeconds(60), rebinding(PUBLIC, LOOPBACK))) {
            String url = "http://rebind.example:" + secret.port() + "/";
            host.load(
                    "guest",
                    requesting(List.of("{\"url\":\"" + url + "\",\"timeout_ms\":1}", get(url))),
                    network("rebind.example:" + secret.port()),
                    "all");

            assertThat(host.outcome()).isInstanceOf(CallOutcome.Completed.class);
            assertThat(host.logOf("guest")).containsExactly("-5", "-2");
            assertThat(secret.connections()).isZero();
        }
    }

    @Test
    void name_leadsToANamedAddress_reached() throws Exception {
        try (TestServer server = TestServer.saying(HELLO);
                HostFixture host = host(Duration.ofSeconds(60), _ -> List.of(LOOPBACK))) {
            host.load(
                    "guest",
                    requesting(List.of(get("http://home.example:" + server.port() + "/"))),
                    network("home.example:" + server.port(), "127.0.0.1:" + server.port()),
                    "all");

            assertThat(host.outcome()).isInstanceOf(CallOutcome.Completed.class);
            assertThat(host.logOf("guest").getFirst()).contains("\"status\":200");
        }
    }

    @Test
    void server_neverAnswers_callTimesOutInTheRequest() throws Exception {
        try (TestServer server = TestServer.answering((_, _) -> new CountDownLatch(1).await());
                HostFixture host = host(Duration.ofMillis(200), NameResolver.SYSTEM)) {
            host.load(
                    "guest",
                    requesting(
                            List.of("{\"url\":\"" + server.url("/") + "\",\"timeout_ms\":60000}")),
                    network("127.0.0.1:" + server.port()),
                    "all");

            CallOutcome outcome = host.outcome();

            assertThat(outcome).isInstanceOf(CallOutcome.TimedOut.class);
            assertThat(outcome.message()).contains("ft_http_request");
        }
    }

    @Test
    void server_neverAnswersAndNoTimeout_guestIsToldInTime() throws Exception {
        try (TestServer server = TestServer.answering((_, _) -> new CountDownLatch(1).await());
                HostFixture host = host(Duration.ofSeconds(1), NameResolver.SYSTEM)) {
            host.load(
                    "guest",
                    requesting(List.of(get(server.url("/")))),
                    network("127.0.0.1:" + server.port()),
                    "all");

            assertThat(host.outcome()).isInstanceOf(CallOutcome.Completed.class);
            assertThat(host.logOf("guest")).containsExactly("-5");
        }
    }

    @Test
    void cancel_duringARequest_endsItAndItsConnection() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        TestServer.Answer untilTheClientLeaves =
                (_, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    left.await();
                };
        try (TestServer server = TestServer.answering(untilTheClientLeaves);
                HostFixture host = host(Duration.ofSeconds(60), NameResolver.SYSTEM)) {
            Extension extension =
                    host.load(
                            "guest",
                            requesting(List.of(get(server.url("/")))),
                            network("127.0.0.1:" + server.port()),
                            "all");
            List<DispatchReport> reports = new CopyOnWriteArrayList<>();
            Thread firing = Thread.ofPlatform().start(() -> reports.add(fire(host)));
            server.takeRequest();

            extension.cancel();
            firing.join();

            assertThat(reports.getFirst().handlers().getFirst().outcome().completed()).isFalse();
            left.countDown();
        }
    }

    private static DispatchReport fire(HostFixture host) {
        try {
            return host.fire();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Whatever of a request is still under way when its guest is gone, nothing of it reaches the
    /// memory of those that come after, or of the one beside.
    @Test
    void request_timedOutInItsBody_then100Reloads_nothingIsLeft() throws Exception {
        byte[] begin =
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nPOISON"
                        .getBytes(StandardCharsets.ISO_8859_1);
        List<CountDownLatch> stalled = new CopyOnWriteArrayList<>();
        TestServer.Answer stalling =
                (_, out) -> {
                    CountDownLatch goOn = new CountDownLatch(1);
                    stalled.add(goOn);
                    out.write(begin);
                    out.flush();
                    goOn.await();
                    out.write("POISON".repeat(1000).getBytes(StandardCharsets.ISO_8859_1));
                };
        try (TestServer server = TestServer.answering(stalling);
                HostFixture host = host(Duration.ofMillis(300), NameResolver.SYSTEM)) {
            String json = "{\"url\":\"" + server.url("/") + "\",\"timeout_ms\":60000}";
            host.load("canary", HostFixture.HOOK, canary(false));
            Extension guest =
                    host.load(
                            "guest",
                            requesting(List.of(json)),
                            network("127.0.0.1:" + server.port()),
                            "all");
            host.load("reloaded", HostFixture.HOOK, canary(true));

            DispatchReport first = host.fire();
            stalled.forEach(CountDownLatch::countDown);

            assertThat(first.handlers().get(1).outcome()).isInstanceOf(CallOutcome.TimedOut.class);
            List<CallOutcome> canaries = new ArrayList<>();
            guest.close();
            for (int i = 0; i < 100; i++) {
                DispatchReport report = host.host.fire(Event.of(HostFixture.EVENT));
                canaries.add(report.handlers().getFirst().outcome());
                assertThat(report.handlers().getLast().outcome())
                        .isInstanceOf(CallOutcome.Trapped.class);
            }
            assertThat(canaries).hasSize(100).allMatch(CallOutcome::completed);
            assertThat(host.logOf("reloaded"))
                    .filteredOn(line -> !line.startsWith("on_event: the guest trapped"))
                    .hasSize(101)
                    .containsOnly("0");
            awaitNoRequests();
        }
    }

    /// Looks whether its page is as it was made: all zeros but for a byte of its own. Says how many
    /// other bytes there are, and fails if there are any.
    private static String canary(boolean traps) {
        return Guests.module(
                """
                (func (export "on_event") (result i32)
                  (local $at i32) (local $wrong i32)
                  (loop $next
                    (local.set $wrong (i32.add (local.get $wrong)
                      (i32.ne (i32.load8_u (local.get $at)) (i32.const 0))))
                    (local.set $at (i32.add (local.get $at) (i32.const 1)))
                    (br_if $next (i32.lt_u (local.get $at) (i32.const 32000))))
                  (call $number (local.get $wrong))
                  %s
                  (local.get $wrong))
                """
                        .formatted(traps ? "unreachable" : ""));
    }

    private static void awaitNoRequests() {
        while (Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("frankenterm-http-guest"))) {
            Thread.onSpinWait();
        }
    }
}

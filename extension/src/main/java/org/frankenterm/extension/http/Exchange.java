package org.frankenterm.extension.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One request and its response, over a connection of its own, to one of the addresses that were
/// checked. No proxy, cookie, credential, redirect or second try: what happens is in here.
final class Exchange implements Job.Work<HttpResponse> {
    private static final String AGENT = "FrankenTerm";
    private static final byte[] NO_BYTES = {};

    /// Four times what browsers see on large sites; 2 MiB at most for a head.
    private static final Http1Config BOUNDS =
            Http1Config.custom().setMaxHeaderCount(128).setMaxLineLength(16 << 10).build();

    private final HttpRequest request;
    private final List<InetAddress> addresses;
    private final Tls tls;
    private final Duration time;
    private @Nullable Socket socket;
    private boolean aborted;

    /// @param addresses the only ones that are connected to
    /// @param time that it can take at most; divided among the addresses for connecting
    Exchange(HttpRequest request, List<InetAddress> addresses, Tls tls, Duration time) {
        this.request = request;
        this.addresses = List.copyOf(addresses);
        this.tls = tls;
        this.time = time;
    }

    @Override
    public HttpResponse run() throws IOException {
        Url url = request.url();
        HttpHost host = new HttpHost(url.scheme(), url.bareHost(), url.port());
        try (MinimalHttpClient client = HttpClients.createMinimal(connections())) {
            try {
                return client.execute(host, message(host), this::answer);
            } finally {
                abort(); // first: closing what is above it may want to read the rest
            }
        }
    }

    /// Closes the socket: whatever waits for it fails.
    @Override
    public synchronized void abort() {
        aborted = true;
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // it is closed nevertheless
            }
        }
    }

    /// Each address that is tried gets a socket. Java's own would ask the system's properties for a
    /// proxy.
    private synchronized Socket newSocket() throws SocketException {
        if (aborted) {
            throw new SocketException("the request was aborted");
        }
        Socket fresh = new Socket(Proxy.NO_PROXY);
        socket = fresh;
        return fresh;
    }

    private BasicHttpClientConnectionManager connections() {
        TlsSocketStrategy encrypted = (plain, host, port, _, _) -> tls.over(plain, host, port);
        BasicHttpClientConnectionManager connections =
                new BasicHttpClientConnectionManager(
                        new DefaultHttpClientConnectionOperator(
                                _ -> newSocket(),
                                null,
                                checkedAddresses(),
                                scheme -> scheme.equals("https") ? encrypted : null),
                        ManagedHttpClientConnectionFactory.builder().http1Config(BOUNDS).build());
        connections.setConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(timeout(time.dividedBy(addresses.size())))
                        .setSocketTimeout(timeout(time))
                        .build());
        return connections;
    }

    /// 0 would be no limit.
    private static Timeout timeout(Duration time) {
        return Timeout.ofMilliseconds(Math.max(1, time.toMillis()));
    }

    /// Nothing is looked up here: one host has addresses, those that were checked.
    private DnsResolver checkedAddresses() {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                if (!host.equals(request.url().bareHost())) {
                    throw new UnknownHostException(host);
                }
                return addresses.toArray(InetAddress[]::new);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private ClassicHttpRequest message(HttpHost host) {
        BasicClassicHttpRequest message =
                new BasicClassicHttpRequest(request.method(), host, request.url().target());
        request.headers().forEach(header -> message.addHeader(header.name(), header.value()));
        message.addHeader("Connection", "close");
        if (!request.has("user-agent")) {
            message.addHeader("User-Agent", AGENT);
        }
        if (!request.has("accept-encoding")) {
            message.addHeader("Accept-Encoding", "gzip");
        }
        byte[] body = request.body();
        if (body != null) {
            message.setEntity(new ByteArrayEntity(body, null));
        }
        return message;
    }

    private HttpResponse answer(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        boolean compressed = entity != null && entity.getContentLength() != 0 && gzip(entity);
        List<Header> headers = new ArrayList<>();
        for (org.apache.hc.core5.http.Header header : response.getHeaders()) {
            String name = header.getName();
            boolean ofCompressed =
                    name.equalsIgnoreCase("content-encoding")
                            || name.equalsIgnoreCase("content-length");
            if (!compressed || !ofCompressed) {
                headers.add(new Header(name, header.getValue() == null ? "" : header.getValue()));
            }
        }
        return new HttpResponse(
                response.getCode(), headers, entity == null ? NO_BYTES : body(entity, compressed));
    }

    private static boolean gzip(HttpEntity entity) {
        String encoding = entity.getContentEncoding();
        return "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
    }

    private byte[] body(HttpEntity entity, boolean compressed) throws IOException {
        try {
            byte[] raw = new BodyStream(entity.getContent()).readAllBytes();
            return compressed ? Gzip.unpack(raw) : raw;
        } catch (IOException e) {
            abort();
            throw e;
        }
    }
}

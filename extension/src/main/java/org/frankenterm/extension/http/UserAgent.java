package org.frankenterm.extension.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.HostName;

/// One extension's HTTP: makes its requests one after the other and follows their redirects. Each
/// connection, the first and those after redirects, is decided by host and port, its host looked up
/// once, each address found decided unless it is public, and then only those are connected to.
///
/// Used by one thread, which waits while others work; a request that it has to leave is aborted.
/// Nothing is kept from request to request: no connection, cookie, credential or session.
public final class UserAgent {
    private static final int MAX_REDIRECTS = 10;

    /// A host with more addresses than that is not tried further.
    private static final int MAX_ADDRESSES = 8;

    private final String threadName;
    private final Lookups lookups;
    private final Tls tls;
    private final RequestRate rate = new RequestRate();

    /// An extension's.
    ///
    /// @param extension its name
    /// @param names finds the addresses of hosts
    public UserAgent(String extension, NameResolver names) {
        this(extension, names, new Tls(null));
    }

    UserAgent(String extension, NameResolver names, Tls tls) {
        this.threadName = "frankenterm-http-" + extension;
        this.lookups = new Lookups(names);
        this.tls = tls;
    }

    /// Makes a request.
    ///
    /// @return the response, whatever its status
    /// @throws HttpProblem if there is none; of kind `DENIED` only after the requester's own
    ///   decision
    public HttpResponse send(HttpRequest request, Requester requester) throws HttpProblem {
        Visit visit = new Visit(requester, deadline(request, requester));
        HttpRequest next = request;
        for (int redirects = 0; ; redirects++) {
            HttpResponse response = visit.response(next, redirects == 0);
            HttpRequest further = Redirect.of(next, response);
            if (further == null) {
                return response;
            }
            if (redirects == MAX_REDIRECTS) {
                throw HttpProblem.failed(
                        "%s redirects more than %d times"
                                .formatted(request.url().origin(), MAX_REDIRECTS));
            }
            next = further;
        }
    }

    /// Without a timeout a tenth of the time is left for saying that there was no answer.
    private static long deadline(HttpRequest request, Requester requester) {
        Duration timeout = request.timeout();
        long remaining = requester.remainingNanos();
        return System.nanoTime()
                + (timeout == null ? remaining - remaining / 10 : timeout.toNanos());
    }

    /// One request on its way, from host to host.
    private final class Visit {
        private final Requester requester;
        private final long deadlineNanos;

        Visit(Requester requester, long deadlineNanos) {
            this.requester = requester;
            this.deadlineNanos = deadlineNanos;
        }

        HttpResponse response(HttpRequest request, boolean first) throws HttpProblem {
            Url url = request.url();
            requester.visits(url);
            require(new AccessRequest.Connect(url.host(), url.port()));
            if (first && !rate.take(System.nanoTime())) {
                throw HttpProblem.limit(
                        "more than %d requests in a minute: make fewer"
                                .formatted(RequestRate.MAX_PER_MINUTE));
            }
            List<InetAddress> addresses = addresses(url);
            for (InetAddress address : addresses) {
                if (!isPublic(address)) {
                    require(new AccessRequest.ConnectPrivate(HostName.of(address), url.port()));
                }
            }
            Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
            return await(new Exchange(request, addresses, tls, left), url);
        }

        private void require(AccessRequest access) throws HttpProblem {
            if (requester.decide(access) instanceof Decision.Denied(String reason)) {
                throw new HttpProblem(Kind.DENIED, reason);
            }
        }

        private List<InetAddress> addresses(Url url) throws HttpProblem {
            if (HostName.isAddress(url.host())) {
                return List.of(InetAddress.ofLiteral(url.bareHost()));
            }
            List<InetAddress> found = await(lookups.of(url.host()), url);
            if (found.isEmpty()) {
                throw HttpProblem.failed("the host %s has no address".formatted(url.host()));
            }
            return found.subList(0, Math.min(found.size(), MAX_ADDRESSES));
        }

        private <T> T await(Job.Work<T> work, Url url) throws HttpProblem {
            Job<T> job = Job.start(threadName, work);
            try {
                if (!requester.await(job::done, deadlineNanos - System.nanoTime())) {
                    throw Failure.late(url);
                }
                return job.result();
            } catch (IOException e) {
                throw Failure.of(e, url);
            } finally {
                job.abort();
            }
        }
    }

    /// An address of this machine's own is none of the Internet's either: what listens behind it
    /// may be behind a firewall for everybody else.
    private static boolean isPublic(InetAddress address) {
        try {
            return AddressTable.isPublic(address)
                    && NetworkInterface.getByInetAddress(address) == null;
        } catch (SocketException e) {
            return false;
        }
    }
}

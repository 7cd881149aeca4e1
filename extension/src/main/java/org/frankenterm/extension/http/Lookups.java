package org.frankenterm.extension.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Semaphore;

/// One extension's look-ups of names. The system's resolver can't be interrupted, so a look-up that
/// takes too long is left to itself; there are so many of them at most.
final class Lookups {
    private static final int MAX_RUNNING = 4;

    private final NameResolver names;
    private final Semaphore free = new Semaphore(MAX_RUNNING);

    Lookups(NameResolver names) {
        this.names = names;
    }

    /// The look-up of a host. Ends in a problem of kind `LIMIT` if too many are running.
    Job.Work<List<InetAddress>> of(String host) {
        return new Job.Work<>() {
            @Override
            public List<InetAddress> run() throws UnknownHostException, HttpProblem {
                if (!free.tryAcquire()) {
                    throw HttpProblem.limit(
                            "%d look-ups of hosts haven't come back yet: try again later"
                                    .formatted(MAX_RUNNING));
                }
                try {
                    return List.copyOf(names.resolve(host));
                } finally {
                    free.release();
                }
            }

            @Override
            public void abort() {}
        };
    }
}

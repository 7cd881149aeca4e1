package org.frankenterm.extension.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;

/// A thread of a test that makes requests: allows what it was told to, and keeps what it was asked.
final class TestRequester implements Requester {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final IntPredicate privateToo;
    final List<AccessRequest> asked = new ArrayList<>();
    final List<String> visited = new ArrayList<>();

    private TestRequester(IntPredicate privateToo) {
        this.privateToo = privateToo;
    }

    /// Allows every host and every address.
    static TestRequester trusting() {
        return new TestRequester(_ -> true);
    }

    /// Allows every host, but public addresses alone.
    static TestRequester careful() {
        return new TestRequester(_ -> false);
    }

    /// Allows every host, but of addresses that are not public those with one port alone.
    static TestRequester allowing(int port) {
        return new TestRequester(each -> each == port);
    }

    @Override
    public Decision decide(AccessRequest request) {
        asked.add(request);
        return switch (request) {
            case AccessRequest.Connect _ -> Decision.ALLOWED;
            case AccessRequest.ConnectPrivate(_, int port) ->
                    privateToo.test(port) ? Decision.ALLOWED : new Decision.Denied("private");
            default -> throw new AssertionError(request);
        };
    }

    @Override
    public void visits(Url url) {
        visited.add(url.origin());
    }

    @Override
    public boolean await(BooleanSupplier done, long nanos) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(left);
        }
        return true;
    }

    @Override
    public long remainingNanos() {
        return MINUTE;
    }
}

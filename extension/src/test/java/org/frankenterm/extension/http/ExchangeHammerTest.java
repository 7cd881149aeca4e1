package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.frankenterm.extension.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A request that is aborted at any moment ends, whatever it was at. What doesn't, hangs here.
@Timeout(60)
class ExchangeHammerTest {
    private static final int TIMES = 200;

    /// Longer than connecting and sending take on loopback.
    private static final int LATEST_NANOS = 2_000_000;

    @Test
    void abort_atAnyMoment_endsTheRequest() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (TestServer server =
                TestServer.answering((_, out) -> {
                    out.write(TestServer.bytes("HTTP/1.1 200 OK\nContent-Length: 9\n\nx"));
                    new CountDownLatch(1).await();
                })) {
            for (int i = 0; i < TIMES; i++) {
                Job<HttpResponse> job =
                        Job.start(
                                "hammer",
                                ExchangeTest.exchange("{'url':'" + server.url("/") + "'}"));
                long until = System.nanoTime() + random.nextInt(LATEST_NANOS);
                while (System.nanoTime() - until < 0) {
                    Thread.onSpinWait();
                }
                job.abort();
                while (!job.done()) {
                    LockSupport.park(job);
                }
                assertThatThrownBy(job::result).isInstanceOf(IOException.class);
            }
        }
    }
}

package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.frankenterm.extension.http.HttpProblem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookupsTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

    private final CountDownLatch answers = new CountDownLatch(1);
    private final Semaphore running = new Semaphore(0);

    private List<InetAddress> slowly(String host) {
        running.release();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return List.of(ADDRESS);
    }

    @Test
    void run_host_itsAddresses() throws Exception {
        Lookups lookups = new Lookups(host -> host.equals("a") ? List.of(ADDRESS) : List.of());

        assertThat(lookups.of("a").run()).containsExactly(ADDRESS);
        assertThat(lookups.of("b").run()).isEmpty();
    }

    @Test
    void run_noHost_thrownAndFree() {
        Lookups lookups =
                new Lookups(host -> {
                    throw new UnknownHostException(host);
                });
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> lookups.of("a").run())
                    .isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void run_namesThatNeverAnswer_fourThreadsAtMost() throws Exception {
        Lookups lookups = new Lookups(this::slowly);
        List<Job<List<InetAddress>>> left = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            left.add(Job.start("lookup", lookups.of("a")));
            running.acquire();
            left.getLast().abort(); // which the resolver doesn't hear
        }

        assertThatThrownBy(() -> lookups.of("a").run())
                .isInstanceOfSatisfying(
                        HttpProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIMIT))
                .hasMessage("4 look-ups of hosts haven't come back yet: try again later");

        answers.countDown();
        for (Job<?> job : left) {
            while (!job.done()) {
                Thread.onSpinWait();
            }
        }
        assertThat(lookups.of("a").run()).containsExactly(ADDRESS);
    }
}

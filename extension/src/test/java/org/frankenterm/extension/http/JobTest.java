package org.frankenterm.extension.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.frankenterm.extension.http.Job.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JobTest {
    private interface Body {
        String run() throws IOException, HttpProblem;
    }

    private static Work<String> work(Body body, Runnable abort) {
        return new Work<>() {
            @Override
            public String run() throws IOException, HttpProblem {
                return body.run();
            }

            @Override
            public void abort() {
                abort.run();
            }
        };
    }

    private static <T> Job<T> awaited(Work<T> work) {
        Job<T> job = Job.start("job", work);
        while (!job.done()) {
            LockSupport.park(job); // without its unpark this would hang
        }
        return job;
    }

    private static void assertThrown(Throwable thrown) {
        assertThatThrownBy(() -> awaited(work(() -> sneaky(thrown), () -> {})).result())
                .isSameAs(thrown);
    }

    private static String sneaky(Throwable thrown) throws IOException, HttpProblem {
        switch (thrown) {
            case IOException e -> throw e;
            case HttpProblem e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        }
    }

    @Test
    void result_work_itsOwnOnItsOwnThread() throws Exception {
        String name = awaited(work(() -> Thread.currentThread().getName(), () -> {})).result();

        assertThat(name).isEqualTo("job");
    }

    @Test
    void result_whatTheWorkThrew_thrownToWhoWaits() {
        assertThrown(new IOException("a"));
        assertThrown(HttpProblem.failed("b"));
        assertThrown(new IllegalArgumentException("c"));
        assertThrown(new OutOfMemoryError("d"));
    }

    @Test
    void result_notDone_refused() {
        CountDownLatch end = new CountDownLatch(1);
        Job<String> job = Job.start("job", work(() -> await(end), end::countDown));

        assertThatThrownBy(job::result).isInstanceOf(IllegalStateException.class);
        job.abort();
    }

    @Test
    void abort_running_endsIt() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Job<String> job = Job.start("job", work(() -> await(end), end::countDown));

        job.abort();

        while (!job.done()) {
            LockSupport.park(job);
        }
        assertThat(job.result()).isEqualTo("ended");
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "ended";
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

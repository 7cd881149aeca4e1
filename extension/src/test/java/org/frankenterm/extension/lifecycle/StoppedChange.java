package org.frankenterm.extension.lifecycle;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A process that makes a change, and stops for good at one of its steps.
final class StoppedChange {
    private StoppedChange() {}

    /// Changes.
    ///
    /// @param arguments the home, which [Change], and how many steps to take
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) {
        int last = Integer.parseInt(arguments[2]);
        AtomicInteger taken = new AtomicInteger();
        InstallationsFixture user = new InstallationsFixture(Path.of(arguments[0]));
        Change.valueOf(arguments[1])
                .make(
                        user.installations(step -> {
                            if (taken.incrementAndGet() == last) {
                                System.out.println(step);
                                stop();
                            }
                        }));
        System.out.println("done");
    }

    private static void stop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

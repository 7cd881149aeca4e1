package org.frankenterm.extension.lifecycle;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A process that holds the lock until it is killed.
final class LockHolder {
    private LockHolder() {}

    /// Holds.
    ///
    /// @param arguments the lock file
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) throws InterruptedException {
        try (var _ = ExtensionsLock.take(Path.of(arguments[0]))) {
            System.out.println("held");
            new CountDownLatch(1).await();
        }
    }
}

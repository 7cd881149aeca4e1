package org.frankenterm.extension.storage;

import static org.frankenterm.extension.storage.StorageFixture.GIT;
import static org.frankenterm.extension.storage.StorageFixture.NEVER;
import static org.frankenterm.extension.storage.StorageFixture.bytes;

import java.nio.file.Path;

/// A process that stores values until it is killed, and prints the number of each that was
/// acknowledged.
final class StorageWriter {
    private StorageWriter() {}

    /// Writes.
    ///
    /// @param arguments the home of the storage folder, and what keys begin with
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) throws Exception {
        StorageFixture fixture = new StorageFixture(Path.of(arguments[0]));
        try (Storage storage = fixture.open(GIT, "first", 64 << 20)) {
            for (int i = 0; i < 500; i++) {
                storage.set(bytes(arguments[1] + "-" + i), KilledWriterTest.value(i), NEVER);
                System.out.println(i);
            }
        }
        Thread.sleep(Long.MAX_VALUE);
    }
}

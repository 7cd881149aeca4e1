package org.frankenterm.extension.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.LogFilter;

/// Storages in a folder of the test's, and what they log.
final class StorageFixture {
    static final BooleanSupplier NEVER = () -> false;
    static final ExtensionId GIT = new ExtensionId("Git");
    static final long QUOTA = 1 << 20;

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:11:12Z"));

    final StorageFolder folder;
    final List<String> log = new CopyOnWriteArrayList<>();

    StorageFixture(Path home) {
        folder = new StorageFolder(home);
    }

    Storage open() {
        return open(GIT, "first", QUOTA);
    }

    Storage open(ExtensionId extension, String installation, long quota) {
        return at(new StoragePlace.Installed(folder, installation), extension, quota);
    }

    Storage at(StoragePlace place, ExtensionId extension, long quota) {
        HostLog host = HostLog.open(LogFilter.parse("trace"), CLOCK, log::add);
        return new Storage(place, extension, quota, host.hostCalls(extension.name()), CLOCK);
    }

    Path database() {
        return folder.database(GIT);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

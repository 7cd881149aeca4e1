package org.frankenterm.cli;

import java.util.function.Function;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.InstalledExtensions;

/// A host over what this user has installed.
final class UserHost {
    private UserHost() {}

    /// One that keeps the audit and the logs on disk.
    static ExtensionHost open(Invocation invocation) {
        HostConfig config = config(invocation);
        return ExtensionHost.open(
                RecordKeeping.in(invocation.environment()).map(config::withRecords).orElse(config));
    }

    private static HostConfig config(Invocation invocation) {
        return HostConfig.standard()
                .withEnvironment(invocation.environment())
                .withLogSink(invocation.err()::println)
                .withServices(MemorySettings.services());
    }

    /// Changes what is installed.
    static <T> T change(Invocation invocation, Function<InstalledExtensions, T> change) {
        try (ExtensionHost host = open(invocation)) {
            return change.apply(host.installed());
        }
    }

    /// Looks at what is installed; nothing is written.
    static <T> T look(Invocation invocation, Function<InstalledExtensions, T> question) {
        try (ExtensionHost host = ExtensionHost.open(config(invocation))) {
            return question.apply(host.installed());
        }
    }
}

package org.frankenterm.cli;

import java.nio.file.Path;
import java.util.Map;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;

/// Where the audit and the logs are, and whose of them were asked for.
final class StateFolder {
    private StateFolder() {}

    /// @throws ExtensionException if the environment doesn't say where
    static Path of(Map<String, String> environment) {
        return RecordKeeping.in(environment)
                .map(RecordKeeping::folder)
                .orElseThrow(() ->
                        new ExtensionException(
                                ErrorCode.IO,
                                "can't find the audit and the logs: neither XDG_STATE_HOME nor HOME is an absolute path"));
    }

    /// @throws UsageException if it can't be a name
    static ExtensionId extension(String name) {
        if (!ExtensionId.valid(name)) {
            throw new UsageException("NAME is that of an extension: " + ExtensionId.RULE);
        }
        return new ExtensionId(name);
    }
}

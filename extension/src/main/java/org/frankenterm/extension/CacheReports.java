package org.frankenterm.extension;

import java.util.List;
import java.util.function.Consumer;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.cache.CacheEvent;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.log.Logger;

/// What the cache has to say while an extension is loaded: lines of the log and entries of the
/// audit, but that there is none on disk is for the user, who can do something about it.
final class CacheReports {
    private CacheReports() {}

    /// @param trail of the extension
    /// @param notices takes what is for the user
    static Consumer<CacheEvent> of(HostLog log, AuditTrail trail, List<String> notices) {
        Logger logger = log.hostCalls(trail.extension());
        return event -> {
            switch (event) {
                case CacheEvent.Unusable unusable -> notices.add(unusable.message());
                case CacheEvent.Distrusted _, CacheEvent.NotKept _ -> {
                    logger.log(LogLevel.WARN, event.message());
                    trail.lifecycle("module cache", event.message());
                }
            }
        };
    }
}

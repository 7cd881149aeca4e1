package org.frankenterm.extension.sandbox;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.log.Logger;
import org.frankenterm.extension.text.Quantity;

/// The events that one extension should have heard and didn't: each is counted; the log and the
/// audit are told of them at most once a second, so that a flood of events is none of lines. Any
/// thread.
public final class Drops {
    /// Why an event is dropped.
    public enum Why {
        /// Too many wait.
        FULL("dropped, because 256 others were waiting"),
        /// A newer one stands for it.
        REPLACED("replaced by a newer one"),
        /// It had led to too many others, one by way of the other.
        TOO_DEEP("of its making dropped, because 8 extensions had caused them one after the other"),
        /// Its actions came late, and the host wants none of those.
        LATE("handled too late, their actions dropped");

        private final String text;

        Why(String text) {
            this.text = text;
        }
    }

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger logger;
    private final AuditTrail trail;
    private final Map<Why, Tally> tallies = new EnumMap<>(Why.class);
    private long toldNanos;
    private boolean silent = true;

    private static final class Tally {
        private long total;
        private long told;
    }

    Drops(Logger logger, AuditTrail trail) {
        this.logger = logger;
        this.trail = trail;
    }

    private Tally tally(Why why) {
        return tallies.computeIfAbsent(why, _ -> new Tally());
    }

    /// Counts one.
    ///
    /// @param now [System#nanoTime]
    void count(Why why, long now) {
        count(why, 1, now);
    }

    /// Counts several.
    ///
    /// @param now [System#nanoTime]
    void count(Why why, int events, long now) {
        String news;
        synchronized (this) {
            tally(why).total += events;
            news = due(now) ? news(now) : "";
        }
        tell(news);
    }

    /// How many there were ever for a reason.
    synchronized long total(Why why) {
        return tally(why).total;
    }

    /// Tells what wasn't told yet, if it is time.
    void tell(long now) {
        String news;
        synchronized (this) {
            news = due(now) ? news(now) : "";
        }
        tell(news);
    }

    /// Tells what wasn't told yet: nothing follows.
    void close() {
        String news;
        synchronized (this) {
            news = news(toldNanos);
        }
        tell(news);
    }

    private boolean due(long now) {
        return silent || now - toldNanos >= QUIET_NANOS;
    }

    private String news(long now) {
        List<String> news = new ArrayList<>();
        for (Map.Entry<Why, Tally> entry : tallies.entrySet()) {
            Tally tally = entry.getValue();
            long count = tally.total - tally.told;
            if (count > 0) {
                String events = count == 1 ? " event " : " events ";
                news.add(Quantity.count(count) + events + entry.getKey().text);
                tally.told = tally.total;
                silent = false;
                toldNanos = now;
            }
        }
        return String.join("; ", news);
    }

    private void tell(String news) {
        if (!news.isEmpty()) {
            logger.log(LogLevel.WARN, news);
            trail.lifecycle("events dropped", news);
        }
    }
}

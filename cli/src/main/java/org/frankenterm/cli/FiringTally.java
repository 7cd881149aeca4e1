package org.frankenterm.cli;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;

/// What all firings of a run came to: each of them if they are few, totals for each handler in any
/// case.
final class FiringTally {
    /// More lines than this nobody reads.
    static final int EACH = 10;

    private static final String HOST_FAILED = "HOST_FAILED";

    private final int repeat;
    private final List<DispatchReport> firings = new ArrayList<>();
    private final List<HandlerTally> handlers = new ArrayList<>();
    private boolean hostFailed;

    /// @param repeat how many firings there will be
    FiringTally(int repeat) {
        this.repeat = repeat;
    }

    /// Counts one firing. Every report has the same handlers in the same order.
    void add(DispatchReport report) {
        if (repeat <= EACH) {
            firings.add(report);
        }
        for (int i = 0; i < report.handlers().size(); i++) {
            HandlerReport handler = report.handlers().get(i);
            if (i == handlers.size()) {
                handlers.add(new HandlerTally(handler.handler()));
            }
            handlers.get(i).add(handler);
            hostFailed |= isOurs(handler.outcome());
        }
    }

    /// Whether it ended by a mistake of the host's.
    static boolean isOurs(CallOutcome outcome) {
        return outcome instanceof CallOutcome.Trapped trapped && trapped.code().equals(HOST_FAILED);
    }

    int repeat() {
        return repeat;
    }

    /// Each firing in order; none if there were more than [#EACH].
    List<DispatchReport> firings() {
        return firings;
    }

    /// A total for each handler, in the order they are called in.
    List<HandlerTally> handlers() {
        return handlers;
    }

    /// Whether every handler did what it was asked, each time.
    boolean completed() {
        return handlers.stream().allMatch(handler -> handler.failures() == 0);
    }

    /// Whether a call ended by a mistake of the host's.
    boolean hostFailed() {
        return hostFailed;
    }
}

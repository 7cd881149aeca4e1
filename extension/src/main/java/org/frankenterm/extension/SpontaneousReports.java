package org.frankenterm.extension;

import org.frankenterm.extension.HostServices.Notifier;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.sandbox.SandboxListener;
import org.jspecify.annotations.Nullable;

/// What an extension did unasked, by a timer for instance, on its way to the sink; and the notice
/// that it has failed.
///
/// @param sink takes the reports
/// @param by whose they are
/// @param notifier shows the notice; null for nobody but the log
/// @param changes puts in force what other processes have changed
record SpontaneousReports(
        ReportSink sink, Recipient by, @Nullable Notifier notifier, Runnable changes)
        implements SandboxListener {
    @Override
    public void waking() {
        changes.run();
    }

    @Override
    public void ended(Event event, HandlerReport report) {
        sink.ended(event, by, report);
    }

    @Override
    public void failed(String notice) {
        if (notifier != null) {
            notifier.show(by.name(), by.name() + " failed", notice);
        }
    }
}

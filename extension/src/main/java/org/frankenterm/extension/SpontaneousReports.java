package org.frankenterm.extension;

import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.sandbox.SandboxListener;

/// What an extension did unasked, by a timer for instance, on its way to the sink.
///
/// @param sink takes it
record SpontaneousReports(ReportSink sink) implements SandboxListener {
    @Override
    public void ended(Event event, HandlerReport report) {
        sink.ended(event, report);
    }

    @Override
    public void failed(String notice) {
        // the sandbox has logged it
    }
}

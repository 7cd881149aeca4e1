package org.frankenterm.cli;

import java.util.Locale;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Exited;
import org.frankenterm.extension.api.CallOutcome.Failed;
import org.frankenterm.extension.api.CallOutcome.Late;
import org.frankenterm.extension.api.CallOutcome.OutOfFuel;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.json.JsonWriter;

/// The result of a run for programs. The form is stable and described in `docs/cli.md`.
final class RunJson {
    private final RunResult result;
    private final JsonWriter writer = new JsonWriter();

    RunJson(RunResult result) {
        this.result = result;
    }

    /// The document, one line of ASCII. May be asked for once.
    String document() {
        writer.object()
                .field("extension", result.extension())
                .field("event", result.event())
                .field("repeat", result.tally().repeat())
                .field("completed", result.tally().completed())
                .field("dry_run", result.dryRun());
        writer.name("notices").array();
        result.notices().forEach(writer::value);
        writer.end().name("handlers").array();
        result.tally().handlers().forEach(this::total);
        writer.end().name("firings").array();
        result.tally().firings().forEach(this::firing);
        writer.end().name("denied").array();
        result.denied().forEach(this::denied);
        return writer.end().end().toString();
    }

    private void total(HandlerTally tally) {
        HandlerTally.Spread spread = tally.spread();
        writer.object()
                .field("handler", tally.handler())
                .field("calls", tally.count())
                .field("failed", tally.failures())
                .field("actions", tally.actions())
                .field("fastest_ns", spread.least().toNanos())
                .field("median_ns", spread.median().toNanos())
                .field("slowest_ns", spread.most().toNanos())
                .end();
    }

    private void firing(DispatchReport report) {
        writer.array();
        report.handlers().forEach(this::call);
        writer.end();
    }

    private void call(HandlerReport report) {
        writer.object()
                .field("handler", report.handler())
                .field("outcome", OutcomeKind.of(report.outcome()).token())
                .field("message", report.outcome().message());
        details(report.outcome());
        writer.field("duration_ns", report.duration().toNanos())
                .field("fuel", report.fuel())
                .field("host_calls", report.hostCalls())
                .field("denied_calls", report.deniedCalls())
                .name("actions")
                .array();
        report.actions().forEach(this::action);
        writer.end().field("discarded_actions", report.discardedActions()).end();
    }

    private void action(Action action) {
        writer.object().field("action", ActionKind.of(action).token());
        switch (action) {
            case Action.SetConfig(String key, String json) ->
                    writer.field("key", key).name("value").value(value(json));
            case Action.SendInput(long pane, String text, boolean whileFocused) ->
                    writer.field("pane", pane)
                            .field("text", text)
                            .field("while_focused", whileFocused);
            case Action.Custom(String name, String payload) ->
                    writer.field("event", name).name("payload").value(value(payload));
            case Action.Notify(String title, String body) ->
                    writer.field("title", title).field("body", body);
            case Action.Log(LogLevel level, String message) ->
                    writer.field("level", level.name().toLowerCase(Locale.ROOT))
                            .field("message", message);
        }
        writer.end();
    }

    private static Json value(String text) {
        try {
            return JsonReader.parse(text);
        } catch (JsonProblem problem) {
            throw new AssertionError("checked when it was asked for", problem);
        }
    }

    private void details(CallOutcome outcome) {
        switch (outcome) {
            case Failed(int code) -> writer.field("result", code);
            case Exited(int status) -> writer.field("status", status);
            case Trapped trapped -> {
                writer.field("trap", trapped.code()).name("backtrace").array();
                trapped.backtrace().forEach(writer::value);
                writer.end();
            }
            case TimedOut timedOut -> writer.field("where", timedOut.where());
            case Completed _, OutOfFuel _, Late _, Skipped _ -> {}
        }
    }

    private void denied(DeniedCall call) {
        writer.object()
                .field("function", call.function())
                .field("arguments", call.arguments())
                .field("reason", call.reason())
                .field("times", call.times())
                .end();
    }
}

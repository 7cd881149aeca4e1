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
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.json.Json;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.json.JsonWriter;

/// What handlers did, for programs: the parts that the documents of `run` and `fire` have in
/// common.
final class ReportJson {
    private ReportJson() {}

    /// A handler's report, as an object.
    static void call(JsonWriter writer, HandlerReport report) {
        writer.object();
        members(writer, report);
        writer.end();
    }

    /// The members of that object, for one that has others too.
    static void members(JsonWriter writer, HandlerReport report) {
        writer.field("handler", report.handler())
                .field("outcome", OutcomeKind.of(report.outcome()).token())
                .field("message", report.outcome().message());
        details(writer, report.outcome());
        writer.field("duration_ns", report.duration().toNanos())
                .field("fuel", report.fuel())
                .field("host_calls", report.hostCalls())
                .field("denied_calls", report.deniedCalls())
                .name("actions")
                .array();
        report.actions().forEach(action -> action(writer, action));
        writer.end().field("discarded_actions", report.discardedActions());
    }

    private static void action(JsonWriter writer, Action action) {
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

    private static void details(JsonWriter writer, CallOutcome outcome) {
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

    /// Host calls that were denied, as an object.
    static void denied(JsonWriter writer, DeniedCall call) {
        writer.object();
        deniedMembers(writer, call);
        writer.end();
    }

    /// The members of that object, for one that has others too.
    static void deniedMembers(JsonWriter writer, DeniedCall call) {
        writer.field("function", call.function())
                .field("arguments", call.arguments())
                .field("reason", call.reason())
                .field("times", call.times());
    }
}

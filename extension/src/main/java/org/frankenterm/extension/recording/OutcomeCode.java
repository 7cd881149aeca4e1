package org.frankenterm.extension.recording;

import java.time.Duration;
import org.frankenterm.extension.api.CallOutcome;

/// How a guest call ended, as bytes.
final class OutcomeCode {
    private static final int COMPLETED = 0;
    private static final int FAILED = 1;
    private static final int TRAPPED = 2;
    private static final int OUT_OF_FUEL = 3;
    private static final int TIMED_OUT = 4;
    private static final int EXITED = 5;
    private static final int LATE = 6;
    private static final int SKIPPED = 7;
    private static final int COUNT = 8;

    private OutcomeCode() {}

    static void encode(CallOutcome outcome, Encoder to) {
        switch (outcome) {
            case CallOutcome.Completed _ -> to.number(COMPLETED);
            case CallOutcome.Failed(int code) ->
                    to.number(FAILED).number(Integer.toUnsignedLong(code));
            case CallOutcome.Trapped(var code, var message, var backtrace) ->
                    to.number(TRAPPED).text(code).text(message).list(backtrace, to::text);
            case CallOutcome.OutOfFuel(long limit, String message) ->
                    to.number(OUT_OF_FUEL).number(limit).text(message);
            case CallOutcome.TimedOut(var where, var limit, var message) ->
                    to.number(TIMED_OUT).text(where).number(limit.toNanos()).text(message);
            case CallOutcome.Exited(int status) ->
                    to.number(EXITED).number(Integer.toUnsignedLong(status));
            case CallOutcome.Late _ -> to.number(LATE);
            case CallOutcome.Skipped(String message, boolean declared) ->
                    to.number(SKIPPED).text(message).number(declared ? 1 : 0);
        }
    }

    static CallOutcome decode(Decoder from) throws Damaged {
        return switch (from.below(COUNT)) {
            case COMPLETED -> new CallOutcome.Completed();
            case FAILED -> new CallOutcome.Failed((int) from.number());
            case TRAPPED ->
                    new CallOutcome.Trapped(from.text(), from.text(), from.list(from::text));
            case OUT_OF_FUEL -> new CallOutcome.OutOfFuel(from.number(), from.text());
            case TIMED_OUT ->
                    new CallOutcome.TimedOut(
                            from.text(), Duration.ofNanos(from.number()), from.text());
            case EXITED -> new CallOutcome.Exited((int) from.number());
            case LATE -> new CallOutcome.Late();
            default -> new CallOutcome.Skipped(from.text(), from.below(2) == 1);
        };
    }
}

package org.frankenterm.extension.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;

/// Calls for a trail: of `named`, whose summary is its text, and of `counted`, whose summary is its
/// numbers.
final class Calls {
    static final int NAMED = 0;
    static final int COUNTED = 1;

    static final List<AuditedFunction> FUNCTIONS =
            List.of(
                    new AuditedFunction("named", false, (_, _, text) -> text),
                    new AuditedFunction(
                            "counted", false, (first, second, _) -> first + "/" + second));

    private Calls() {}

    static AuditTrail trail() {
        return trail(InstantSource.fixed(Instant.parse("2026-11-22T10:11:12Z")));
    }

    static AuditTrail trail(InstantSource clock) {
        return new AuditTrail("guest", "1.2.3", FUNCTIONS, clock);
    }

    static CallRecord named(String text) {
        return named(text.getBytes(StandardCharsets.UTF_8));
    }

    static CallRecord named(byte[] text) {
        CallRecord call = new CallRecord();
        call.beginGuestCall(1, "test");
        call.begin(NAMED, System.nanoTime());
        call.note(text);
        return call;
    }

    static CallRecord counted(long first, long second) {
        CallRecord call = new CallRecord();
        call.beginGuestCall(1, "test");
        call.begin(COUNTED, System.nanoTime());
        call.note(first, second);
        return call;
    }

    static CallRecord denied(String text, String reason) {
        CallRecord call = named(text);
        call.fail(AuditOutcome.DENIED, reason);
        return call;
    }
}

package org.frankenterm.extension.audit;

import org.frankenterm.extension.api.AuditEntry.AuditOutcome;

/// What is known of the host call that is being made: filled by the call, then copied into a ring.
/// One per guest, reused, guest thread only.
///
/// A reference that hardly ever changes is written only when it does: in an object that lives long,
/// a collector's write barrier costs more than the look.
public final class CallRecord {
    static final long UNMEASURED = -1;

    private static final byte[] NO_TEXT = {};

    int function;
    long call;
    String event = "";
    long startNanos;
    long durationNanos;
    long result;
    long first;
    long second;
    byte[] text = NO_TEXT;
    int textLength;
    AuditOutcome outcome = AuditOutcome.OK;
    String reason = "";

    /// Begins a guest call, which host calls are made in.
    ///
    /// @param number of it, from 1; 0 while the guest is started
    /// @param handles the event's name; empty during entry
    public void beginGuestCall(long number, String handles) {
        call = number;
        if (!event.equals(handles)) {
            event = handles;
        }
    }

    /// Begins the record of a host call.
    ///
    /// @param functionIndex in the trail's table
    /// @param start [System#nanoTime]
    public void begin(int functionIndex, long start) {
        function = functionIndex;
        startNanos = start;
        durationNanos = UNMEASURED;
        first = 0;
        second = 0;
        textLength = 0;
        if (outcome != AuditOutcome.OK) {
            outcome = AuditOutcome.OK;
            reason = "";
        }
    }

    /// Notes what the call is about: numbers that its [AuditedFunction.Summary] will write.
    public void note(long firstNumber, long secondNumber) {
        first = firstNumber;
        second = secondNumber;
    }

    /// Notes bytes that the summary will write; kept until the call ends, then copied.
    public void note(byte[] bytes) {
        text = bytes;
        textLength = bytes.length;
    }

    /// Notes that the call was denied or failed.
    public void fail(AuditOutcome how, String why) {
        outcome = how;
        reason = why;
    }

    /// Notes what the guest gets.
    public void result(long value) {
        result = value;
    }

    /// Notes how long it took.
    public void duration(long nanos) {
        durationNanos = nanos;
    }

    public int function() {
        return function;
    }

    public AuditOutcome outcome() {
        return outcome;
    }

    public String reason() {
        return reason;
    }

    public long startNanos() {
        return startNanos;
    }
}

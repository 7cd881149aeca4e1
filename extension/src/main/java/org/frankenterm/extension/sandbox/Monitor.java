package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.audit.CallRecord;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasi.Errno;
import org.frankenterm.wasi.WasiCall;
import org.frankenterm.wasi.WasiFunction;
import org.frankenterm.wasi.WasiListener;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.GuestAbort;
import org.frankenterm.wasmtime.GuestFault;
import org.frankenterm.wasmtime.GuestInterrupted;
import org.jspecify.annotations.Nullable;

/// The one checkpoint that every host call of an extension passes, WASI's included: it checks the
/// deadline, counts, decides what is asked of it, and records how the call ended. Guest thread
/// only, but for [#whereabouts].
///
/// One look at the clock serves deadline, audit and rates; a second one is taken only where a call
/// can wait, or somebody wants the duration.
public final class Monitor {
    /// Host calls that one guest call may make.
    static final long MAX_HOST_CALLS = 1_000_000;

    private static final int IN_GUEST_CODE = -1;

    /// How often a guest whose audit the disk hasn't taken looks again.
    private static final long CATCH_UP_NANOS = 500_000;

    private static final String TIME_OVER = "the call's time is over, or it was cancelled";

    private final String extension;
    private final HostTable table;
    private final AuditTrail trail;
    private final CallTracer tracer;
    private final CallRecord record = new CallRecord();
    private final AtomicInteger current = new AtomicInteger(IN_GUEST_CODE);
    private @Nullable AccessPolicy policy;
    private long calls;
    private long hostCalls;
    private long denied;

    Monitor(String extension, HostTable table, Recorders recorders) {
        this.extension = extension;
        this.table = table;
        this.trail = recorders.trail();
        this.tracer = recorders.tracer();
    }

    /// Who is told of each call.
    record Recorders(AuditTrail trail, CallTracer tracer) {}

    /// Begins an instance, whose calls are decided by a policy from now on. The guest's paths are
    /// opened next.
    void beginInstance(AccessPolicy decides) {
        policy = decides;
        beginCall("");
        current.setOpaque(table.mount());
    }

    /// Notes a granted path that the instance doesn't get as it was granted.
    ///
    /// @param reason a sentence, sanitised
    void unmounted(String path, String reason) {
        record.begin(table.mount(), System.nanoTime());
        record.note(path.getBytes(StandardCharsets.UTF_8));
        record.fail(AuditOutcome.DENIED, reason);
        leave(0);
        tracer.warn(reason);
    }

    /// Notes an event that the extension may not hear. Between guest calls.
    ///
    /// @param reason a sentence, sanitised
    void withheld(String event, String reason) {
        record.beginGuestCall(0, event);
        record.begin(table.event(), System.nanoTime());
        record.note(event.getBytes(StandardCharsets.UTF_8));
        record.fail(AuditOutcome.DENIED, reason);
        leave(0);
    }

    /// Tells the extension's user something, beside its calls.
    void warn(String what) {
        tracer.warn(what);
    }

    private AccessPolicy policy() {
        return Objects.requireNonNull(policy);
    }

    /// Whose calls pass it.
    public String extension() {
        return extension;
    }

    /// Begins a guest call. Handlers' calls are numbered from 1; what starts a guest has 0.
    ///
    /// @param event that a handler is given; empty while the guest is started
    void beginCall(String event) {
        boolean starting = event.isEmpty();
        calls += starting ? 0 : 1;
        hostCalls = 0;
        denied = 0;
        current.setOpaque(IN_GUEST_CODE);
        record.beginGuestCall(starting ? 0 : calls, event);
        trail.beginCall();
    }

    /// Ends it.
    void endCall() {
        trail.endCall();
    }

    /// How many host calls the guest call made.
    long hostCalls() {
        return hostCalls;
    }

    /// How many of them were denied.
    long denied() {
        return denied;
    }

    /// What the guest is doing: the host function that it is in, or `guest code`. Any thread.
    String whereabouts() {
        int function = current.getOpaque();
        return function == IN_GUEST_CODE ? "guest code" : table.name(function);
    }

    /// Runs a function of the extension ABI. Called by the linker for each call of a guest.
    ///
    /// @param function its index in the table
    /// @param hasResult whether the guest gets what the body returns
    public void run(int function, boolean hasResult, Caller caller, HostBody body) {
        CallContext context = caller.data(CallContext.class);
        long start = enter(function, caller);
        int result;
        try {
            result = body.run(context.call(caller, start));
        } catch (GuestFault fault) {
            result = failed(ResultCode.INVALID, "a pointer or length lies outside the memory");
        } catch (HostCall.InvalidArgument invalid) {
            result = failed(ResultCode.INVALID, String.valueOf(invalid.getMessage()));
        } catch (RuntimeException ended) {
            record.fail(AuditOutcome.ERROR, ending(ended));
            leave(0, caller);
            throw ended;
        }
        if (hasResult) {
            caller.returnI32(result);
        }
        context.failure(record.outcome() == AuditOutcome.OK ? "" : record.reason());
        leave(hasResult ? result : 0, caller);
        current.setOpaque(IN_GUEST_CODE);
    }

    /// Why a call ended the guest's; not in the guest's own words, which may hold anything.
    private static String ending(RuntimeException thrown) {
        return switch (thrown) {
            case GuestAbort _ -> "the guest ended its call";
            case GuestInterrupted _ -> TIME_OVER;
            default -> "the host function failed";
        };
    }

    private long enter(int function, Caller caller) {
        long now = System.nanoTime();
        current.setOpaque(function);
        record.begin(function, now);
        if (caller.interrupt().over(now)) {
            record.fail(AuditOutcome.ERROR, TIME_OVER);
            leave(0, caller);
            caller.interrupt().check(now);
        }
        if (++hostCalls > MAX_HOST_CALLS) {
            String tooMany =
                    "more than %s host calls in one call; do less in each event"
                            .formatted(Quantity.count(MAX_HOST_CALLS));
            record.fail(AuditOutcome.ERROR, tooMany);
            leave(0, caller);
            throw new GuestAbort(tooMany);
        }
        return now;
    }

    /// @throws GuestInterrupted if the call's time is over before the disk has taken the audit
    private void leave(long result, Caller caller) {
        leave(result);
        while (trail.crowded()) {
            caller.interrupt().sleep(CATCH_UP_NANOS);
        }
    }

    private void leave(long result) {
        record.result(result);
        boolean traced = tracer.wanted();
        if (traced || table.waits(record.function())) {
            record.duration(System.nanoTime() - record.startNanos());
        }
        trail.append(record);
        if (traced) {
            tracer.accept(trail.latest());
        }
    }

    /// Notes what the call is about: numbers that its summary writes.
    public void note(long first, long second) {
        record.note(first, second);
    }

    /// Notes what the call is about: bytes that its summary writes.
    public void note(byte[] text) {
        record.note(text);
    }

    /// Decides a request, and notes a denial.
    ///
    /// @return the decision; the body answers it
    public Decision decide(AccessRequest request) {
        return noted(policy().decide(request));
    }

    /// Notes a decision that was made before for the same request and the same grants.
    public Decision noted(Decision decision) {
        if (decision instanceof Decision.Denied(String reason)) {
            denied++;
            record.fail(AuditOutcome.DENIED, reason);
        }
        return decision;
    }

    /// Notes that the call failed.
    ///
    /// @param code of [ResultCode]
    /// @param reason a sentence, sanitised: for the audit and for `ft_last_error`
    /// @return the code
    public int failed(int code, String reason) {
        record.fail(AuditOutcome.ERROR, reason);
        return code;
    }

    /// Hears of WASI's calls.
    WasiListener wasiListener() {
        return new WasiListener() {
            @Override
            public void enter(WasiFunction function, Caller caller) {
                Monitor.this.enter(table.indexOf(function), caller);
                WasiSummaries.note(function, caller, record);
            }

            @Override
            public void leave(WasiFunction function, Caller caller, WasiCall call) {
                Errno errno = call.errno();
                WasiSummaries.note(function, caller, call, record);
                if (call.denied()) {
                    noted(new Decision.Denied(new WasiDenial(policy()).reason(call)));
                } else if (errno != Errno.SUCCESS) {
                    record.fail(AuditOutcome.ERROR, errno.name().toLowerCase(Locale.ROOT));
                }
                Monitor.this.leave(errno.code(), caller);
                if (errno != Errno.CANCELED) {
                    current.setOpaque(IN_GUEST_CODE);
                }
            }
        };
    }
}

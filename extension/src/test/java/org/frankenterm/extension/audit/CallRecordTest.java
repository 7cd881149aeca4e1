package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.junit.jupiter.api.Test;

class CallRecordTest {
    @Test
    void begin_afterADeniedCall_nothingOfItIsLeft() {
        AuditTrail trail = Calls.trail();
        CallRecord call = Calls.denied("secret", "no");
        call.note(1, 2);
        call.duration(5);
        trail.append(call);

        call.begin(Calls.NAMED, System.nanoTime());
        call.result(0);
        trail.append(call);
        call.begin(Calls.COUNTED, System.nanoTime());
        trail.append(call);

        AuditEntry named = trail.recent(2).getFirst();
        assertThat(named.arguments()).isEmpty();
        assertThat(named.outcome()).isEqualTo(AuditOutcome.OK);
        assertThat(named.reason()).isEmpty();
        assertThat(named.duration()).isNull();
        assertThat(trail.latest().arguments()).isEqualTo("0/0");
    }

    @Test
    void beginGuestCall_any_everyCallInItHasNumberAndEvent() {
        AuditTrail trail = Calls.trail();
        CallRecord call = new CallRecord();
        call.beginGuestCall(1, "");
        call.begin(Calls.NAMED, System.nanoTime());
        trail.append(call);
        call.beginGuestCall(2, "config.reload");
        call.begin(Calls.NAMED, System.nanoTime());
        trail.append(call);
        call.begin(Calls.NAMED, System.nanoTime());
        trail.append(call);

        assertThat(trail.recent(9)).extracting(AuditEntry::call).containsExactly(1L, 2L, 2L);
        assertThat(trail.recent(9))
                .extracting(AuditEntry::event)
                .containsExactly("", "config.reload", "config.reload");
    }
}

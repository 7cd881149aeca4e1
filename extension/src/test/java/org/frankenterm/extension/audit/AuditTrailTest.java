package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    @Test
    void recent_moreThanKept_lastOnesInOrderWithoutGaps() {
        AuditTrail trail = Calls.trail();
        for (int i = 0; i < 5000; i++) {
            trail.append(Calls.counted(i, 0));
        }

        assertThat(trail.total()).isEqualTo(5000);
        assertThat(trail.recent(Integer.MAX_VALUE))
                .extracting(AuditEntry::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(5000 - 1023 + 1, 5000).boxed().toList());
        assertThat(trail.recent(1)).containsExactly(trail.latest());
    }

    @Test
    void denied_floodOfAllowedCalls_survives() {
        AuditTrail trail = Calls.trail();
        trail.append(Calls.denied("A", "why"));
        for (int i = 0; i < 100_000; i++) {
            trail.append(Calls.counted(i, 0));
        }
        trail.append(Calls.denied("B", "why"));

        assertThat(trail.totalDenied()).isEqualTo(2);
        assertThat(trail.denied(10))
                .extracting(AuditEntry::arguments, AuditEntry::sequence)
                .containsExactly(tuple("A", 1L), tuple("B", 100_002L));
        assertThat(trail.recent(2000))
                .extracting(AuditEntry::outcome)
                .containsOnlyOnce(AuditOutcome.DENIED);
    }

    @Test
    void denied_moreThanKept_lastOnes() {
        AuditTrail trail = Calls.trail();
        for (int i = 0; i < 1000; i++) {
            trail.append(Calls.denied("N" + i, "why"));
        }

        assertThat(trail.denied(1000)).hasSize(255);
        assertThat(trail.denied(1000).getLast().arguments()).isEqualTo("N999");
        assertThat(trail.totalDenied()).isEqualTo(1000);
    }

    @Test
    void limit_negative_refused() {
        AuditTrail trail = Calls.trail();

        assertThatIllegalArgumentException().isThrownBy(() -> trail.recent(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> trail.denied(-1));
    }

    @Test
    void entry_whole_hasEverything() {
        AuditTrail trail = Calls.trail();
        CallRecord call = Calls.denied("HOME", "not granted");
        call.result(-1);
        call.duration(1500);

        trail.append(call);

        AuditEntry entry = trail.latest();
        assertThat(entry.extension()).isEqualTo("guest");
        assertThat(entry.call()).isEqualTo(1);
        assertThat(entry.version()).isEqualTo("1.2.3");
        assertThat(entry.event()).isEqualTo("test");
        assertThat(entry.function()).isEqualTo("named");
        assertThat(entry.arguments()).isEqualTo("HOME");
        assertThat(entry.outcome()).isEqualTo(AuditOutcome.DENIED);
        assertThat(entry.reason()).isEqualTo("not granted");
        assertThat(entry.result()).isEqualTo(-1);
        assertThat(entry.duration()).isEqualTo(Duration.ofNanos(1500));
    }

    @Test
    void duration_notMeasured_isNull() {
        AuditTrail trail = Calls.trail();
        trail.append(Calls.named("x"));

        assertThat(trail.latest().duration()).isNull();
    }

    @Test
    void text_tooLong_cutOnACharacterAndSeenToBe() {
        assertThat(arguments("a".repeat(127))).isEqualTo("a".repeat(127));
        assertThat(arguments("a".repeat(128))).isEqualTo("a".repeat(127) + "…");
        assertThat(arguments("a".repeat(126) + "é")).isEqualTo("a".repeat(126) + "…");
        assertThat(arguments("é".repeat(4000))).isEqualTo("é".repeat(63) + "…");
    }

    @Test
    void text_hostile_escapedAndAtMost256CodePoints() {
        assertThat(arguments("\u001b[2J\r\n\u202e")).isEqualTo("\\u{1b}[2J\\u{d}\\u{a}\\u{202e}");
        String shown = arguments("\u0000".repeat(1000));
        assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(256);
        assertThat(shown).startsWith("\\u{0}\\u{0}").endsWith("…");
    }

    @Test
    void text_notUtf8_replaced() {
        AuditTrail trail = Calls.trail();
        trail.append(Calls.named(new byte[] {'a', (byte) 0xff}));

        assertThat(trail.latest().arguments()).isEqualTo("a\uFFFD");
    }

    @Test
    void event_hostile_escaped() {
        AuditTrail trail = Calls.trail();
        CallRecord call = Calls.named("x");
        call.beginGuestCall(1, "a\u001b\n");
        trail.append(call);

        assertThat(trail.latest().event()).isEqualTo("a\\u{1b}\\u{a}");
    }

    @Test
    void time_ofACall_fromTheAnchorBeforeIt() {
        Instant loaded = Instant.parse("2026-11-22T10:11:12Z");
        AuditTrail trail = Calls.trail(() -> loaded);
        CallRecord call = new CallRecord();
        long now = System.nanoTime();
        call.begin(Calls.NAMED, now);
        trail.append(call);
        call.begin(Calls.NAMED, now + 7);
        trail.append(call);

        Instant first = trail.recent(2).getFirst().time();
        assertThat(first).isBetween(loaded, loaded.plusSeconds(60));
        assertThat(trail.latest().time()).isEqualTo(first.plusNanos(7));
    }

    /// As after a night in which the machine slept: the clock went on, `nanoTime` didn't.
    @Test
    void time_clockJumped_noticedByTheNextCalls() {
        AtomicReference<Instant> clock =
                new AtomicReference<>(Instant.parse("2026-11-22T22:00:00Z"));
        AuditTrail trail = Calls.trail(clock::get);
        CallRecord call = Calls.named("x");
        trail.append(call);
        clock.set(Instant.parse("2026-11-23T06:00:00Z"));

        call.begin(Calls.NAMED, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
        trail.append(call);

        assertThat(trail.recent(2).getFirst().time())
                .isBefore(Instant.parse("2026-11-22T22:10:00Z"));
        assertThat(trail.latest().time())
                .isBetween(
                        Instant.parse("2026-11-23T06:00:00Z"),
                        Instant.parse("2026-11-23T06:00:01Z"));
    }

    private static String arguments(String text) {
        AuditTrail trail = Calls.trail();
        trail.append(Calls.named(text.getBytes(StandardCharsets.UTF_8)));
        return trail.latest().arguments();
    }
}

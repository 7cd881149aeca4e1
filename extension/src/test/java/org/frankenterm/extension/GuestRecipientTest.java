package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.junit.jupiter.api.Test;

class GuestRecipientTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Containment PATIENT =
            new Containment(3, Duration.ofMinutes(1), LONG, LONG);
    private static final List<Hook> HOOKS = List.of(Hook.owned("first"), Hook.owned("second"));

    private final AtomicInteger woken = new AtomicInteger();
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final GuestRecipient recipient =
            new GuestRecipient(
                    new ExtensionId("guest"),
                    new GuestRecipient.Dormant() {
                        @Override
                        public void wake(GuestRecipient waiting) {
                            woken.incrementAndGet();
                        }

                        @Override
                        public Decision decide(AccessRequest request) {
                            return Decision.ALLOWED;
                        }
                    });

    private void deliver(String tag, Event event) {
        DeliveryListener listener =
                new DeliveryListener() {
                    @Override
                    public void ended(int index, HandlerReport report) {
                        ended.add(tag + index + " " + report.outcome().message());
                    }

                    @Override
                    public void deferred() {}
                };
        recipient.deliver(FiredEvent.of(event), HOOKS, listener).run();
    }

    private static Event output(int pane) {
        return new Event(
                "pane.output",
                "{\"pane_id\":%d,\"focused\":true,\"echo\":true,\"text\":\"x\"}".formatted(pane));
    }

    @Test
    void deliver_several_wakesOnceAndReportsNothing() {
        deliver("a", Event.of("bell"));
        deliver("b", Event.of("bell"));
        assertThat(woken).hasValue(1);
        assertThat(ended).isEmpty();
    }

    @Test
    void deliver_outputOfOnePane_theNewestStandsForTheOlder() {
        deliver("a", output(1));
        deliver("b", output(2));
        deliver("c", output(1));
        String replaced = " a newer event of the same kind takes its place";
        assertThat(ended).containsExactly("a0" + replaced, "a1" + replaced);

        recipient.close();

        assertThat(ended).hasSize(6).noneMatch(end -> end.startsWith("a2"));
    }

    @Test
    void deliver_moreThanCanWait_refused() {
        for (int i = 0; i < GuestRecipient.CAPACITY; i++) {
            deliver("a", Event.of("bell"));
        }
        assertThat(ended).isEmpty();
        deliver("b", Event.of("bell"));
        assertThat(ended)
                .containsExactly(
                        "b0 256 events are waiting already; this one is dropped",
                        "b1 256 events are waiting already; this one is dropped");
    }

    @Test
    void refuse_whatWaitsAndWhatComes_skippedWithoutAnotherTry() {
        deliver("a", Event.of("bell"));
        recipient.refuse("it is broken", PATIENT);
        deliver("b", Event.of("bell"));
        assertThat(ended)
                .containsExactly(
                        "a0 it is broken", "a1 it is broken", "b0 it is broken", "b1 it is broken");
        assertThat(woken).hasValue(1);
    }

    @Test
    void refuse_withoutAPause_triedAgainAtTheNext() {
        deliver("a", Event.of("bell"));
        recipient.refuse("it is broken", Containment.NONE);
        deliver("b", Event.of("bell"));
        assertThat(woken).hasValue(2);
        assertThat(ended).hasSize(2);
    }

    @Test
    void retry_afterARefusal_triedAgainAtTheNext() {
        deliver("a", Event.of("bell"));
        recipient.refuse("it is broken", PATIENT);
        recipient.retry();
        deliver("b", Event.of("bell"));
        assertThat(woken).hasValue(2);
    }

    @Test
    void refuse_veryOften_thePauseStaysThatLong() {
        for (int i = 0; i < 200; i++) {
            recipient.refuse("it is broken", PATIENT);
        }
        deliver("a", Event.of("bell"));
        assertThat(woken).hasValue(0);
        assertThat(ended).hasSize(2);
    }

    @Test
    void close_whatWaitsAndWhatComes_skippedForGood() {
        deliver("a", Event.of("bell"));
        recipient.close();
        recipient.retry();
        deliver("b", Event.of("bell"));
        assertThat(ended).hasSize(4).allMatch(end -> end.endsWith("the extension was closed"));
        assertThat(woken).hasValue(1);
    }

    /// Somebody else's attempt to load it may end when it is closed already.
    @Test
    void refuse_closedBefore_skippedForGoodAllTheSame() {
        recipient.close();
        recipient.refuse("it is broken", Containment.NONE);
        deliver("a", Event.of("bell"));
        assertThat(ended).hasSize(2).allMatch(end -> end.endsWith("the extension was closed"));
        assertThat(woken).hasValue(0);
    }

    @Test
    void deliver_noThreadToBeHad_skippedAndTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        GuestRecipient unlucky =
                new GuestRecipient(
                        new ExtensionId("guest"),
                        new GuestRecipient.Dormant() {
                            @Override
                            public void wake(GuestRecipient waiting) {
                                tries.incrementAndGet();
                                throw new OutOfMemoryError("unable to create native thread");
                            }

                            @Override
                            public Decision decide(AccessRequest request) {
                                return Decision.ALLOWED;
                            }
                        });
        DeliveryListener listener =
                new DeliveryListener() {
                    @Override
                    public void ended(int index, HandlerReport report) {
                        ended.add(report.outcome().message());
                    }

                    @Override
                    public void deferred() {}
                };
        for (int i = 0; i < 2; i++) {
            unlucky.deliver(FiredEvent.of(Event.of("bell")), HOOKS, listener).run();
        }
        assertThat(ended).hasSize(4).allMatch(end -> end.startsWith("there is no thread"));
        assertThat(tries).hasValue(2);
    }
}

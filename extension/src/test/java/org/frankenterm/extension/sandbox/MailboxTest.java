package org.frankenterm.extension.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.event.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MailboxTest {
    private static final Hook HOOK =
            new Hook(1, new EventPattern("*"), 0, Listener.of("run"), true);

    private static final Delivery.Owner OWNER =
            new Delivery.Owner() {
                @Override
                public HandlerReport unmeasured(String handler, CallOutcome outcome) {
                    return new HandlerReport(
                            "guest", handler, outcome, Duration.ZERO, 0, 0, 0, List.of(), 0);
                }

                @Override
                public void look(Delivery delivery) {}
            };

    private static final DeliveryListener NOBODY =
            new DeliveryListener() {
                @Override
                public void ended(int index, HandlerReport report) {}

                @Override
                public void deferred() {}
            };

    private final Mailbox mailbox = new Mailbox();

    private static Delivery delivery(Event event, Hook... hooks) {
        return new Delivery(OWNER, FiredEvent.of(event), List.of(hooks), NOBODY);
    }

    private static Delivery bell(int number) {
        return delivery(new Event("bell", "{\"n\":" + number + "}"), HOOK);
    }

    private static Delivery output(int pane, String text) {
        String payload = "{\"pane_id\":%d,\"text\":\"%s\"}".formatted(pane, text);
        return delivery(new Event("pane.output", payload), HOOK);
    }

    private List<String> taken() throws InterruptedException {
        List<String> payloads = new ArrayList<>();
        for (Delivery next = mailbox.poll(0); next != null; next = mailbox.poll(0)) {
            payloads.add(next.event().event().payload());
        }
        return payloads;
    }

    @Test
    void poll_several_inTheOrderInWhichTheyCame() throws Exception {
        mailbox.put(bell(1));
        mailbox.put(bell(2));
        mailbox.put(bell(3));
        assertThat(taken()).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    }

    @Test
    void put_256Waiting_full() throws Exception {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.put(bell(i))).isInstanceOf(Mailbox.Put.Taken.class);
        }
        assertThat(mailbox.put(bell(-1))).isInstanceOf(Mailbox.Put.Full.class);
        assertThat(mailbox.poll(0)).isNotNull();
        assertThat(mailbox.put(bell(-2))).isInstanceOf(Mailbox.Put.Taken.class);
        assertThat(taken()).hasSize(Mailbox.CAPACITY).endsWith("{\"n\":-2}");
    }

    @Test
    void put_outputOfAPaneThatWaits_oneWithBothTextsAtTheEnd() throws Exception {
        Delivery first = output(1, "a");
        mailbox.put(first);
        mailbox.put(bell(1));
        mailbox.put(output(2, "other"));
        assertThat(mailbox.put(output(1, "b"))).isEqualTo(new Mailbox.Put.Merged(first));
        assertThat(taken())
                .containsExactly(
                        "{\"n\":1}",
                        "{\"pane_id\":2,\"text\":\"other\"}",
                        "{\"pane_id\":1,\"text\":\"ab\",\"merged\":2}");
        assertThat(mailbox.put(output(1, "c"))).isInstanceOf(Mailbox.Put.Taken.class);
        assertThat(taken()).containsExactly("{\"pane_id\":1,\"text\":\"c\"}");
    }

    @Test
    void put_outputForOtherHandlers_notMerged() throws Exception {
        Hook another = new Hook(2, new EventPattern("*"), 0, Listener.of("another"), true);
        mailbox.put(output(1, "a"));
        mailbox.put(
                delivery(
                        new Event("pane.output", "{\"pane_id\":1,\"text\":\"b\"}"), HOOK, another));
        assertThat(taken()).hasSize(2);
    }

    @Test
    void put_fullOfOutput_newestStillMerges() throws Exception {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            mailbox.put(output(i, "a"));
        }
        assertThat(mailbox.put(output(5, "b"))).isInstanceOf(Mailbox.Put.Merged.class);
        assertThat(mailbox.put(bell(1))).isInstanceOf(Mailbox.Put.Full.class);
        assertThat(taken()).hasSize(Mailbox.CAPACITY);
    }

    @Test
    void put_sparing_newestOfEachNameAlone() throws Exception {
        mailbox.sparing(true);
        for (int i = 0; i < 1_000; i++) {
            assertThat(mailbox.put(bell(i))).isNotInstanceOf(Mailbox.Put.Full.class);
        }
        mailbox.put(delivery(Event.of("status.update"), HOOK));
        mailbox.sparing(false);
        mailbox.put(bell(7));
        mailbox.put(bell(8));
        assertThat(taken()).containsExactly("{\"n\":999}", "{}", "{\"n\":7}", "{\"n\":8}");
    }

    @Test
    void remove_waitingTwiceOrTaken_onceOnly() throws Exception {
        Delivery delivery = output(1, "a");
        mailbox.put(delivery);
        assertThat(mailbox.remove(delivery)).isTrue();
        assertThat(mailbox.remove(delivery)).isFalse();
        assertThat(mailbox.put(output(1, "b"))).isInstanceOf(Mailbox.Put.Taken.class);
        assertThat(taken()).containsExactly("{\"pane_id\":1,\"text\":\"b\"}");
    }

    @Test
    void wake_beforeAndWhileWaiting_endsOneWait() throws Exception {
        mailbox.wake();
        assertThat(mailbox.poll(Long.MAX_VALUE)).isNull();
        Thread waker = Thread.startVirtualThread(mailbox::wake);
        assertThat(mailbox.poll(Long.MAX_VALUE)).isNull();
        waker.join();
        mailbox.put(bell(1));
        mailbox.wake();
        mailbox.await(Long.MAX_VALUE);
        assertThat(mailbox.waiting()).hasSize(1);
        assertThat(mailbox.drain()).hasSize(1);
        assertThat(mailbox.waiting()).isEmpty();
    }

    @Test
    void poll_fromAnotherThread_getsWhatIsPutLater() throws Exception {
        Delivery delivery = bell(1);
        Thread putter = Thread.startVirtualThread(() -> mailbox.put(delivery));
        assertThat(mailbox.poll(Long.MAX_VALUE)).isSameAs(delivery);
        putter.join();
    }
}

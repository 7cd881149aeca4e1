package org.frankenterm.extension.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EventBusTest {
    private static final EventPattern BELL = new EventPattern("bell");

    private final EventBus<String> bus = new EventBus<>();

    private List<String> hearing(String event) {
        return bus.matching(event).stream()
                .map(heard -> heard.listener() + "." + heard.hook().handler())
                .toList();
    }

    private static int lasting(Subscriber subscriber, int priority, String handler) {
        return subscriber.register(BELL, priority, handler, true).orElseThrow();
    }

    @Test
    void matching_severalListeners_byTierThenPriorityThenRegistration() {
        Subscriber first = bus.join("first", Tier.WASM);
        Subscriber second = bus.join("second", Tier.WASM);
        Subscriber host = bus.join("host", Tier.NATIVE);
        lasting(second, 0, "a");
        lasting(first, 0, "b");
        lasting(first, -5, "c");
        lasting(host, 100, "d");
        lasting(second, Integer.MIN_VALUE, "e");
        lasting(first, Integer.MAX_VALUE, "f");
        lasting(second, 0, "g");
        assertThat(hearing("bell"))
                .containsExactly(
                        "host.d",
                        "second.e",
                        "first.c",
                        "second.a",
                        "first.b",
                        "second.g",
                        "first.f");
    }

    @Test
    void matching_patterns_asTheyHear() {
        Subscriber subscriber = bus.join("x", Tier.WASM);
        subscriber.register(new EventPattern("pane.*"), 0, "panes", true);
        subscriber.register(new EventPattern("*"), 0, "all", true);
        subscriber.register(new EventPattern("git:*"), 0, "git", true);
        assertThat(hearing("pane.focus")).containsExactly("x.panes", "x.all");
        assertThat(hearing("bell")).containsExactly("x.all");
        assertThat(hearing("git:commit")).containsExactly("x.git");
        assertThat(hearing("other:commit")).isEmpty();
    }

    @Test
    void matching_askedBefore_newHooksHeardAndOldOnesNot() {
        Subscriber subscriber = bus.join("x", Tier.WASM);
        assertThat(hearing("bell")).isEmpty();
        int id = subscriber.register(BELL, 0, "a", false).orElseThrow();
        assertThat(hearing("bell")).containsExactly("x.a");
        assertThat(subscriber.unregister(id)).isTrue();
        assertThat(hearing("bell")).isEmpty();
        assertThat(subscriber.unregister(id)).isFalse();
    }

    @Test
    void matching_moreNamesThanAreKept_stillRight() {
        bus.join("x", Tier.WASM).register(new EventPattern("a:*"), 0, "h", true);
        for (int i = 0; i < 1_000; i++) {
            assertThat(hearing("a:" + i)).containsExactly("x.h");
            assertThat(hearing("b:" + i)).isEmpty();
        }
    }

    @Test
    void unregister_lastingOrAnothers_falseAndItStays() {
        Subscriber mine = bus.join("mine", Tier.WASM);
        Subscriber other = bus.join("other", Tier.WASM);
        int lasting = lasting(mine, 0, "a");
        other.register(BELL, 0, "x", false);
        int others = other.register(BELL, 0, "b", false).orElseThrow();
        assertThat(mine.unregister(lasting)).isFalse();
        assertThat(mine.unregister(others)).isFalse();
        assertThat(hearing("bell")).containsExactly("mine.a", "other.x", "other.b");
    }

    @Test
    void unregisterPassing_some_onlyThoseOfItsInstance() {
        Subscriber mine = bus.join("mine", Tier.WASM);
        Subscriber other = bus.join("other", Tier.WASM);
        lasting(mine, 0, "a");
        mine.register(BELL, 0, "b", false);
        other.register(BELL, 0, "c", false);
        mine.unregisterPassing();
        assertThat(hearing("bell")).containsExactly("mine.a", "other.c");
    }

    @Test
    void register_256Already_emptyUntilOneGoes() {
        Subscriber subscriber = bus.join("x", Tier.WASM);
        lasting(subscriber, 0, "first");
        OptionalInt last = OptionalInt.empty();
        for (int i = 1; i < Subscriber.MAX_HOOKS; i++) {
            last = subscriber.register(BELL, 0, "h", false);
            assertThat(last).isPresent();
        }
        assertThat(subscriber.register(BELL, 0, "h", false)).isEmpty();
        assertThat(subscriber.unregister(last.orElseThrow())).isTrue();
        assertThat(subscriber.register(BELL, 0, "h", false)).isPresent();
        assertThat(subscriber.register(BELL, 0, "h", false)).isEmpty();
        subscriber.unregisterPassing();
        assertThat(hearing("bell")).hasSize(1);
        assertThat(subscriber.register(BELL, 0, "h", false)).isPresent();
    }

    @Test
    void close_itself_nothingHearsAndNothingIsRegistered() {
        Subscriber subscriber = bus.join("x", Tier.WASM);
        lasting(subscriber, 0, "a");
        subscriber.close();
        subscriber.close();
        assertThat(hearing("bell")).isEmpty();
        assertThat(subscriber.register(BELL, 0, "b", true)).isEmpty();
    }
}

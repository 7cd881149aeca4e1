package org.frankenterm.extension.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.timer.Timers.Due;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The clock is a number that the test sets.
class TimersTest {
    private static final long MILLI = 1_000_000;

    private final Timers<String> timers = new Timers<>();

    private List<String> due(long now) {
        List<String> due = new ArrayList<>();
        for (Due<String> next = timers.poll(now); next != null; next = timers.poll(now)) {
            due.add(next.what());
        }
        return due;
    }

    @Test
    void timeout_itsTimeCome_dueOnce() {
        int id = timers.set(0, 20, false, "once").orElseThrow();
        assertThat(due(20 * MILLI - 1)).isEmpty();
        assertThat(timers.poll(20 * MILLI)).isEqualTo(new Due<>(id, false, "once"));
        assertThat(due(1_000 * MILLI)).isEmpty();
        assertThat(timers.size()).isZero();
        assertThat(timers.next()).isEmpty();
    }

    @Test
    void interval_eachTime_dueInItsRhythm() {
        int id = timers.set(0, 10, true, "tick").orElseThrow();
        for (int i = 1; i <= 100; i++) {
            assertThat(timers.next()).hasValue(i * 10L * MILLI);
            assertThat(timers.poll(i * 10L * MILLI + 3)).isEqualTo(new Due<>(id, true, "tick"));
        }
        assertThat(timers.size()).isEqualTo(1);
    }

    @Test
    void interval_manyTimesMissed_dueOnceAndThenInItsRhythm() {
        timers.set(0, 10, true, "tick");
        assertThat(due(95 * MILLI)).containsExactly("tick");
        assertThat(timers.next()).hasValue(100 * MILLI);
    }

    @Test
    void several_anyOrder_byTimeThenAsSet() {
        timers.set(0, 30, false, "third");
        timers.set(0, 10, false, "first");
        timers.set(0, 30, false, "fourth");
        timers.set(0, 20, false, "second");
        assertThat(due(30 * MILLI)).containsExactly("first", "second", "third", "fourth");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10})
    void set_shorterThanTenMilliseconds_takenForTen(long millis) {
        timers.set(7, millis, true, "tick");
        assertThat(timers.next()).hasValue(10 * MILLI + 7);
    }

    @Test
    void set_longestThereIs_dueThen() {
        timers.set(0, 0xFFFF_FFFFL, true, "49 days");
        assertThat(timers.next()).hasValue(0xFFFF_FFFFL * MILLI);
    }

    @Test
    void clear_live_notDueAgain() {
        int once = timers.set(0, 10, false, "once").orElseThrow();
        int tick = timers.set(0, 10, true, "tick").orElseThrow();
        assertThat(timers.clear(once)).isTrue();
        assertThat(due(10 * MILLI)).containsExactly("tick");
        assertThat(timers.clear(tick)).isTrue();
        assertThat(due(1_000 * MILLI)).isEmpty();
    }

    @Test
    void clear_unknownGoneOrTwice_false() {
        int id = timers.set(0, 10, false, "once").orElseThrow();
        assertThat(timers.clear(id + 1)).isFalse();
        assertThat(timers.clear(0)).isFalse();
        assertThat(timers.clear(-1)).isFalse();
        assertThat(timers.clear(id)).isTrue();
        assertThat(timers.clear(id)).isFalse();
        int due = timers.set(0, 10, false, "once").orElseThrow();
        assertThat(due(10 * MILLI)).hasSize(1);
        assertThat(timers.clear(due)).isFalse();
    }

    @Test
    void set_sixtyFourLive_emptyUntilOneGoes() {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < Timers.MAX_LIVE; i++) {
            ids.add(timers.set(0, 10 + i, i % 2 == 0, "one").orElseThrow());
        }
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 0);
        assertThat(timers.set(0, 10, false, "more")).isEmpty();
        assertThat(timers.clear(ids.getFirst())).isTrue();
        assertThat(timers.set(0, 10, false, "more")).isPresent();
        assertThat(timers.set(0, 10, false, "more")).isEmpty();
    }

    @Test
    void numbers_afterMany_notUsedAgain() {
        int first = timers.set(0, 10, false, "a").orElseThrow();
        timers.clear(first);
        for (int i = 0; i < 10_000; i++) {
            int id = timers.set(0, 10, false, "b").orElseThrow();
            assertThat(id).isGreaterThan(first);
            timers.clear(id);
        }
    }

    @Test
    void clock_wrapsAround_stillInOrder() {
        long late = Long.MAX_VALUE - 5 * MILLI;
        timers.set(late, 20, false, "second");
        timers.set(late, 10, false, "first");
        assertThat(due(late + 9 * MILLI)).isEmpty();
        assertThat(due(late + 10 * MILLI)).containsExactly("first");
        assertThat(due(late + 20 * MILLI)).containsExactly("second");
    }

    @Test
    void clear_all_nothingLeft() {
        timers.set(0, 10, true, "tick");
        timers.set(0, 10, false, "once");
        timers.clear();
        assertThat(timers.size()).isZero();
        assertThat(due(1_000 * MILLI)).isEmpty();
    }
}

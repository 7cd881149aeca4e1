package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Late;
import org.frankenterm.extension.api.DispatchPolicy.LateActions;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.EventBus;
import org.frankenterm.extension.event.EventPattern;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Tier;
import org.frankenterm.extension.sandbox.Drops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handlers of `a` have priorities 0 and 2, that of `b` has 1: their order is a, b, a.
@Timeout(30)
class FiringTest {
    private final FakeRecipient a = new FakeRecipient("a");
    private final FakeRecipient b = new FakeRecipient("b");
    private final EventBus<Recipient> bus = new EventBus<>();
    private final List<String> applied = new CopyOnWriteArrayList<>();

    FiringTest() {
        EventPattern bell = new EventPattern("bell");
        var first = bus.join(a, Tier.WASM);
        first.register(bell, 0, "a0", true);
        first.register(bell, 2, "a2", true);
        bus.join(b, Tier.WASM).register(bell, 1, "b1", true);
    }

    private Firing fire(LateActions lateActions) {
        Firing firing =
                new Firing(
                        FiredEvent.of(Event.of("bell")),
                        bus.matching("bell"),
                        (_, by, report) -> applied.add(by.name() + ":" + report.handler()),
                        lateActions,
                        () -> {});
        firing.start();
        return firing;
    }

    private static List<CallOutcome> outcomes(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::outcome).toList();
    }

    private static List<String> handlers(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::handler).toList();
    }

    @Test
    void reports_inOrder_appliedAtOnce() throws Exception {
        Firing firing = fire(LateActions.APPLY);
        a.ends(0);
        assertThat(applied).containsExactly("a:a0");
        b.ends(0);
        assertThat(applied).containsExactly("a:a0", "b:b1");
        a.ends(1);
        assertThat(applied).containsExactly("a:a0", "b:b1", "a:a2");
        DispatchReport report = firing.await(Long.MAX_VALUE);
        assertThat(handlers(report)).containsExactly("a0", "b1", "a2");
        assertThat(firing.done()).isTrue();
    }

    @Test
    void reports_inAnotherOrder_appliedInTheRightOne() throws Exception {
        Firing firing = fire(LateActions.APPLY);
        b.ends(0);
        assertThat(applied).isEmpty();
        a.ends(0, 1);
        assertThat(applied).containsExactly("a:a0", "b:b1", "a:a2");
        assertThat(outcomes(firing.await(Long.MAX_VALUE)))
                .containsExactly(new Completed(), new Completed(), new Completed());
    }

    @Test
    void budget_over_othersAppliedAndTheLateOneWhenItEnds() throws Exception {
        Firing firing = fire(LateActions.APPLY);
        b.ends(0);
        assertThat(outcomes(firing.await(0)))
                .containsExactly(new Late(), new Completed(), new Late());
        assertThat(applied).containsExactly("b:b1");
        assertThat(firing.done()).isFalse();
        a.ends(0);
        a.ends(1);
        assertThat(applied).containsExactly("b:b1", "a:a0", "a:a2");
        assertThat(firing.done()).isTrue();
        assertThat(a.drops).isEmpty();
    }

    @Test
    void budget_overAndLateActionsUnwanted_droppedAndCounted() throws Exception {
        Firing firing = fire(LateActions.DROP);
        a.ends(0);
        firing.await(0);
        b.ends(0);
        a.ends(1);
        assertThat(applied).containsExactly("a:a0");
        assertThat(a.drops).containsExactly(Drops.Why.LATE);
        assertThat(b.drops).containsExactly(Drops.Why.LATE);
    }

    @Test
    void deferred_some_notWaitedFor() throws Exception {
        Firing firing = fire(LateActions.APPLY);
        b.ends(0);
        a.defers();
        assertThat(outcomes(firing.await(Long.MAX_VALUE)))
                .containsExactly(new Late(), new Completed(), new Late());
        a.ends(0, 1);
        assertThat(applied).containsExactly("b:b1", "a:a0", "a:a2");
    }

    @Test
    void await_nothingEnds_looksAtThem() throws Exception {
        Firing firing = fire(LateActions.APPLY);
        firing.await(3 * Firing.LOOK_NANOS);
        assertThat(a.looks).isPositive();
        assertThat(b.looks).isEqualTo(a.looks);
    }

    @Test
    void await_endsMeanwhile_returns() throws Exception {
        Firing firing = fire(LateActions.APPLY);
        Thread.startVirtualThread(() -> {
            b.ends(0);
            a.ends(0, 1);
        });
        assertThat(firing.await(Long.MAX_VALUE).completed()).isTrue();
        assertThat(applied).containsExactly("a:a0", "b:b1", "a:a2");
    }

    @Test
    void nobody_hears_emptyReport() throws Exception {
        Firing firing =
                new Firing(
                        FiredEvent.of(Event.of("x")),
                        List.of(),
                        (_, _, _) -> {},
                        LateActions.APPLY,
                        () -> {});
        firing.start();
        assertThat(firing.await(Long.MAX_VALUE).handlers()).isEmpty();
        assertThat(firing.done()).isTrue();
    }

    @Test
    void child_firedByAReport_waitedForToo() throws Exception {
        List<Firing> children = new ArrayList<>();
        Firing firing =
                new Firing(
                        FiredEvent.of(Event.of("bell")),
                        bus.matching("bell").subList(1, 2),
                        (_, _, _) -> {
                            Firing child =
                                    new Firing(
                                            FiredEvent.of(Event.of("b:x")),
                                            bus.matching("bell").subList(0, 1),
                                            (_, by, _) -> applied.add(by.name() + " of the child"),
                                            LateActions.APPLY,
                                            () -> {});
                            child.start();
                            Firing.comesOfCurrent(child);
                            children.add(child);
                        },
                        LateActions.APPLY,
                        () -> {});
        firing.start();
        b.ends(0);
        assertThat(children).hasSize(1);
        Thread.startVirtualThread(() -> a.ends(0));
        firing.await(Long.MAX_VALUE);
        assertThat(applied).containsExactly("a of the child");
    }
}

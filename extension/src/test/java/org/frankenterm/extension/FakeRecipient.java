package org.frankenterm.extension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.event.FiredEvent;
import org.frankenterm.extension.event.Hook;
import org.frankenterm.extension.sandbox.DeliveryListener;
import org.frankenterm.extension.sandbox.Drops;
import org.jspecify.annotations.Nullable;

/// An extension on the bus whose handlers end when the test says so.
final class FakeRecipient implements Recipient {
    final List<Event> heard = new ArrayList<>();
    final List<Drops.Why> drops = new ArrayList<>();
    private final ExtensionId id;
    private final List<Hook> hooks = new ArrayList<>();
    private @Nullable DeliveryListener listener;
    int looks;

    FakeRecipient(String name) {
        this.id = new ExtensionId(name);
    }

    @Override
    public String name() {
        return id.name();
    }

    @Override
    public boolean mayHear(Event event) {
        return !event.causedBy().contains(id);
    }

    @Override
    public Runnable deliver(FiredEvent event, List<Hook> to, DeliveryListener hears) {
        heard.add(event.event());
        hooks.clear();
        hooks.addAll(to);
        listener = hears;
        return () -> looks++;
    }

    @Override
    public void dropped(Drops.Why why) {
        drops.add(why);
    }

    private DeliveryListener listener() {
        return Objects.requireNonNull(listener);
    }

    /// The next handlers end.
    void ends(int... indexes) {
        for (int index : indexes) {
            listener()
                    .ended(
                            index,
                            new HandlerReport(
                                    name(),
                                    hooks.get(index).handler(),
                                    new CallOutcome.Completed(),
                                    Duration.ZERO,
                                    1,
                                    2,
                                    3,
                                    List.of(),
                                    0));
        }
    }

    void defers() {
        listener().deferred();
    }
}

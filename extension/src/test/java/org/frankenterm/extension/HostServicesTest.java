package org.frankenterm.extension;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.frankenterm.extension.HostServices.UserKey;
import org.frankenterm.extension.testing.FakeTerminal;
import org.junit.jupiter.api.Test;

class HostServicesTest {
    private final HostServices all =
            new FakeTerminal().services().withKeys(List.of(UserKey.own("ctrl+t")));

    @Test
    void none_offersNothing() {
        assertThat(HostServices.none())
                .isEqualTo(new HostServices(null, null, null, null, List.of()))
                .isSameAs(HostConfig.standard().services());
    }

    @Test
    void with_each_keepsTheOthers() {
        HostServices again = all;
        again = again.withPanes(requireNonNull(all.panes()));
        again = again.withConfiguration(requireNonNull(all.configuration()));
        again = again.withNotifier(requireNonNull(all.notifier()));
        again = again.withSink(requireNonNull(all.sink()));
        again = again.withKeys(all.keys());

        assertThat(again).isEqualTo(all).hasNoNullFieldsOrProperties();
    }

    @Test
    void config_withServicesAndDryRun_keptByEveryOtherChange() {
        HostConfig config =
                HostConfig.standard()
                        .withServices(all)
                        .withDryRun()
                        .withEnvironment(Map.of())
                        .withLogSink(line -> {})
                        .withCallListener(call -> {});

        assertThat(config.services()).isSameAs(all);
        assertThat(config.dryRun()).isTrue();
    }
}

package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Trapped;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Failures of installed extensions, each in a host of its own, as processes are.
@Timeout(60)
class InstalledFailuresTest {
    @TempDir private Path folder;
    private InstalledFixture user;

    @BeforeEach
    void install() throws Exception {
        user = new InstalledFixture(folder);
        user.install(user.pack("bad", "1.0.0", Place.HANDLER.does(GuestText.TRAP)));
        user.install(user.pack("well", "1.0.0", Place.HANDLER.does(GuestText.LOG)));
    }

    private void failThreeTimes() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            assertThat(user.fire().handlers())
                    .filteredOn(report -> report.extension().equals("bad"))
                    .singleElement()
                    .extracting(HandlerReport::outcome)
                    .isInstanceOf(Trapped.class);
        }
    }

    @Test
    void failures_threeInThreeProcesses_failedEverywhereAndOthersServed() throws Exception {
        failThreeTimes();
        assertThat(user.find("bad").state()).isEqualTo(InstalledExtension.State.FAILED);
        assertThat(user.fire().handlers())
                .singleElement()
                .returns("well", HandlerReport::extension)
                .returns(new Completed(), HandlerReport::outcome);
        assertThat(user.log)
                .anyMatch(line -> line.contains("\"frankenterm extension enable bad\" tries it"));
    }

    @Test
    void enable_failed_triedAgainByARunningHost() throws Exception {
        failThreeTimes();
        try (ExtensionHost host = user.host()) {
            host.loadInstalled();
            host.installed().enable("bad");
            assertThat(host.fire(Event.of(InstalledFixture.EVENT)).handlers())
                    .extracting(HandlerReport::extension)
                    .containsExactlyInAnyOrder("bad", "well");
        }
    }
}

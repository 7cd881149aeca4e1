package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.CallOutcome.Skipped;
import org.frankenterm.extension.api.CallOutcome.TimedOut;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.DispatchReport;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Crowd;
import org.frankenterm.extension.testing.Guests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A host that fires from several threads while what is installed changes: by itself and by other
/// processes.
@Timeout(60)
class ResidentsHammerTest {
    private static final Event EVENT = Event.of(InstalledFixture.EVENT);
    private static final int FIRERS = 3;
    private static final int CHANGES = 8;

    private static final String SHOWS_USER =
            Guests.module(
                    Guests.handler(
                            "on_event", "(call $show (call $env (i32.const 0) (i32.const 4)))"),
                    Guests.data(0, "USER"));

    @TempDir private Path folder;
    private InstalledFixture user;
    private final AtomicInteger changing = new AtomicInteger();
    private final Queue<DispatchReport> reports = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void install() throws Exception {
        user = new InstalledFixture(folder);
        user.environment.put("USER", "ada");
        user.install(packed("changing"), "all");
        user.install(packed("steady"), "all");
    }

    private Path packed(String name) {
        return user.pack(name, "1.0.0", SHOWS_USER, "environment = [\"USER\"]");
    }

    private ExtensionHost host() {
        return ExtensionHost.open(user.config().withDispatch(DispatchPolicy.PATIENT));
    }

    /// One thread that changes something so often; as long as there is one, the others fire.
    private Crowd.Work changes(Runnable change) {
        changing.incrementAndGet();
        return _ -> {
            try {
                for (int i = 0; i < CHANGES; i++) {
                    change.run();
                }
            } finally {
                changing.decrementAndGet();
            }
        };
    }

    private Crowd.Work fires(ExtensionHost host) {
        return _ -> {
            while (changing.get() > 0) {
                reports.add(host.fire(EVENT));
            }
        };
    }

    private static void disableAndEnable(InstalledExtensions all) {
        all.disable("changing");
        all.enable("changing");
    }

    private static void revokeAndGrant(InstalledExtensions all) {
        all.revoke("changing", List.of("all"));
        all.grant("changing", List.of("all"));
    }

    private static void comeAndGo(InstalledExtensions all, Path file) {
        all.plan(file).finish(InstallPlan.Decision.of(List.of("all")));
        all.remove("coming", false);
    }

    private List<Crowd.Work> works(ExtensionHost host, ExtensionHost other, Path coming) {
        List<Crowd.Work> works = new ArrayList<>();
        works.add(changes(() -> disableAndEnable(host.installed())));
        works.add(changes(() -> revokeAndGrant(host.installed())));
        works.add(changes(() -> disableAndEnable(other.installed())));
        works.add(changes(() -> comeAndGo(other.installed(), coming)));
        for (int i = 0; i < FIRERS; i++) {
            works.add(fires(host));
        }
        works.add(_ -> {
            while (changing.get() > 0) {
                host.fire(EVENT, Duration.ZERO);
                host.loadInstalled();
                assertThat(host.extensions()).doesNotHaveDuplicates();
            }
        });
        return works;
    }

    @Test
    void fire_whileWhatIsInstalledChanges_everyHandlerEndsAndTheLastStateIsInForce()
            throws Exception {
        long before = HostFixture.guestThreads();
        Path coming = packed("coming");
        try (ExtensionHost host = host();
                ExtensionHost other = host()) {
            host.loadInstalled();
            Crowd.run(works(host, other, coming));

            assertThat(reports).isNotEmpty().allSatisfy(ResidentsHammerTest::check);
            lastState(host, other);
        }
        assertThat(HostFixture.guestThreads()).isEqualTo(before);
    }

    private static void check(DispatchReport report) {
        assertThat(report.handlers())
                .filteredOn(handler -> handler.extension().equals("steady"))
                .extracting(HandlerReport::outcome)
                .containsExactly(new Completed());
        assertThat(report.handlers())
                .extracting(HandlerReport::outcome)
                .hasOnlyElementsOfTypes(Completed.class, Skipped.class, TimedOut.class);
        assertThat(report.handlers()).extracting(HandlerReport::extension).doesNotHaveDuplicates();
    }

    private void lastState(ExtensionHost host, ExtensionHost other) throws Exception {
        assertThat(outcomes(host.fire(EVENT))).containsExactly(new Completed(), new Completed());
        assertThat(said()).endsWith("3:ada");
        other.installed().revoke("changing", List.of("all"));
        assertThat(outcomes(host.fire(EVENT))).containsExactly(new Completed(), new Completed());
        assertThat(said()).endsWith("-1");
        host.installed().disable("changing");
        assertThat(outcomes(host.fire(EVENT))).containsExactly(new Completed());
        assertThat(host.extensions())
                .extracting(extension -> extension.id().name())
                .containsExactly("steady");
    }

    private static List<CallOutcome> outcomes(DispatchReport report) {
        return report.handlers().stream().map(HandlerReport::outcome).toList();
    }

    private List<String> said() {
        return user.log.stream()
                .filter(line -> line.contains("::changing [changing] "))
                .map(line -> line.substring(line.indexOf("[changing] ") + "[changing] ".length()))
                .toList();
    }
}

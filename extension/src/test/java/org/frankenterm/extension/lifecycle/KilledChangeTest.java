package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.OTHER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.READER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.refused;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Processes that change what is installed, and are killed after each of their steps.
@Timeout(300)
class KilledChangeTest {
    /// To the lock and the folder for staging: the same in every change, and tried in one.
    private static final int COMMON_STEPS = 3;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void change_killedAtEachStep_oldOrNewAndSweptByTheNext(Change change) throws Exception {
        InstallationsFixture before = prepared("before", change);
        String old = before.described(GIT);
        change.make(before.installations());
        String fresh = before.described(GIT);
        String data = before.data(GIT);

        List<String> steps = new ArrayList<>();
        int first = change == Change.INSTALL ? 1 : COMMON_STEPS + 1;
        for (String step = ""; !step.equals("done"); steps.add(step)) {
            InstallationsFixture user = prepared("killed" + steps.size(), change);
            step = killed(user, change, first + steps.size());
            String as = "%s, killed after \"%s\" of %s".formatted(change, step, steps);
            assertThat(user.described(GIT)).as(as).isIn(old, fresh);
            assertRuns(user, as);
            assertThat(user.installations().holds(GIT) && user.data(GIT).equals("no data"))
                    .as(as + ": an extension without its data")
                    .isEqualTo(change == Change.INSTALL && user.installations().holds(GIT));
            assertSwept(user, as);
            assertEndsAsEver(user, change, fresh, data, as);
        }
        assertThat(steps).endsWith("swept", "done");
    }

    private InstallationsFixture prepared(String name, Change change) {
        InstallationsFixture user = new InstallationsFixture(folder.resolve(name));
        change.prepare(user);
        return user;
    }

    /// @return the step that it was killed after, or that it was done before
    private static String killed(InstallationsFixture user, Change change, int steps)
            throws Exception {
        Process child =
                Child.start(
                        StoppedChange.class,
                        user.home.toString(),
                        change.name(),
                        Integer.toString(steps));
        String step = child.inputReader().readLine();
        child.destroyForcibly().waitFor();
        assertThat(step).as("what the child said").isNotNull();
        return step;
    }

    /// What is there can be used, with the grants it had, and gone back from.
    private static void assertRuns(InstallationsFixture user, String as) {
        Installations all = user.installations();
        for (Installed found : all.list()) {
            InstalledState state = all.state(found.id());
            if (all.intact(state, state.active())) {
                assertThat(all.files(state, state.active()).open(READER).reading().manifest())
                        .as(as)
                        .isNotNull();
            }
            InstalledVersion previous = state.previous();
            assertThat(previous == null || all.intact(state, previous)).as(as).isTrue();
        }
    }

    /// Whoever changes something next leaves nothing of it.
    private static void assertSwept(InstallationsFixture user, String as) {
        boolean installed = user.installations().holds(GIT);
        String described = user.described(GIT);
        String data = user.data(GIT);
        user.install(version(OTHER, "1.0.0"));
        assertThat(user.described(GIT)).as(as).isEqualTo(described);
        assertThat(user.data(GIT))
                .as(as)
                .isEqualTo(installed || data.equals("kept data") ? data : "no data");
        if (!described.contains("damaged")) {
            assertThat(user.paths()).as(as).isEqualTo(user.expectedPaths());
        }
    }

    /// The change can be made once more, and then all is as if nobody had been killed.
    private static void assertEndsAsEver(
            InstallationsFixture user, Change change, String fresh, String data, String as) {
        if (!user.described(GIT).equals(fresh)) {
            assertThat(refused(() -> change.make(user.installations()))).as(as).isFalse();
        }
        assertThat(user.described(GIT)).as(as).isEqualTo(fresh);
        if (!refused(() -> user.installations().remove(GIT, false))) {
            assertThat(user.data(GIT)).as(as).isEqualTo("no data");
        } else {
            assertThat(user.data(GIT)).as(as).isEqualTo(data);
        }
        user.installations().install(version(GIT, "9.0.0"), Optional.empty());
    }
}

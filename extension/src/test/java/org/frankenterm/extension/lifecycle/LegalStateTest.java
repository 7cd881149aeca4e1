package org.frankenterm.extension.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.refused;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frankenterm.extension.api.ExtensionId;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random changes of two names, each compared with a model.
@Timeout(120)
class LegalStateTest {
    private static final int CHANGES = 60;
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir private Path folder;
    private final Map<ExtensionId, ModelledExtension> model =
            new TreeMap<>((one, other) -> one.folded().compareTo(other.folded()));
    private Instant now = START;

    /// Old seeds that found something come first.
    static Stream<Long> seeds() {
        return Stream.concat(
                Stream.of(1L, 2L, 3L), Stream.generate(() -> new Random().nextLong()).limit(3));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changes_random_alwaysALegalState(long seed) {
        InstallationsFixture user = new InstallationsFixture(folder.resolve("home"));
        Random random = new Random(seed);
        List<String> history = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            List<String> names = List.of("git", "Git", "other");
            ExtensionId id = new ExtensionId(names.get(random.nextInt(names.size())));
            change(user, id, random, history);
            String as = "seed %d: %s".formatted(seed, history);
            model.forEach((name, expected) -> {
                assertThat(user.described(name)).as(as).isEqualTo(expected.toString());
                assertThat(user.data(name)).as(as).isEqualTo(expected.data());
            });
        }
        user.installations().sweep();
        assertThat(user.paths()).as("seed %d", seed).isEqualTo(user.expectedPaths());
    }

    private void change(
            InstallationsFixture user, ExtensionId id, Random random, List<String> history) {
        ModelledExtension expected = model.computeIfAbsent(id, _ -> new ModelledExtension());
        Installations all = user.installations();
        String version = random.nextInt(4) + ".0.0";
        List<String> granted = Stream.of("A", "B", "C").filter(_ -> random.nextBoolean()).toList();
        NewVersion fresh =
                version(
                        new ExtensionId("git".equals(id.folded()) ? "Git" : id.name()),
                        version,
                        granted.toArray(String[]::new));
        int which = random.nextInt(9);
        boolean flag = random.nextBoolean();
        history.add("%d %s %s %s %s".formatted(which, id, version, granted, flag));
        now = now.plusSeconds(random.nextInt(40));
        Runnable change =
                switch (which) {
                    case 0, 1 -> () -> all.install(fresh, flag ? all.kept(id) : Optional.empty());
                    case 2, 3 -> () -> all.upgrade(fresh, all.state(id));
                    case 4 -> () -> all.rollback(id);
                    case 5 -> () -> all.update(id, state -> state.withEnabled(flag));
                    case 6 ->
                            () ->
                                    all.update(
                                            id,
                                            state ->
                                                    state.withActive(
                                                            state.active()
                                                                    .withGrants(fresh.grants())));
                    case 7 -> () -> all.failed(id, now, "it trapped");
                    default -> () -> all.remove(id, flag);
                };
        boolean legal =
                switch (which) {
                    case 0, 1 -> expected.install(version, granted, flag);
                    case 2, 3 -> expected.upgrade(version, granted);
                    case 4 -> expected.rollback();
                    case 5 -> expected.enable(flag);
                    case 6 -> expected.grant(granted);
                    case 7 -> !expected.installed() || expected.fail(now);
                    default -> expected.remove(flag);
                };
        assertThat(refused(change)).as("refused: %s", history).isEqualTo(!legal);
        if (random.nextInt(3) == 0 && expected.installed() && !expected.keepsData()) {
            user.store(id);
            expected.store();
        }
    }
}

package org.frankenterm.extension.lifecycle;

import static org.frankenterm.extension.lifecycle.InstallationsFixture.GIT;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.OTHER;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.environment;
import static org.frankenterm.extension.lifecycle.InstallationsFixture.version;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;

/// A process that changes what is installed at random, and prints how each change ended.
final class BusyUser {
    private BusyUser() {}

    /// Changes.
    ///
    /// @param arguments the home, a seed, and how many changes to make
    @SuppressWarnings("SystemOut") // read by the test
    public static void main(String[] arguments) {
        InstallationsFixture user = new InstallationsFixture(Path.of(arguments[0]));
        Random random = new Random(Long.parseLong(arguments[1]));
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            System.out.println(change(user.installations(), random));
        }
    }

    /// What others made impossible meanwhile is no surprise.
    private static String change(Installations all, Random random) {
        ExtensionId id = random.nextBoolean() ? GIT : OTHER;
        try {
            change(all, id, random);
            return "done";
        } catch (ExtensionException e) {
            boolean expected =
                    e.code() == ErrorCode.NOT_FOUND || e.code() == ErrorCode.ALREADY_INSTALLED;
            return expected ? "late" : "unexpected: " + e.message();
        }
    }

    private static void change(Installations all, ExtensionId id, Random random) {
        NewVersion version = version(id, random.nextInt(4) + ".0.0", "A");
        switch (random.nextInt(9)) {
            case 0, 1 ->
                    all.install(version, random.nextBoolean() ? all.kept(id) : Optional.empty());
            case 2, 3 -> all.upgrade(version, all.state(id));
            case 4 -> all.rollback(id);
            case 5 -> all.update(id, state -> state.withEnabled(!state.enabled()));
            case 6 -> {
                List<StoredGrant> grants = List.of(environment("B"), environment("C"));
                all.update(id, state -> state.withActive(state.active().withGrants(grants)));
            }
            case 7 -> all.failed(id, Instant.now(), "it trapped");
            default -> all.remove(id, random.nextBoolean());
        }
    }
}

package org.frankenterm.extension.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.storage.StorageFolder;
import org.frankenterm.extension.storage.StoragePlace;
import org.frankenterm.extension.text.Nearest;

/// What a user has installed, on disk, and every change of it. Each change is one transaction: it
/// is staged, written through, and takes effect by a single rename, under a lock between processes.
/// Whoever is killed in the middle leaves the old or the new, and something staged that the next
/// one sweeps. Any thread, any process.
public final class Installations {
    private static final String VERSIONS = "versions";
    private static final int INSTALLATION_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExtensionsFolder folder;
    private final StorageFolder storage;
    private final InstantSource clock;
    private final Consumer<String> steps;

    /// @param steps hears of each step of a change before the next one; for tests that end there
    Installations(
            ExtensionsFolder folder,
            StorageFolder storage,
            InstantSource clock,
            Consumer<String> steps) {
        this.folder = folder;
        this.storage = storage;
        this.clock = clock;
        this.steps = steps;
    }

    /// Those of a user. Nothing is made before something is installed.
    ///
    /// @param environment of the host: `XDG_DATA_HOME`, or `HOME`, names where they are
    /// @throws ExtensionException if it names no folder
    public static Installations of(Map<String, String> environment, InstantSource clock) {
        return new Installations(
                ExtensionsFolder.of(environment), StorageFolder.of(environment), clock, _ -> {});
    }

    /// Everything there is, by name, sound or not.
    public List<Installed> list() {
        return folder.names().stream().map(id -> file(id).read()).toList();
    }

    /// Whether there is anything of that name, sound or not.
    public boolean holds(ExtensionId id) {
        return folder.holds(id);
    }

    /// Where an extension's files are.
    public Path folder(ExtensionId id) {
        return folder.of(id);
    }

    /// One of them.
    ///
    /// @throws ExtensionException if there is none of that name
    public Installed find(ExtensionId id) {
        if (!folder.holds(id)) {
            throw notFound(id);
        }
        return file(id).read();
    }

    /// The state of one that is sound.
    ///
    /// @throws ExtensionException if there is none of that name, or its state can't be read
    public InstalledState state(ExtensionId id) {
        return sound(find(id));
    }

    private ExtensionException notFound(ExtensionId id) {
        List<String> names = folder.names().stream().map(ExtensionId::name).toList();
        return new ExtensionException(
                ErrorCode.NOT_FOUND,
                "no extension named %s is installed%s"
                        .formatted(
                                id.name(),
                                Nearest.to(id.name(), names)
                                        .map(near -> "; did you mean " + near + "?")
                                        .orElse("")));
    }

    private static InstalledState sound(Installed installed) {
        return switch (installed) {
            case Installed.Sound(InstalledState state) -> state;
            case Installed.Unsound(ExtensionId id, String reason) ->
                    throw new ExtensionException(
                            ErrorCode.CHANGED_FILES,
                            "can't use %s, it counts as disabled: %s; remove it with frankenterm extension remove %s and install it again"
                                    .formatted(id.name(), reason, id.name()));
        };
    }

    private StateFile file(ExtensionId id) {
        return new StateFile(folder.of(id), id);
    }

    /// What tells a state from the one before it.
    public Optional<StateFile.Stamp> stamp(ExtensionId id) {
        return file(id).stamp();
    }

    /// When something was last installed or removed, by any process; nothing while there is
    /// nothing.
    public Optional<Instant> changed() {
        try {
            return Optional.of(
                    Files.getLastModifiedTime(folder.path(), LinkOption.NOFOLLOW_LINKS)
                            .toInstant());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /// Where an extension stores.
    public StoragePlace storage(InstalledState state) {
        return new StoragePlace.Installed(storage, state.installation());
    }

    /// The files of an installed version.
    public VersionFolder files(InstalledState state, InstalledVersion version) {
        return new VersionFolder(
                versions(state.id()).resolve(version.sha256()), state.id().name(), version);
    }

    private Path versions(ExtensionId id) {
        return folder.of(id).resolve(VERSIONS);
    }

    /// Installs what isn't installed yet.
    ///
    /// @param adopted the installation whose kept data it gets; empty for none
    /// @throws ExtensionException if something of its name is there, or it can't be written; then
    ///   nothing is
    public InstalledState install(NewVersion version, Optional<String> adopted) {
        return changing(staging -> {
            if (folder.holds(version.id())) {
                throw new ExtensionException(
                        ErrorCode.ALREADY_INSTALLED,
                        "%s is installed already; to replace it run: frankenterm extension upgrade %s PATH"
                                .formatted(version.id().name(), version.id().name()));
            }
            Path staged = staging.make();
            steps.accept("folder made");
            InstalledState state =
                    new InstalledState(
                            version.id(),
                            adopted.orElseGet(Installations::random),
                            true,
                            extract(version, staged),
                            null,
                            FailureHistory.NONE);
            steps.accept("files written");
            new StateFile(staged, version.id()).write(state);
            steps.accept("state written");
            staging.publish(staged, folder.of(version.id()));
            steps.accept("named");
            return state;
        });
    }

    private InstalledVersion extract(NewVersion version, Path staged) {
        Path versions = Staging.make(staged.resolve(VERSIONS));
        var files = version.archive().extract(versions.resolve(version.archive().sha256()));
        Staging.sync(versions);
        return version.installed(files, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String random() {
        byte[] bytes = new byte[INSTALLATION_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Replaces the active version; the one before it is kept, for [#rollback].
    ///
    /// @param seen the hash of the active version that the user's decision was about
    /// @throws ExtensionException if there is none, it was changed meanwhile, or the new one can't
    ///   be written; then all is as before
    public InstalledState upgrade(NewVersion version, String seen) {
        return changing(staging -> {
            InstalledState state = state(version.id());
            if (!state.active().sha256().equals(seen)) {
                throw new ExtensionException(
                        ErrorCode.ALREADY_INSTALLED,
                        "%s was upgraded by somebody else meanwhile; look at it and try again"
                                .formatted(state.id().name()));
            }
            Path staged = staging.make();
            steps.accept("folder made");
            InstalledVersion installed = extract(version, staged);
            steps.accept("files written");
            put(staging, staged, installed, state);
            InstalledState upgraded = state.upgradedTo(installed);
            file(state.id()).write(upgraded);
            steps.accept("state replaced");
            sweep(staging, upgraded);
            return upgraded;
        });
    }

    /// Puts a version's folder where its hash belongs. One that is there is from somebody who was
    /// killed, or the version that was upgraded from; it is replaced in any case.
    private void put(Staging staging, Path staged, InstalledVersion version, InstalledState state) {
        Path target = versions(state.id()).resolve(version.sha256());
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            staging.withdraw(target);
            steps.accept("older copy withdrawn");
        }
        staging.publish(staged.resolve(VERSIONS).resolve(version.sha256()), target);
        steps.accept("files named");
    }

    /// Makes the previous version the active one, and the other way round.
    ///
    /// @throws ExtensionException if there is none, or its files aren't what was installed
    public InstalledState rollback(ExtensionId id) {
        return changing(_ -> {
            InstalledState state = state(id);
            InstalledVersion previous = state.previous();
            if (previous == null) {
                throw new ExtensionException(
                        ErrorCode.NOT_FOUND,
                        "%s has no previous version to go back to".formatted(state.id().name()));
            }
            files(state, previous).requireIntact();
            InstalledState back = state.upgradedTo(previous);
            file(id).write(back);
            steps.accept("state replaced");
            return back;
        });
    }

    /// Changes a state.
    ///
    /// @param change of the state as it is now, under the lock
    /// @return the new one
    /// @throws ExtensionException if there is none, its state can't be read, or not be written
    public InstalledState update(ExtensionId id, UnaryOperator<InstalledState> change) {
        return changing(_ -> {
            InstalledState state = state(id);
            InstalledState changed = change.apply(state);
            if (!changed.equals(state)) {
                file(id).write(changed);
            }
            return changed;
        });
    }

    /// Notes that a call of an extension went badly.
    ///
    /// @param why a sentence, sanitised
    /// @return its state with that; nothing if it isn't installed any more
    public Optional<InstalledState> failed(ExtensionId id, Instant when, String why) {
        if (!folder.holds(id)) {
            return Optional.empty();
        }
        return Optional.of(
                update(id, state -> state.withFailures(state.failures().plus(when, why))));
    }

    /// Removes an extension, sound or not, and then what it stored.
    ///
    /// @param keepData whether that stays
    /// @throws ExtensionException if there is none of that name, or something can't be deleted
    public void remove(ExtensionId id, boolean keepData) {
        changing(staging -> {
            Installed installed = find(id);
            if (keepData) {
                keep(installed);
                steps.accept("data marked");
            }
            Path withdrawn = staging.withdraw(folder.of(id));
            steps.accept("name withdrawn");
            if (!keepData) {
                forget(id);
                steps.accept("data deleted");
            }
            Staging.delete(withdrawn);
            steps.accept("files deleted");
            return installed;
        });
    }

    private void keep(Installed installed) {
        try {
            storage.keep(
                    installed.id(),
                    installed instanceof Installed.Sound(InstalledState state)
                            ? state.installation()
                            : "");
        } catch (IOException e) {
            throw data("keep", installed.id(), e);
        }
    }

    private void forget(ExtensionId id) {
        try {
            storage.delete(id);
        } catch (IOException e) {
            throw data("delete", id, e);
        }
    }

    private static ExtensionException data(String what, ExtensionId id, IOException e) {
        return new ExtensionException(
                ErrorCode.IO,
                "can't %s what %s has stored: %s".formatted(what, id.name(), WholeFile.reason(e)),
                e);
    }

    /// The installation whose data were kept under a name, for [#install]; nothing if none were.
    public Optional<String> kept(ExtensionId id) {
        return storage.kept(id);
    }

    /// Deletes what somebody left who was killed, unless somebody is changing something right now.
    public void sweep() {
        if (Files.notExists(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        folder.open();
        ExtensionsLock lock = ExtensionsLock.tryTake(folder.lock());
        if (lock != null) {
            try (lock) {
                sweepAll();
            }
        }
    }

    private <T> T changing(Function<Staging, T> change) {
        folder.open();
        try (var _ = ExtensionsLock.take(folder.lock())) {
            folder.openStaging();
            sweepAll();
            return change.apply(new Staging(folder.staging()));
        }
    }

    private void sweepAll() {
        Staging staging = new Staging(folder.staging());
        staging.sweep();
        for (Installed installed : list()) {
            if (installed instanceof Installed.Sound(InstalledState state)) {
                sweep(staging, state);
            }
        }
        try {
            storage.sweep(Set.copyOf(folder.names()));
        } catch (IOException e) {
            throw new ExtensionException(
                    ErrorCode.IO,
                    "can't delete data of removed extensions: " + WholeFile.reason(e),
                    e);
        }
    }

    /// Deletes what of an extension's folder its state doesn't name.
    private void sweep(Staging staging, InstalledState state) {
        for (Path entry : Staging.entries(folder.of(state.id()))) {
            String name = entry.getFileName().toString();
            if (!name.equals(StateFile.NAME) && !name.equals(VERSIONS)) {
                Staging.delete(staging.withdraw(entry));
            }
        }
        for (Path entry : Staging.entries(versions(state.id()))) {
            if (!state.keeps(entry.getFileName().toString())) {
                Staging.delete(staging.withdraw(entry));
                steps.accept("older version deleted");
            }
        }
    }
}

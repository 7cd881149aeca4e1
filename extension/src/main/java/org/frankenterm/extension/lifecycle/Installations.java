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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.storage.StorageFolder;
import org.frankenterm.extension.storage.StoragePlace;
import org.frankenterm.extension.text.Nearest;

/// What a user has installed, on disk, and every change of it. Each change is one transaction: it
/// is staged, written through, and takes effect by a single rename, under a lock between processes.
/// Whoever is killed in the middle leaves the old or the new, and something staged that the next
/// one sweeps. Any thread, any process.
public final class Installations {
    private static final int INSTALLATION_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExtensionsFolder folder;
    private final StorageFolder storage;
    private final InstantSource clock;
    private final Consumer<String> steps;
    private final ExtensionData data;
    private final Leftovers leftovers;

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
        this.data = new ExtensionData(storage);
        this.leftovers = new Leftovers(folder, storage, steps);
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
    ///
    /// @throws ExtensionException if the folder isn't the user's own, or can't be read
    public List<Installed> list() {
        return folder.names().stream().flatMap(id -> look(id).stream()).toList();
    }

    /// Whether there is anything of that name, sound or not.
    public boolean holds(ExtensionId id) {
        return folder.holds(id);
    }

    /// Where an extension's files are.
    public Path folder(ExtensionId id) {
        return folder.of(id);
    }

    /// One of them; nothing if there is none of that name.
    ///
    /// @throws ExtensionException if the folder isn't the user's own
    public Optional<Installed> look(ExtensionId id) {
        folder.require();
        while (true) {
            Optional<StateFile.Stamp> before = stamp(id);
            Installed found = file(id).read();
            if (found instanceof Installed.Sound) {
                return Optional.of(found);
            }
            if (!folder.holds(id)) {
                return Optional.empty();
            }
            if (before.equals(stamp(id))) { // else it was removed and installed meanwhile
                return Optional.of(found);
            }
        }
    }

    /// The same of one that its user has named.
    ///
    /// @throws ExtensionException if there is none of that name
    public Installed find(ExtensionId id) {
        return look(id).orElseThrow(() -> notFound(id));
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
        Path versions = folder.of(state.id()).resolve(VersionFolder.VERSIONS);
        return new VersionFolder(versions.resolve(version.sha256()), state.id().name(), version);
    }

    /// Whether the files of an installed version are what was installed.
    public boolean intact(InstalledState state, InstalledVersion version) {
        return files(state, version).intact();
    }

    /// Installs what isn't installed yet.
    ///
    /// @param adopted the installation whose kept data it gets; empty for none
    /// @throws ExtensionException if something of its name is there, or it can't be written; then
    ///   nothing is
    public InstalledState install(NewVersion version, Optional<String> adopted) {
        return changing(staging -> {
            requireFree(version.id());
            Path staged = stage(staging);
            InstalledState state =
                    new InstalledState(
                            version.id(),
                            adopted.orElseGet(Installations::random),
                            true,
                            extract(version, staged),
                            null,
                            FailureHistory.NONE);
            new StateFile(staged, version.id()).write(state);
            steps.accept("state written");
            staging.publish(staged, folder.of(version.id()));
            steps.accept("named");
            data.unmark(new Installed.Sound(state));
            steps.accept("data adopted");
            return state;
        });
    }

    private void requireFree(ExtensionId id) {
        if (folder.holds(id)) {
            throw new ExtensionException(
                    ErrorCode.ALREADY_INSTALLED,
                    "%s is installed already; to replace it run: frankenterm extension upgrade %s PATH"
                            .formatted(id.name(), id.name()));
        }
    }

    private Path stage(Staging staging) {
        Path staged = staging.make();
        steps.accept("folder made");
        Staging.make(staged.resolve(VersionFolder.VERSIONS));
        steps.accept("versions made");
        return staged;
    }

    private InstalledVersion extract(NewVersion version, Path staged) {
        Path versions = staged.resolve(VersionFolder.VERSIONS);
        var files = version.archive().extract(versions.resolve(version.archive().sha256()));
        Staging.sync(versions);
        steps.accept("files written");
        return version.installed(files, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String random() {
        byte[] bytes = new byte[INSTALLATION_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /// Replaces the active version; the one before it is kept, for [#rollback]. The package that is
    /// installed already replaces what was made of its files.
    ///
    /// @param seen what the user's decision was about
    /// @throws ExtensionException if there is none, its version or grants were changed meanwhile,
    ///   or the new one can't be written; then all is as before
    public InstalledState upgrade(NewVersion version, InstalledState seen) {
        return changing(staging -> {
            InstalledState state = state(version.id());
            if (!state.installation().equals(seen.installation())
                    || !state.active().equals(seen.active())) {
                throw new ExtensionException(
                        ErrorCode.ALREADY_INSTALLED,
                        "%s was changed by somebody else meanwhile; look at it and try again"
                                .formatted(state.id().name()));
            }
            Path staged = stage(staging);
            InstalledVersion installed = extract(version, staged);
            put(staging, staged, installed, state.id());
            InstalledState upgraded = state.upgradedTo(installed);
            file(state.id()).write(upgraded);
            steps.accept("state replaced");
            leftovers.sweep(staging, upgraded);
            return upgraded;
        });
    }

    /// Puts a version's folder where its hash belongs. One that is there already stays, if it is
    /// the same: the previous version, or from somebody who was killed.
    private void put(Staging staging, Path staged, InstalledVersion version, ExtensionId id) {
        Path versions = folder.of(id).resolve(VersionFolder.VERSIONS);
        if (!Files.isDirectory(versions, LinkOption.NOFOLLOW_LINKS)) {
            withdraw(staging, versions);
            Staging.make(versions);
            Staging.sync(folder.of(id));
            steps.accept("versions made anew");
        }
        Path target = versions.resolve(version.sha256());
        if (!new VersionFolder(target, id.name(), version).intact()) {
            withdraw(staging, target);
            staging.publish(
                    staged.resolve(VersionFolder.VERSIONS).resolve(version.sha256()), target);
            steps.accept("files named");
        }
    }

    private void withdraw(Staging staging, Path bad) {
        if (Files.exists(bad, LinkOption.NOFOLLOW_LINKS)) {
            staging.withdraw(bad);
            steps.accept("bad files withdrawn");
        }
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
            return replace(id, state.upgradedTo(previous));
        });
    }

    private InstalledState replace(ExtensionId id, InstalledState state) {
        file(id).write(state);
        steps.accept("state replaced");
        return state;
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
            return changed.equals(state) ? state : replace(id, changed);
        });
    }

    /// Notes that a call of an extension went badly.
    ///
    /// @param why a sentence, sanitised
    /// @return its state with that; nothing if it isn't installed any more, or its state can't be
    ///   read
    /// @throws ExtensionException if its state can't be written
    public Optional<InstalledState> failed(ExtensionId id, Instant when, String why) {
        return changing(_ ->
                look(id).filter(Installed.Sound.class::isInstance)
                        .map(found -> ((Installed.Sound) found).state())
                        .map(state ->
                                replace(id, state.withFailures(state.failures().plus(when, why)))));
    }

    /// Removes an extension, sound or not, and then what it stored.
    ///
    /// @param keepData whether that stays
    /// @throws ExtensionException if there is none of that name, or its data can't be deleted
    public void remove(ExtensionId id, boolean keepData) {
        changing(staging -> {
            Installed installed = find(id);
            if (keepData) {
                data.keep(installed);
                steps.accept("data marked");
            } else {
                data.unmark(installed);
                steps.accept("data unmarked");
            }
            staging.withdraw(folder.of(id));
            steps.accept("name withdrawn");
            data.delete(id);
            steps.accept("data deleted");
            return installed;
        });
    }

    /// The installation whose data were kept under a name, for [#install]; nothing if none were.
    public Optional<String> kept(ExtensionId id) {
        return storage.kept(id);
    }

    /// Deletes what somebody left who was killed, unless somebody is changing something right now
    /// or nothing can be changed.
    ///
    /// @throws ExtensionException if the folder isn't the user's own
    public void sweep() {
        folder.require();
        if (Files.notExists(folder.path(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (ExtensionsLock lock = ExtensionsLock.tryTake(folder.lock())) {
            if (lock != null) {
                folder.openStaging();
                leftovers.sweep(new Staging(folder.staging()), list());
            }
        } catch (ExtensionException readOnly) {
            // the next one who changes something sweeps
        }
    }

    private <T> T changing(Function<Staging, T> change) {
        folder.open();
        steps.accept("folder opened");
        try (var _ = ExtensionsLock.take(folder.lock())) {
            steps.accept("locked");
            folder.openStaging();
            Staging staging = new Staging(folder.staging());
            steps.accept("staging opened");
            leftovers.sweep(staging, list());
            try {
                return change.apply(staging);
            } finally {
                staging.sweep();
                steps.accept("swept");
            }
        }
    }
}

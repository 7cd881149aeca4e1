package org.frankenterm.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.InstallPlan.Upgrade;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.ftx.FtxEntry;
import org.frankenterm.extension.ftx.WholeFile;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.InstalledVersion;
import org.frankenterm.extension.lifecycle.NewVersion;
import org.frankenterm.extension.lifecycle.StoredGrant;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.permission.PermissionSheet;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// Looks at packages, and says what their users have to decide.
///
/// @param installations what is installed
/// @param grantor of what is asked for
/// @param packaging reads and checks
record InstallPlanner(Installations installations, Grantor grantor, Packaging packaging) {
    /// What becomes of a decision.
    @FunctionalInterface
    interface Finish {
        InstallPlan.Result finish(
                NewVersion version, InstallPlan.Decision decision, List<String> notices);
    }

    /// The same of one that is about what is installed.
    @FunctionalInterface
    interface Replacement {
        /// Replaces what was looked at.
        ///
        /// @param seen as it was then
        InstallPlan.Result finish(
                NewVersion version,
                InstalledState seen,
                InstallPlan.Decision decision,
                List<String> notices);
    }

    /// Something that isn't installed yet.
    ///
    /// @throws ExtensionException if it is refused, or something of its name is installed
    InstallPlan install(Path path, Finish finish) {
        Packaging.Checked checked = packaging.checked(path);
        ExtensionId id = checked.manifest().id();
        if (installations.holds(id)) {
            throw already(installations.state(id), checked);
        }
        GrantSheet sheet = grantor.sheet(checked.manifest().permissions());
        return new InstallPlan(
                checked.inspection(),
                sheet(checked, sheet.questions(), sheet.combinations()),
                null,
                installations.kept(id).isPresent(),
                decision -> {
                    GrantSheet.Granted granted = sheet.grant(decision.grants());
                    return finish.finish(
                            version(checked, path, granted.stored()), decision, granted.notices());
                });
    }

    private InstallPlan.Sheet sheet(
            Packaging.Checked checked, List<Question> questions, List<String> combinations) {
        return new InstallPlan.Sheet(
                questions,
                combinations,
                DeclaredKeys.words(checked.manifest()),
                new DeclaredKeys(installations, packaging.reader()).conflicts(checked.manifest()));
    }

    private ExtensionException already(InstalledState state, Packaging.Checked checked) {
        boolean same = isInstalled(checked, state);
        return new ExtensionException(
                same ? ErrorCode.NOTHING_TO_DO : ErrorCode.ALREADY_INSTALLED,
                same
                        ? "%s %s is installed already, from this very package; there is nothing to do"
                                .formatted(state.id().name(), state.active().version())
                        : "%s is installed already, as version %s; to replace it run: frankenterm extension upgrade %s PATH"
                                .formatted(
                                        state.id().name(),
                                        state.active().version(),
                                        state.id().name()));
    }

    /// Whether it is what is installed, and still there: what was damaged can be replaced.
    private boolean isInstalled(Packaging.Checked checked, InstalledState state) {
        return state.active().sha256().equals(checked.archive().sha256())
                && installations.intact(state, state.active());
    }

    /// Another version of what is installed, or the same one whose files were damaged.
    ///
    /// @throws ExtensionException if it is refused or another extension's, or nothing of that name
    ///   is installed
    InstallPlan upgrade(ExtensionId id, Path path, Replacement replacement) {
        InstalledState state = installations.state(id);
        Packaging.Checked checked = packaging.checked(path);
        if (!checked.manifest().id().equals(id)) {
            throw new ExtensionException(
                    ErrorCode.INVALID_PACKAGE,
                    "can't upgrade %s with %s: that is a package of %s"
                            .formatted(
                                    state.id().name(),
                                    WholeFile.shown(path),
                                    checked.manifest().id().name()));
        }
        if (isInstalled(checked, state)) {
            throw already(state, checked);
        }
        GrantSheet sheet = grantor.sheet(checked.manifest().permissions());
        List<StoredGrant> carried = sheet.carried(inForce(state.active()));
        return new InstallPlan(
                checked.inspection(),
                sheet(checked, open(sheet.questions(), carried), sheet.combinations()),
                difference(state.active(), checked, carried),
                false,
                decision -> {
                    GrantSheet.Granted granted = sheet.grant(decision.grants());
                    List<StoredGrant> all =
                            decision.keepGrants() ? both(granted, carried) : granted.stored();
                    return replacement.finish(
                            version(checked, path, all), state, decision, granted.notices());
                });
    }

    private static List<StoredGrant> both(GrantSheet.Granted granted, List<StoredGrant> carried) {
        List<StoredGrant> all = new ArrayList<>(granted.stored());
        carried.stream().filter(grant -> !granted.items().contains(grant.item())).forEach(all::add);
        return all;
    }

    /// What an installed version was granted and still asks for.
    private static List<StoredGrant> inForce(InstalledVersion version) {
        return version.grants().stream()
                .filter(grant -> version.requested().contains(grant.item()))
                .toList();
    }

    private static List<Question> open(List<Question> all, List<StoredGrant> carried) {
        List<String> known = carried.stream().map(grant -> grant.item().text()).toList();
        return all.stream().filter(question -> !known.contains(question.item())).toList();
    }

    private static NewVersion version(
            Packaging.Checked checked, Path path, List<StoredGrant> grants) {
        return new NewVersion(
                checked.archive(),
                checked.manifest(),
                WholeFile.shown(path.toAbsolutePath().normalize()),
                grants);
    }

    private static Upgrade difference(
            InstalledVersion old, Packaging.Checked checked, List<StoredGrant> carried) {
        PermissionSet asked = checked.manifest().permissions();
        Stream<Permission> dropped = old.requested().notCoveredBy(asked).items().stream();
        return new Upgrade(
                old.version().text(),
                old.source(),
                checked.manifest().version().compareTo(old.version()) < 0,
                carried.stream().map(grant -> PermissionSheet.words(grant.item())).toList(),
                dropped.map(PermissionSheet::words).toList(),
                files(old.files(), checked));
    }

    private static List<String> files(SortedMap<String, String> old, Packaging.Checked checked) {
        SortedMap<String, String> fresh = new TreeMap<>();
        for (FtxEntry entry : checked.archive().entries()) {
            checked.archive()
                    .content(entry.name())
                    .ifPresent(content -> fresh.put(entry.name(), Sha256.hex(content)));
        }
        List<String> differences = new ArrayList<>();
        fresh.forEach(
                (name, hash) -> difference(name, old.get(name), hash).ifPresent(differences::add));
        old.keySet().stream()
                .filter(name -> !fresh.containsKey(name))
                .forEach(name -> differences.add(Quoted.of(name) + " is removed"));
        return differences;
    }

    private static Optional<String> difference(String name, @Nullable String before, String now) {
        if (before == null) {
            return Optional.of(Quoted.of(name) + " is new");
        }
        return before.equals(now) ? Optional.empty() : Optional.of(Quoted.of(name) + " is changed");
    }
}

package org.frankenterm.extension;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.frankenterm.extension.InstallPlan.Decision;
import org.frankenterm.extension.InstallPlan.Result;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.lifecycle.FailureHistory;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.InstalledVersion;
import org.frankenterm.extension.lifecycle.NewVersion;
import org.frankenterm.extension.lifecycle.StoredGrant;
import org.frankenterm.extension.permission.GrantParser;
import org.frankenterm.extension.permission.Grants;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Quoted;

/// The extensions that a user has installed: every change of them from the package to the removal.
/// Each change takes effect as a whole or not at all, and is written into the audit. Any thread,
/// any number of processes.
public final class InstalledExtensions {
    private final Installations installations;
    private final Grantor grantor;
    private final InstallPlanner planner;
    private final InstalledView view;
    private final Effects effects;

    /// What happens besides.
    ///
    /// @param audit takes what was done
    /// @param changed hears whose state is another now
    record Effects(Audit audit, Consumer<ExtensionId> changed) {}

    /// Takes what happened to an extension: a few words, then names and sizes.
    @FunctionalInterface
    interface Audit {
        void lifecycle(String extension, String what, String details);
    }

    InstalledExtensions(
            Installations installations, Grantor grantor, InstallPlanner planner, Effects effects) {
        this.installations = installations;
        this.grantor = grantor;
        this.planner = planner;
        this.view = new InstalledView(installations, grantor, planner.packaging().reader());
        this.effects = effects;
    }

    /// All of them.
    ///
    /// @return by name, those included whose state can't be read
    /// @throws ExtensionException if their folder isn't the user's own, or can't be read
    public List<InstalledExtension> list() {
        return installations.list().stream().map(view::of).toList();
    }

    /// One of them.
    ///
    /// @param name in any case
    /// @return as it is now
    /// @throws ExtensionException if there is none of that name
    public InstalledExtension find(String name) {
        return view.of(installations.find(id(name)));
    }

    /// Looks at a package that is not installed yet.
    ///
    /// @param path a package, or a folder that could be packed into one
    /// @return what its user has to decide
    /// @throws ExtensionException if it can't be read or is refused, or its name is taken
    public InstallPlan plan(Path path) {
        return planner.install(path, this::install);
    }

    private Result install(NewVersion version, Decision decision, List<String> notices) {
        Optional<String> kept =
                decision.adoptData()
                        ? installations.kept(version.manifest().id())
                        : Optional.empty();
        InstalledState state = installations.install(version, kept);
        done(state, "installed", describe(state.active()));
        return new Result(view.of(state), notices);
    }

    /// Looks at a package that would replace an installed version.
    ///
    /// @param name of the extension
    /// @param path a package, or a folder that could be packed into one
    /// @return what its user has to decide
    /// @throws ExtensionException if there is no such extension, or the package can't be read, is
    ///   refused or another extension's
    public InstallPlan planUpgrade(String name, Path path) {
        return planner.upgrade(id(name), path, this::upgrade);
    }

    private Result upgrade(
            NewVersion version, InstalledState seen, Decision decision, List<String> notices) {
        InstalledState state = installations.upgrade(version, seen);
        done(state, "upgraded", describe(state.active()));
        return new Result(view.of(state), notices);
    }

    /// Goes back to the version that was upgraded from, with what that one was granted and nobody
    /// revoked since.
    ///
    /// @param name of the extension
    /// @return as it is now
    /// @throws ExtensionException if there is no such extension or version, or its files were
    ///   changed
    public InstalledExtension rollback(String name) {
        InstalledState state = installations.rollback(id(name));
        done(state, "rolled back", describe(state.active()));
        return view.of(state);
    }

    private static String describe(InstalledVersion version) {
        return "%s, sha256 %s, granted: %s"
                .formatted(version.version(), version.sha256().substring(0, 16), words(version));
    }

    private static String words(InstalledVersion version) {
        return version.grants().isEmpty()
                ? "nothing"
                : String.join(
                        " ", version.granted().items().stream().map(Permission::word).toList());
    }

    /// Lets an extension run, however often it failed.
    ///
    /// @param name of the extension
    /// @return as it is now
    /// @throws ExtensionException if there is none, or its state can't be read
    public InstalledExtension enable(String name) {
        return update(
                name,
                "enabled",
                state -> state.withEnabled(true).withFailures(FailureHistory.NONE));
    }

    /// Lets an extension not run, until it is enabled again. What it is doing ends within a tick of
    /// the clock.
    ///
    /// @param name of the extension
    /// @return as it is now
    /// @throws ExtensionException if there is none, or its state can't be read
    public InstalledExtension disable(String name) {
        return update(name, "disabled", state -> state.withEnabled(false));
    }

    private InstalledExtension update(
            String name, String what, UnaryOperator<InstalledState> change) {
        InstalledState state = installations.update(id(name), change);
        done(state, what, state.active().version().text());
        return view.of(state);
    }

    /// Removes an extension, and what it stored.
    ///
    /// @param name of the extension
    /// @param keepData whether what it stored stays, for another installation to adopt
    /// @throws ExtensionException if there is none, or something can't be deleted
    public void remove(String name, boolean keepData) {
        InstalledExtension there = find(name);
        installations.remove(id(name), keepData);
        effects.audit()
                .lifecycle(
                        there.name(),
                        "removed",
                        there.version() + (keepData ? ", data kept" : ", data deleted"));
        effects.changed().accept(id(name));
    }

    /// Grants more of what an extension asks for. Paths are looked up now, those included that were
    /// granted before and are named again.
    ///
    /// @param name of the extension
    /// @param words `all`, `key` or `key=value`, as on the command line
    /// @return as it is now
    /// @throws ExtensionException if there is none, or a word names nothing that it asks for
    public Result grant(String name, List<String> words) {
        InstalledState before = installations.state(id(name));
        GrantSheet.Granted granted = grantor.sheet(before.active().requested()).grant(words);
        InstalledState state =
                installations.update(
                        before.id(),
                        now -> regranted(now, before, with(now.active(), granted.stored())));
        done(state, "granted", words(state.active()));
        return new Result(view.of(state), granted.notices());
    }

    private static InstalledState regranted(
            InstalledState now, InstalledState seen, List<StoredGrant> grants) {
        if (!now.installation().equals(seen.installation())
                || !now.active().sha256().equals(seen.active().sha256())) {
            throw new ExtensionException(
                    ErrorCode.ALREADY_INSTALLED,
                    "%s was replaced by somebody else meanwhile; look at it and try again"
                            .formatted(now.id().name()));
        }
        return now.withActive(now.active().withGrants(grants));
    }

    private static List<StoredGrant> with(InstalledVersion version, List<StoredGrant> more) {
        List<StoredGrant> all = new ArrayList<>(without(version, items(more)));
        all.addAll(more);
        return all;
    }

    private static List<Permission> items(List<StoredGrant> grants) {
        return grants.stream().map(StoredGrant::item).toList();
    }

    private static List<StoredGrant> without(InstalledVersion version, List<Permission> items) {
        return version.grants().stream().filter(grant -> !items.contains(grant.item())).toList();
    }

    /// Takes grants back, from the version that a rollback goes back to as well. What the extension
    /// is doing ends within a tick of the clock.
    ///
    /// @param name of the extension
    /// @param words `all`, `key` or `key=value`, as on the command line
    /// @return as it is now
    /// @throws ExtensionException if there is none, or a word names nothing that is granted
    public InstalledExtension revoke(String name, List<String> words) {
        InstalledState state = installations.update(id(name), now -> revoked(now, words));
        done(state, "revoked", words(state.active()));
        return view.of(state);
    }

    private InstalledState revoked(InstalledState now, List<String> words) {
        InstalledVersion previous = now.previous();
        PermissionSet granted =
                previous == null
                        ? now.active().granted()
                        : now.active().granted().plus(previous.granted());
        Grants grants = GrantParser.forRevoke(granted, grantor.home()).parse(words);
        if (!grants.problems().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_GRANT, "can't revoke that", grants.problems());
        }
        List<Permission> items = List.copyOf(grants.items().items());
        InstalledState revoked =
                now.withActive(now.active().withGrants(without(now.active(), items)));
        return previous == null
                ? revoked
                : revoked.withPrevious(previous.withGrants(untouched(previous, items)));
    }

    /// What of an earlier version's grants has nothing to do with what is revoked: what that one
    /// had for a whole folder allows the file in it that is taken back now.
    private static List<StoredGrant> untouched(InstalledVersion version, List<Permission> items) {
        return version.grants().stream()
                .filter(grant ->
                        items.stream()
                                .noneMatch(item ->
                                        item.covers(grant.item()) || grant.item().covers(item)))
                .toList();
    }

    private void done(InstalledState state, String what, String details) {
        effects.audit().lifecycle(state.id().name(), what, details);
        effects.changed().accept(state.id());
    }

    private static ExtensionId id(String name) {
        if (!ExtensionId.valid(name)) {
            throw new ExtensionException(
                    ErrorCode.NOT_FOUND,
                    "%s is no name of an extension: %s"
                            .formatted(Quoted.of(name), ExtensionId.RULE));
        }
        return new ExtensionId(name);
    }
}

package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.frankenterm.extension.Inspection.HookSummary;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.InstalledExtension.PermissionLine;
import org.frankenterm.extension.InstalledExtension.State;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.Installed;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.InstalledVersion;
import org.frankenterm.extension.lifecycle.StoredGrant;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// Makes what a user sees of what is on disk.
///
/// @param installations what is installed
/// @param grantor knows what grants mean
/// @param reader of manifests
record InstalledView(Installations installations, Grantor grantor, ManifestReader reader) {
    /// What is installed, sound or not.
    InstalledExtension of(Installed installed) {
        return switch (installed) {
            case Installed.Sound(InstalledState state) -> of(state);
            case Installed.Unsound unsound -> of(unsound);
        };
    }

    private InstalledExtension of(Installed.Unsound unsound) {
        return new InstalledExtension(
                unsound.id().name(),
                "",
                State.DISABLED,
                unsound.reason(),
                "",
                "",
                "",
                null,
                installations.folder(unsound.id()),
                List.of(),
                List.of());
    }

    /// A state that was read.
    InstalledExtension of(InstalledState state) {
        InstalledVersion active = state.active();
        List<String> reasons = new ArrayList<>(reason(state));
        List<HookSummary> hooks = hooks(state, reasons);
        return new InstalledExtension(
                state.id().name(),
                active.version().text(),
                state(state),
                String.join("; ", reasons),
                state.previous() == null ? "" : state.previous().version().text(),
                active.source(),
                active.sha256(),
                active.installed(),
                installations.folder(state.id()),
                permissions(active),
                hooks);
    }

    private static State state(InstalledState state) {
        if (!state.enabled()) {
            return State.DISABLED;
        }
        return state.failures().failed() ? State.FAILED : State.INSTALLED;
    }

    private static List<String> reason(InstalledState state) {
        if (!state.enabled()) {
            return List.of("disabled by its user");
        }
        return state.failures().failed() ? List.of(failure(state)) : List.of();
    }

    /// Why one isn't run that failed, and what to do.
    static String failure(InstalledState state) {
        return "failed too often, at last: %s; frankenterm extension enable %s tries it again"
                .formatted(state.failures().reason(), state.id().name());
    }

    private List<HookSummary> hooks(InstalledState state, List<String> reasons) {
        try {
            Manifest manifest =
                    installations.files(state, state.active()).manifest(reader).manifest();
            return manifest == null ? List.of() : Inspector.hooks(manifest);
        } catch (ExtensionException changed) {
            reasons.add(changed.message());
            return List.of();
        }
    }

    private List<PermissionLine> permissions(InstalledVersion version) {
        Map<String, StoredGrant> granted =
                version.grants().stream()
                        .collect(
                                Collectors.toMap(
                                        grant -> grant.item().text(), grant -> grant, (a, _) -> a));
        return grantor.sheet(version.requested()).questions().stream()
                .map(question -> line(question, granted.get(question.item())))
                .toList();
    }

    private static PermissionLine line(Question question, @Nullable StoredGrant grant) {
        return new PermissionLine(
                question.item(),
                Permission.parse(question.word()).word(),
                question.words(),
                grant != null,
                grant == null ? question.danger() : note(grant));
    }

    private static String note(StoredGrant grant) {
        if (grant.waits()) {
            return "there was nothing when it was granted";
        }
        return grant.pinned() == null
                ? ""
                : grant.pinned()
                        .staleness()
                        .map(why ->
                                "stale, %s: look at what is there now, and grant it again"
                                        .formatted(why))
                        .orElse(
                                grant.pinned().canonical().equals(grant.pinned().path())
                                        ? ""
                                        : "led to " + Quoted.of(grant.pinned().canonical()));
    }
}

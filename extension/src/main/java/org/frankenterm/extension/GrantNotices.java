package org.frankenterm.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.files.Resolution;
import org.frankenterm.extension.files.Resolutions;
import org.frankenterm.extension.permission.Grants;
import org.frankenterm.extension.permission.PathRisk;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSheet;
import org.frankenterm.extension.permission.Risks;

/// What a user should know of grants: what was held back, and where paths lead.
///
/// @param risks of the items
/// @param resolutions what their paths led to
record GrantNotices(Risks risks, Resolutions resolutions) {
    /// A sentence each, sanitised.
    List<String> of(Grants grants) {
        List<String> notices = new ArrayList<>();
        grants.heldBack().items().forEach(item -> notices.add(heldBack(item)));
        grants.items().items().stream().flatMap(this::granted).forEach(notices::add);
        return notices;
    }

    private String heldBack(Permission item) {
        return switch (risks.of(item)) {
            case PathRisk.Refused(String what) ->
                    "not granted, because %s: %s".formatted(what, PermissionSheet.words(item));
            case PathRisk.Ordinary _, PathRisk.AskApart _ ->
                    "not granted, because it has to be named: "
                            + PermissionSheet.words(item)
                            + leads(item);
        };
    }

    private Stream<String> granted(Permission item) {
        return item.filesystemPath().isPresent() ? path(item) : Stream.empty();
    }

    private Stream<String> path(Permission item) {
        if (resolutions.of(item).filter(Resolution.Waiting.class::isInstance).isPresent()) {
            return Stream.of(
                    "granted, but there is nothing yet; it takes effect when the extension is loaded after it was made: "
                            + PermissionSheet.words(item));
        }
        String leads = leads(item);
        return leads.isEmpty()
                ? Stream.empty()
                : Stream.of("granted: " + PermissionSheet.words(item) + leads);
    }

    private String leads(Permission item) {
        return resolutions.leadsTo(item).map(to -> ", which is " + to).orElse("");
    }
}

package org.frankenterm.extension.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.PathLookup;
import org.frankenterm.extension.permission.PathPattern;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.text.Quoted;

/// What each requested path led to at one moment, for all that is decided then: the same answer for
/// its risk, for what the user is told, and for what is granted.
public final class Resolutions implements PathLookup {
    private final Map<Permission, Resolution> found = new LinkedHashMap<>();

    /// Looks up every path of a set.
    public Resolutions(PermissionSet requested, GrantResolver resolver) {
        for (Permission item : requested.items()) {
            resolver.resolve(item).ifPresent(resolution -> found.put(item, resolution));
        }
    }

    /// What an item led to; nothing if it is no path, or wasn't requested.
    public Optional<Resolution> of(Permission item) {
        return Optional.ofNullable(found.get(item));
    }

    /// What an instance is given: the items in force that were granted themselves. What another
    /// grant merely covers is reached through that one, or not at all.
    public List<PathGrant> grants(AccessPolicy policy) {
        return policy.effective().items().stream()
                .filter(policy.granted()::contains)
                .map(found::get)
                .filter(Resolution.Found.class::isInstance)
                .map(resolution -> ((Resolution.Found) resolution).grant())
                .toList();
    }

    /// Where an item's path leads, sanitised, if that is another path.
    public Optional<String> leadsTo(Permission item) {
        return switch (found.get(item)) {
            case Resolution.Found(PathGrant grant) ->
                    Optional.of(grant.canonical())
                            .filter(canonical -> !canonical.equals(grant.path()))
                            .map(Quoted::of);
            case Resolution.Refused _, Resolution.Waiting _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    @Override
    public Permission real(Permission item) {
        Resolution resolution = found.get(item);
        return switch (resolution) {
            case Resolution.Found(PathGrant grant) -> at(item, grant.canonical());
            case Resolution.Refused(_, String canonical) when !canonical.isEmpty() ->
                    at(item, canonical);
            case Resolution.Refused _, Resolution.Waiting _ -> item;
            case null -> item;
        };
    }

    private static Permission at(Permission item, String canonical) {
        try {
            return item.at(new PathPattern(canonical));
        } catch (IllegalArgumentException unwritable) { // refused, see below
            return item;
        }
    }

    @Override
    public Optional<String> refusal(Permission item) {
        Resolution resolution = found.get(item);
        return switch (resolution) {
            case Resolution.Found(PathGrant grant) -> unwritable(grant.canonical());
            case Resolution.Refused(String why, _) -> Optional.of(why);
            case Resolution.Waiting _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    /// Names that no manifest can have are granted by no link either.
    private static Optional<String> unwritable(String canonical) {
        try {
            return new PathPattern(canonical).text().isEmpty()
                    ? Optional.of("it has no name")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("where it leads " + e.getMessage());
        }
    }
}

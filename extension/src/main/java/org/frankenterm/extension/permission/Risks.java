package org.frankenterm.extension.permission;

import java.util.Optional;
import java.util.function.Function;

/// How dangerous it is to grant items, their links followed: a link into a dangerous place is as
/// dangerous as the place, and a link out of one as dangerous as its name.
public final class Risks {
    /// Finds nothing dangerous.
    static final Risks NONE = new Risks(_ -> new PathRisk.Ordinary(), PathLookup.TEXT);

    private final Function<Permission, PathRisk> byName;
    private final PathLookup lookup;

    private Risks(Function<Permission, PathRisk> byName, PathLookup lookup) {
        this.byName = byName;
        this.lookup = lookup;
    }

    /// Risks on this machine.
    public Risks(SensitivePlaces places, PathLookup lookup) {
        this(places::risk, lookup);
    }

    /// The risk of an item.
    public PathRisk of(Permission item) {
        Optional<String> refusal = lookup.refusal(item);
        if (refusal.isPresent()) {
            return new PathRisk.Refused(refusal.get());
        }
        return worse(byName.apply(item), byName.apply(lookup.real(item)));
    }

    /// The same permission on where an item's path leads.
    public Permission real(Permission item) {
        return lookup.real(item);
    }

    /// The danger of where a path leads, if its own name doesn't tell it.
    public Optional<String> hidden(Permission item) {
        return byName.apply(lookup.real(item)) instanceof PathRisk.AskApart(String real)
                        && !(byName.apply(item) instanceof PathRisk.AskApart(String said)
                                && said.contains(real))
                ? Optional.of(real)
                : Optional.empty();
    }

    private static PathRisk worse(PathRisk one, PathRisk other) {
        return switch (one) {
            case PathRisk.Refused _ -> one;
            case PathRisk.Ordinary _ -> other;
            case PathRisk.AskApart(String words) ->
                    switch (other) {
                        case PathRisk.Refused _ -> other;
                        case PathRisk.Ordinary _ -> one;
                        case PathRisk.AskApart(String more) when words.contains(more) -> one;
                        case PathRisk.AskApart(String more) when more.contains(words) -> other;
                        case PathRisk.AskApart(String more) ->
                                new PathRisk.AskApart(words + " and " + more);
                    };
        };
    }
}

package org.frankenterm.extension;

import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.InstallPlan.Question;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.files.FileGrants;
import org.frankenterm.extension.files.GrantResolver;
import org.frankenterm.extension.files.OwnFolders;
import org.frankenterm.extension.files.PathGrant;
import org.frankenterm.extension.files.Resolution;
import org.frankenterm.extension.files.Resolutions;
import org.frankenterm.extension.lifecycle.StoredGrant;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.GrantParser;
import org.frankenterm.extension.permission.Grants;
import org.frankenterm.extension.permission.PathRisk;
import org.frankenterm.extension.permission.Permission;
import org.frankenterm.extension.permission.PermissionSet;
import org.frankenterm.extension.permission.PermissionSheet;
import org.frankenterm.extension.permission.Risks;
import org.frankenterm.extension.permission.SensitivePlaces;
import org.frankenterm.extension.sandbox.GuestAccess;

/// What a manifest requests, with its paths looked up once: what its user is asked, and what the
/// answers grant, are about the same places.
final class GrantSheet {
    private final PermissionSet requested;
    private final SensitivePlaces places;
    private final Resolutions resolutions;
    private final Risks risks;

    /// @param places of the user
    GrantSheet(PermissionSet requested, SensitivePlaces places) {
        this.requested = requested;
        this.places = places;
        this.resolutions = new Resolutions(requested, new GrantResolver(places.home()));
        this.risks = new Risks(places, resolutions);
    }

    /// What was granted, and what the user should know of it.
    record Granted(
            PermissionSet items,
            GuestAccess access,
            List<StoredGrant> stored,
            List<String> notices) {}

    /// What is requested, in plain words, riskiest first.
    List<Question> questions() {
        return PermissionSheet.of(requested, risks).lines().stream().map(this::question).toList();
    }

    private Question question(PermissionSheet.Line line) {
        String words =
                line.words()
                        + resolutions.leadsTo(line.item()).map(to -> ", which is " + to).orElse("");
        String word =
                (risks.hidden(line.item()).isPresent() ? risks.real(line.item()) : line.item())
                        .text();
        return switch (line.risk()) {
            case PathRisk.Ordinary _ ->
                    new Question(line.item().text(), line.item().text(), words, "", false);
            case PathRisk.AskApart(String danger) ->
                    new Question(line.item().text(), word, words, danger, false);
            case PathRisk.Refused(String why) ->
                    new Question(line.item().text(), word, words, why, true);
        };
    }

    /// What is worse together than item by item, a sentence each.
    List<String> combinations() {
        return PermissionSheet.of(requested, risks).combinations();
    }

    /// Grants what words name.
    ///
    /// @param words as on the command line
    /// @throws ExtensionException if one names nothing that is requested
    Granted grant(List<String> words) {
        Grants grants = GrantParser.forGrant(requested, places, resolutions).parse(words);
        if (!grants.problems().isEmpty()) {
            throw new ExtensionException(
                    ErrorCode.INVALID_GRANT, "can't grant that", grants.problems());
        }
        AccessPolicy policy = new AccessPolicy(requested, grants.items(), places.home());
        FileGrants files =
                new FileGrants(
                        resolutions.grants(policy),
                        new OwnFolders(places.own()),
                        policy.granting());
        List<String> notices = new GrantNotices(risks, resolutions).of(grants);
        return new Granted(
                grants.items(),
                new GuestAccess(policy, files),
                grants.items().items().stream().map(this::stored).toList(),
                notices);
    }

    private StoredGrant stored(Permission item) {
        Optional<Resolution> found = resolutions.of(item);
        return found.isPresent() && found.get() instanceof Resolution.Found(var grant)
                ? new StoredGrant(item, grant)
                : new StoredGrant(item, null);
    }

    /// The grants of an earlier version that are as good for this one: the same items with what
    /// they led to then, and items that an earlier one covers, if they are ordinary and lead into
    /// what that one led to and still leads to.
    List<StoredGrant> carried(List<StoredGrant> earlier) {
        return requested.items().stream().flatMap(item -> carried(item, earlier).stream()).toList();
    }

    private Optional<StoredGrant> carried(Permission item, List<StoredGrant> earlier) {
        Optional<StoredGrant> same =
                earlier.stream().filter(grant -> grant.item().equals(item)).findFirst();
        if (same.isPresent()) {
            return same;
        }
        StoredGrant fresh = stored(item);
        boolean covered =
                risks.of(item) instanceof PathRisk.Ordinary
                        && earlier.stream().anyMatch(grant -> covers(grant, fresh));
        return covered ? Optional.of(fresh) : Optional.empty();
    }

    private static boolean covers(StoredGrant earlier, StoredGrant fresh) {
        return earlier.item().covers(fresh.item())
                && (fresh.item().filesystemPath().isEmpty() || leadsInto(earlier, fresh));
    }

    private static boolean leadsInto(StoredGrant earlier, StoredGrant fresh) {
        PathGrant was = earlier.pinned();
        PathGrant is = fresh.pinned();
        return was != null
                && is != null
                && is.isWithin(was)
                && is.device() == was.device() // what is mounted there was never granted
                && was.staleness().isEmpty();
    }
}

package org.frankenterm.extension.manifest;

import java.util.List;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.manifest.Section.Item;
import org.frankenterm.extension.text.Quoted;
import org.jspecify.annotations.Nullable;

/// Reader of `[extension]`: who it is, which version, for which host.
final class IdentityReader {
    private static final SemVer NO_VERSION = new SemVer("0.0.0");
    private static final String MINIMUM = "min_frankenterm_version";
    private static final List<String> KEYS =
            List.of("name", "version", "description", "authors", "license", "homepage", MINIMUM);

    private final Section section;

    private IdentityReader(Section section) {
        this.section = section;
    }

    /// The reader, or null after the absence of the table was reported.
    static @Nullable IdentityReader of(Section root) {
        if (!root.has("extension")) {
            root.problems().error(Place.START, "a manifest needs [extension] with a name");
        }
        Section section = root.table("extension");
        if (section == null) {
            return null;
        }
        section.warnUnknown(KEYS);
        return new IdentityReader(section);
    }

    /// The name, or null after a problem was reported.
    @Nullable ExtensionId id() {
        if (!section.has("name")) {
            section.problems().error(section.start(), "[extension] needs a name: add name = \"…\"");
        }
        String name = section.string("name");
        if (name == null) {
            return null;
        }
        if (!ExtensionId.valid(name)) {
            section.error("name", "can't be " + Quoted.of(name) + ": " + ExtensionId.RULE);
            return null;
        }
        return new ExtensionId(name);
    }

    SemVer version() {
        SemVer version = version("version");
        return version == null ? NO_VERSION : version;
    }

    /// The oldest host that is wanted; an error if that is newer than the one at hand.
    @Nullable SemVer minimum(SemVer host) {
        SemVer minimum = version(MINIMUM);
        if (minimum != null && minimum.compareTo(host) > 0) {
            section.error(
                    MINIMUM,
                    "asks for FrankenTerm "
                            + minimum
                            + " or newer, this is "
                            + host
                            + ": update FrankenTerm");
        }
        return minimum;
    }

    About about() {
        String description = section.string("description");
        List<String> authors = section.strings("authors").stream().map(Item::text).toList();
        return new About(
                description == null ? "" : description,
                authors,
                section.string("license"),
                section.string("homepage"));
    }

    private @Nullable SemVer version(String key) {
        String text = section.string(key);
        if (text == null) {
            return null;
        }
        try {
            return new SemVer(text);
        } catch (IllegalArgumentException e) {
            section.problems()
                    .error(section.place(key), key + " in [extension]: " + e.getMessage());
            return null;
        }
    }
}

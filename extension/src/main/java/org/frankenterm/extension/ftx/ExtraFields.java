package org.frankenterm.extension.ftx;

import java.util.Locale;
import java.util.Map;

/// The rule for an entry's extra fields: well formed, and none that gives the entry another name,
/// size, kind or encoding. Others, such as times and owners, mean nothing.
final class ExtraFields {
    private static final int HEAD = 4;

    private static final Map<Integer, Meaning> REFUSED =
            Map.of(
                    0x0001, new Meaning(Refusal.ZIP64, "has 64-bit sizes"),
                    0x7075, new Meaning(Refusal.EXTRA_FIELD, "has a second name"),
                    0x6375, new Meaning(Refusal.EXTRA_FIELD, "has a second comment"),
                    0x9901, new Meaning(Refusal.ENCRYPTED, "is encrypted with AES"),
                    0x0017, new Meaning(Refusal.ENCRYPTED, "is encrypted"),
                    0x000d, new Meaning(Refusal.LINK, "may be a link"),
                    0x756e, new Meaning(Refusal.LINK, "may be a link"));

    private record Meaning(Refusal reason, String words) {}

    private ExtraFields() {}

    /// @param name of the entry, for messages
    static void require(ArchiveBytes file, int at, int length, String name) throws PackageRefused {
        int end = at + length;
        int field = at;
        while (field < end) {
            if (field > end - HEAD || file.u16(field + 2) > end - field - HEAD) {
                throw PackageRefused.entry(
                        Refusal.EXTRA_FIELD, name, "has a malformed extra field");
            }
            int id = file.u16(field);
            Meaning meaning = REFUSED.get(id);
            if (meaning != null) {
                throw PackageRefused.entry(
                        meaning.reason(),
                        name,
                        String.format(
                                Locale.ROOT, "%s, by its extra field 0x%04x", meaning.words(), id));
            }
            field += HEAD + file.u16(field + 2);
        }
    }
}

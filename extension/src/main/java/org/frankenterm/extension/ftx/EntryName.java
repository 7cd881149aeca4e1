package org.frankenterm.extension.ftx;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// The rule for names in a package: relative, `/` between components, nothing in them that a system
/// or a person could read otherwise. A folder's ends in `/`.
final class EntryName {
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private EntryName() {}

    /// Checks the bytes of a name.
    ///
    /// @param utf8 whether the archive says that they are UTF-8; they are ASCII otherwise
    static String of(byte[] raw, boolean utf8) throws PackageRefused {
        if (raw.length > FtxLimits.NAME_BYTES) {
            throw tooLong(
                    new String(raw, StandardCharsets.UTF_8), Quantity.bytes(FtxLimits.NAME_BYTES));
        }
        String name =
                Sanitizer.strictUtf8(raw)
                        .orElseThrow(() -> encoding(new String(raw, StandardCharsets.UTF_8)));
        if (!utf8 && name.chars().anyMatch(c -> c > 0x7F)) {
            throw encoding(name);
        }
        requireCharacters(name);
        requireRelative(name);
        requireComponents(name);
        return name;
    }

    private static void requireCharacters(String name) throws PackageRefused {
        if (name.indexOf('\0') >= 0) {
            throw PackageRefused.entry(Refusal.NAME_NUL, name, "has NUL in its name");
        }
        if (name.indexOf('\\') >= 0) {
            throw PackageRefused.entry(
                    Refusal.NAME_BACKSLASH,
                    name,
                    "has a backslash in its name: folders are separated by /");
        }
        if (!Sanitizer.line(name).equals(name)) {
            throw PackageRefused.entry(
                    Refusal.NAME_CONTROL, name, "has a control or invisible character in its name");
        }
    }

    private static void requireRelative(String name) throws PackageRefused {
        if (name.startsWith("/")) {
            throw PackageRefused.entry(Refusal.NAME_ABSOLUTE, name, "has an absolute name");
        }
        if (DRIVE.matcher(name).matches()) {
            throw PackageRefused.entry(Refusal.NAME_DRIVE, name, "has a name with a drive");
        }
    }

    private static void requireComponents(String name) throws PackageRefused {
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        String[] components = path.split("/", -1);
        for (String component : components) {
            if (component.isEmpty()) {
                throw PackageRefused.entry(
                        Refusal.NAME_EMPTY, name, "has an empty component in its name");
            }
            if (component.equals(".") || component.equals("..")) {
                throw PackageRefused.entry(
                        Refusal.NAME_DOTS, name, "has \"" + component + "\" in its name");
            }
            if (component.getBytes(StandardCharsets.UTF_8).length > FtxLimits.COMPONENT_BYTES) {
                throw tooLong(name, Quantity.bytes(FtxLimits.COMPONENT_BYTES) + " between slashes");
            }
        }
        if (components.length > FtxLimits.DEPTH) {
            throw tooLong(name, FtxLimits.DEPTH + " components");
        }
    }

    private static PackageRefused tooLong(String name, String most) {
        return PackageRefused.entry(
                Refusal.NAME_LENGTH, name, "has a name that is too long: it may have " + most);
    }

    private static PackageRefused encoding(String name) {
        return PackageRefused.entry(
                Refusal.NAME_ENCODING,
                name,
                "has a name that is neither ASCII nor UTF-8 marked as such");
    }
}

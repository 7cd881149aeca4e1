package org.frankenterm.extension.ftx;

/// The rule for an entry's attributes: a file, or a folder whose name says so. Permissions mean
/// nothing.
final class EntryKind {
    // st_mode of Unix in the upper half, whatever system the archive says it is from
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;
    private static final int SYMBOLIC_LINK = 0120000;
    private static final int UNKNOWN = 0;

    // of MS-DOS, in the lower half
    private static final int DOS_FOLDER = 0x10;

    private EntryKind() {}

    /// @param attributes external ones, as in the directory
    static void require(String name, long attributes) throws PackageRefused {
        boolean folder = name.endsWith("/");
        int type = (int) (attributes >>> 16) & TYPE;
        switch (type) {
            case UNKNOWN -> {}
            case REGULAR -> requireKind(!folder, name);
            case FOLDER -> requireKind(folder, name);
            case SYMBOLIC_LINK -> throw PackageRefused.entry(Refusal.LINK, name, "is a link");
            default ->
                    throw PackageRefused.entry(
                            Refusal.DEVICE, name, "is neither a file nor a folder");
        }
        requireKind(folder || (attributes & DOS_FOLDER) == 0, name);
    }

    private static void requireKind(boolean fits, String name) throws PackageRefused {
        if (!fits) {
            throw PackageRefused.entry(
                    Refusal.KIND, name, "is a folder by its name or by its attributes, not both");
        }
    }
}

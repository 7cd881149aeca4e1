package org.frankenterm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.xdg.XdgFolder;

/// Looks at the folders that FrankenTerm keeps things in: they must belong to the user, and nobody
/// else may write them.
final class FolderCheck {
    private final Map<String, String> environment;

    FolderCheck(Map<String, String> environment) {
        this.environment = environment;
    }

    /// A finding for each folder.
    List<Finding> findings() {
        return Arrays.stream(XdgFolder.values()).map(this::finding).toList();
    }

    private Finding finding(XdgFolder kind) {
        String subject = kind.name().toLowerCase(Locale.ROOT) + " folder";
        try {
            return kind.in(environment)
                    .map(folder -> folder(subject, folder))
                    .orElseGet(() ->
                            Finding.problem(
                                    subject,
                                    "unknown: neither %s nor HOME is an absolute path"
                                            .formatted(kind.variable()),
                                    "set HOME"));
        } catch (ExtensionException unspellable) {
            return Finding.problem(
                    subject, "unknown: its name is not of this locale", "set LC_ALL=C.UTF-8");
        }
    }

    private static Finding folder(String subject, Path folder) {
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                return Finding.ok(subject, folder + ", not there yet");
            }
            PosixFileAttributes found =
                    Files.readAttributes(
                            folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isDirectory()) {
                return Finding.problem(
                        subject,
                        folder + " is not a folder",
                        "move it away; a link is not followed");
            }
            return owned(subject, folder, found);
        } catch (IOException e) {
            return Finding.problem(
                    subject, folder + " can't be looked at", "check the permissions above it");
        }
    }

    private static Finding owned(String subject, Path folder, PosixFileAttributes found)
            throws IOException {
        Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Set<PosixFilePermission> permissions = found.permissions();
        String detail =
                "%s, %s, of %s"
                        .formatted(
                                folder,
                                PosixFilePermissions.toString(permissions),
                                found.owner().getName());
        if (!owner.equals(user)) {
            return Finding.problem(subject, detail, "chown it to you, or move it away");
        }
        boolean open =
                permissions.contains(PosixFilePermission.GROUP_WRITE)
                        || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        return open
                ? Finding.problem(subject, detail + ": others can write it", "chmod go-w " + folder)
                : Finding.ok(subject, detail);
    }
}

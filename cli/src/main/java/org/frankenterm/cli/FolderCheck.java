package org.frankenterm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks at the folders that FrankenTerm keeps things in (XDG Base Directory 0.8): they must belong
/// to the user, and nobody else may write them.
final class FolderCheck {
    private static final List<Base> BASES =
            List.of(
                    new Base("config", "XDG_CONFIG_HOME", ".config"),
                    new Base("data", "XDG_DATA_HOME", ".local/share"),
                    new Base("state", "XDG_STATE_HOME", ".local/state"),
                    new Base("cache", "XDG_CACHE_HOME", ".cache"));

    private final Map<String, String> environment;

    private record Base(String name, String variable, String below) {
        String subject() {
            return name + " folder";
        }
    }

    FolderCheck(Map<String, String> environment) {
        this.environment = environment;
    }

    /// A finding for each folder.
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Base base : BASES) {
            findings.add(finding(base));
        }
        return findings;
    }

    private Finding finding(Base base) {
        String variable = environment.getOrDefault(base.variable(), "");
        String home = environment.getOrDefault("HOME", "");
        if (variable.startsWith("/")) {
            return folder(base.subject(), Path.of(variable, "frankenterm"));
        }
        if (!home.startsWith("/")) {
            return Finding.problem(
                    base.subject(),
                    "unknown: neither %s nor HOME is an absolute path".formatted(base.variable()),
                    "set HOME");
        }
        return folder(base.subject(), Path.of(home, base.below(), "frankenterm"));
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

package org.frankenterm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at the Java and the kernel that the program runs on.
final class SystemCheck {
    private static final int JAVA = 25;

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

    private SystemCheck() {}

    static Finding java(Runtime.Version version, String vendor) {
        String detail = version + (vendor.isEmpty() ? "" : " of " + vendor);
        return version.feature() == JAVA
                ? Finding.ok("java", detail)
                : Finding.problem(
                        "java", detail, "install a JDK " + JAVA + " and point JAVA_HOME to it");
    }

    /// @param file that has the kernel's release, such as `6.12.9-amd64`
    static Finding kernel(Path file) {
        String release;
        try {
            release = Files.readString(file).strip();
        } catch (IOException e) {
            return Finding.problem(
                    "kernel",
                    "its release can't be read from " + file,
                    "run this on Linux with /proc");
        }
        Matcher numbers = RELEASE.matcher(release);
        boolean openat2 =
                numbers.matches()
                        && hasOpenat2(
                                Integer.parseInt(numbers.group(1)),
                                Integer.parseInt(numbers.group(2)));
        // Nothing of this release opens files for guests, so that its absence is no problem yet.
        return Finding.ok(
                "kernel",
                "Linux %s, %s"
                        .formatted(release, openat2 ? "has openat2" : "older than openat2 (5.6)"));
    }

    /// Linux 5.6 brought it: man 2 openat2.
    private static boolean hasOpenat2(int major, int minor) {
        return major > 5 || (major == 5 && minor >= 6);
    }
}

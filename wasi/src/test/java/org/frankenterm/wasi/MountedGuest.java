package org.frankenterm.wasi;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.wasi.GuestFiles.At;

/// A process of its own whose guest has a folder in which something is mounted, so that no mount of
/// a test's is ever seen by anybody else.
final class MountedGuest {
    private MountedGuest() {}

    /// The command that mounts one folder in another, for itself alone, and runs [#main].
    static List<String> command(Path mounted, Path at, Path granted) {
        String paths =
                String.join(
                        File.pathSeparator,
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path"),
                        "target/classes",
                        "target/test-classes");
        return List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$1\" \"$2\" || exit 77; shift 2; exec \"$@\"",
                "sh",
                mounted.toString(),
                at.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                paths,
                MountedGuest.class.getName(),
                granted.toString());
    }

    /// Writes what a guest is answered about `mounted/secret`: with and without the grant that ends
    /// at mounts, for each way to resolve.
    public static void main(String[] arguments) throws Exception {
        Path granted = Path.of(arguments[0]);
        StringBuilder answers = new StringBuilder();
        for (Resolution resolution : Resolution.values()) {
            Guest.run(
                    () ->
                            Granted.context(
                                            Granted.sameMount(granted, resolution),
                                            Granted.readOnly(granted, resolution))
                                    .build(),
                    guest -> {
                        GuestFiles files = new GuestFiles(guest);
                        for (long folder = 3; folder <= 4; folder++) {
                            At secret = At.of(folder, "mounted/secret");
                            answers.append(files.open(secret, OpenArguments.READ)).append(' ');
                            At back = At.of(folder, "mounted/../file");
                            answers.append(files.status(back, true)).append(' ');
                        }
                        for (String name : List.of("mounted", "mounted/")) {
                            answers.append(files.unlink(At.root(name))).append(' ');
                            answers.append(files.removeDirectory(At.root(name))).append(' ');
                            answers.append(files.rename(At.root(name), At.root("x"))).append(' ');
                        }
                    });
        }
        System.out.print(answers.toString().strip());
        System.out.flush();
    }
}

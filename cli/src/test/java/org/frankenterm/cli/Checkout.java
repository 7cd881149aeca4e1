package org.frankenterm.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder that looks like a checkout, with the real scripts and a Maven, a Java and sources that
/// are not: the `mvn` notes that it was called and makes one jar, the `java` prints its arguments.
/// Its path has a space in it.
final class Checkout {
    private static final Path PROJECT = Path.of("").toAbsolutePath().resolve("..").normalize();

    final Path root;
    final Path jdk;
    final Path cache;
    final Map<String, String> environment = new HashMap<>();

    Checkout(Path folder) throws IOException {
        root = folder.resolve("a checkout");
        jdk = folder.resolve("a jdk");
        cache = folder.resolve("a cache");
        copy("frankenterm");
        copy("config/jdk.sh");
        copy("config/aot.sh");
        copy("config/start.sh");
        write(root.resolve("pom.xml"), "");
        write(source(), "");
        writeJdk(jdk, "25.0.1");
        script(
                folder.resolve("tools/mvn"),
                "echo built >>builds; echo output of the build; cat; mkdir -p .build/work/frankenterm-cli/modules",
                "touch .build/work/frankenterm-cli/modules/a.jar");
        environment.put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("JAVA_HOME", jdk.toString());
        environment.put("XDG_CACHE_HOME", cache.toString());
        environment.put("FRANKENTERM_JDK_PLACES", "");
        environment.put("FRANKENTERM_AOT", "off");
    }

    /// A source file of the checkout.
    Path source() {
        return root.resolve("cli/src/main/java/Main.java");
    }

    /// How often the build ran.
    int builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    /// Makes the build as old as if it had been made an hour ago, and the sources two.
    void age() throws IOException {
        FileTime older = FileTime.from(Instant.now().minusSeconds(7200));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, older);
            }
        }
        Files.setLastModifiedTime(
                root.resolve(".build/current"), FileTime.from(Instant.now().minusSeconds(3600)));
    }

    /// A folder that counts as a JDK of a version. Its `java` prints its arguments, one in each
    /// line.
    static void writeJdk(Path folder, String version) throws IOException {
        write(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        write(folder.resolve("lib/modules"), "");
        script(folder.resolve("bin/javac"), "");
        script(
                folder.resolve("bin/java"),
                "readlink /proc/self/fd/0 >&2",
                "for a; do case $a in -XX:AOTCacheOutput=*) echo made >\"${a#*=}\" ;; esac; done",
                "printf '<%s>\\n' \"$@\"");
    }

    Run start(String... arguments) throws IOException, InterruptedException {
        return run(
                Stream.concat(
                                Stream.of(root.resolve("frankenterm").toString()),
                                Stream.of(arguments))
                        .toList());
    }

    Run run(List<String> command) throws IOException, InterruptedException {
        return begin(command).end();
    }

    /// Starts a command with this environment only, and nothing to read.
    Running begin(List<String> command) throws IOException {
        Path out = Files.createTempFile(root.getParent(), "out", "");
        Path err = Files.createTempFile(root.getParent(), "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(process, out, err);
    }

    /// A command that runs.
    record Running(Process process, Path out, Path err) {
        Run end() throws IOException, InterruptedException {
            int status = process.waitFor();
            return new Run(status, Files.readString(out), Files.readString(err));
        }
    }

    /// What a command did.
    record Run(int status, String out, String err) {}

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    static void script(Path file, String... lines) throws IOException {
        write(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void copy(String name) throws IOException {
        Path to = root.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(PROJECT.resolve(name), to);
    }
}

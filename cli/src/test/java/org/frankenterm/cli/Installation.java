package org.frankenterm.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;

/// A folder like an unpacked archive: its launcher and scripts, the jars that this build made, and
/// the examples. Commands run in a process of their own, with nothing in their environment but what
/// is set here.
final class Installation {
    static final Path PROJECT = Path.of("").toAbsolutePath().resolve("..").normalize();

    private static final Path MODULES = Path.of("target", "modules").toAbsolutePath();

    final Path root;
    final Path home;
    final Map<String, String> environment = new HashMap<>();

    Installation(Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("an installation"));
        home = Files.createDirectory(folder.resolve("a home"));
        Files.copy(PROJECT.resolve("config/dist/frankenterm"), root.resolve("frankenterm"));
        copy(PROJECT.resolve("config"), root.resolve("config"));
        copy(PROJECT.resolve("examples"), root.resolve("examples"));
        copy(MODULES, root.resolve("modules"));
        environment.put("PATH", System.getenv("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("HOME", home.toString());
        environment.put("FRANKENTERM_AOT", "off");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /// Starts the launcher.
    Result run(String... arguments) throws IOException, InterruptedException {
        return execute(
                root,
                environment,
                Stream.concat(Stream.of("./frankenterm"), Stream.of(arguments)).toList());
    }

    /// Starts the launcher with pipes for its standard streams.
    Process begin(String... arguments) throws IOException {
        List<String> command =
                Stream.concat(Stream.of("./frankenterm"), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Runs a line that somebody may type in a shell.
    Result shell(String line) throws IOException, InterruptedException {
        return execute(root, environment, List.of("sh", "-c", line));
    }

    static Result execute(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        File out = File.createTempFile("out", "");
        File err = File.createTempFile("err", "");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(out)
                            .redirectError(err);
            builder.environment().clear();
            builder.environment().putAll(environment);
            int status = builder.start().waitFor();
            return new Result(
                    status, Files.readString(out.toPath()), Files.readString(err.toPath()));
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}

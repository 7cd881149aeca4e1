package org.frankenterm.cli;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// Which package uses which, as `jdeps` finds it in the compiled classes of our modules.
final class PackageArrows {
    private static final List<String> MODULES =
            List.of("wasmtime", "posix", "wasi", "extension", "cli");

    /// ` from -> to module`; lines about modules aren't indented.
    private static final Pattern ARROW = Pattern.compile("(?m)^\\s+(\\S+)\\s+->\\s+(\\S+)\\s.*$");

    private PackageArrows() {}

    static Set<Arrow> all() {
        return jdeps();
    }

    /// What signatures of public and protected members of public types name.
    static Set<Arrow> ofPublicSignatures() {
        return jdeps("-apionly");
    }

    /// The compiled classes of each module of ours.
    ///
    /// @throws AssertionError if a module isn't compiled
    static List<Path> folders() {
        List<Path> folders =
                MODULES.stream().map(m -> root().resolve(m).resolve("target/classes")).toList();
        for (Path folder : folders) {
            if (!Files.exists(folder.resolve("module-info.class"))) {
                throw new AssertionError("not compiled: " + folder);
            }
        }
        return folders;
    }

    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("examples"))) {
                return folder;
            }
        }
        throw new AssertionError("no examples/ at or above " + start);
    }

    private static Set<Arrow> jdeps(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(
                List.of("--multi-release", "25", "--ignore-missing-deps", "-verbose:package"));
        arguments.add("--module-path");
        arguments.add(modulePath());
        folders().forEach(folder -> arguments.add(folder.toString()));
        return parse(run(arguments));
    }

    private static Set<Arrow> parse(String output) {
        return ARROW.matcher(output)
                .results()
                .map(line -> new Arrow(line.group(1), line.group(2)))
                .collect(toUnmodifiableSet());
    }

    private static String run(List<String> arguments) {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int status = jdeps.run(writer, writer, arguments.toArray(String[]::new));
        writer.flush();
        if (status != 0) {
            throw new AssertionError("jdeps ended with " + status + ": " + output);
        }
        return output.toString();
    }

    /// Our classes, then the libraries that this test runs with.
    private static String modulePath() {
        Stream<Path> libraries =
                ModuleLayer.boot().configuration().modules().stream()
                        .map(ResolvedModule::reference)
                        .filter(module -> !module.descriptor().name().startsWith("org.frankenterm"))
                        .map(ModuleReference::location)
                        .flatMap(Optional::stream)
                        .filter(location -> location.getScheme().equals("file"))
                        .map(Path::of);
        return Stream.concat(folders().stream(), libraries)
                .map(Path::toString)
                .collect(joining(File.pathSeparator));
    }
}

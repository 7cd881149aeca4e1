package org.frankenterm.wasmtime;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One run of a test's program in a JVM of its own, from the class path: for what would end, or
/// must not share, the tests' own.
///
/// @param status its exit status
/// @param output what it printed, errors included
record ChildJvm(int status, String output) {
    static ChildJvm run(Class<?> main, Map<String, String> environment, List<String> options)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(options);
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(root(Engine.class) + ":" + root(main));
        command.add(main.getName());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ChildJvm(process.waitFor(), output);
    }

    /// The folder that a class was loaded from.
    private static Path root(Class<?> type) throws URISyntaxException {
        URL file = Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class"));
        Path path = Path.of(file.toURI());
        for (int i = 0; i <= type.getPackageName().chars().filter(c -> c == '.').count() + 1; i++) {
            path = Objects.requireNonNull(path.getParent());
        }
        return path;
    }
}

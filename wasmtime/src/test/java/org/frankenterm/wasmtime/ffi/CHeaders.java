package org.frankenterm.wasmtime.ffi;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Wasmtime's own C headers, where Cargo unpacked them for the native build, with the features of
/// `native/Cargo.toml`. A test that asks for them is skipped where there are none, or no C
/// compiler.
final class CHeaders {
    private static final Set<String> FEATURES =
            Set.of(
                    "CRANELIFT",
                    "THREADS",
                    "GC",
                    "GC_NULL",
                    "DISABLE_LOGGING",
                    "WAT",
                    "PARALLEL_COMPILATION");
    private static final Pattern FEATURE = Pattern.compile("#cmakedefine WASMTIME_FEATURE_(\\w+)");

    private final Path headers;
    private final Path temporary;

    private CHeaders(Path headers, Path temporary) {
        this.headers = headers;
        this.temporary = temporary;
    }

    /// The headers, with the `wasmtime/conf.h` that a CMake build would make, under `temporary`.
    static CHeaders in(Path temporary) throws IOException {
        Optional<Path> headers = find();
        assumeThat(headers).as("Wasmtime's headers in Cargo's registry").isPresent();
        assumeThat(Stream.of("/usr/bin/cc", "/usr/local/bin/cc").map(Path::of))
                .as("a C compiler")
                .anyMatch(Files::isExecutable);
        CHeaders found = new CHeaders(headers.orElseThrow(), temporary);
        found.configure();
        return found;
    }

    private static Optional<Path> find() throws IOException {
        String cargo = System.getenv("CARGO_HOME");
        Path home =
                cargo == null ? Path.of(System.getProperty("user.home"), ".cargo") : Path.of(cargo);
        Path sources = home.resolve("registry/src");
        if (!Files.isDirectory(sources)) {
            return Optional.empty();
        }
        try (Stream<Path> registries = Files.list(sources)) {
            return registries
                    .map(each ->
                            each.resolve(
                                    "wasmtime-c-api-impl-" + Symbols.WASMTIME_VERSION + "/include"))
                    .filter(Files::isDirectory)
                    .findFirst();
        }
    }

    private void configure() throws IOException {
        String template = Files.readString(headers.resolve("wasmtime/conf.h.in"));
        String configured =
                FEATURE.matcher(template)
                        .replaceAll(match ->
                                FEATURES.contains(match.group(1))
                                        ? "#define WASMTIME_FEATURE_" + match.group(1)
                                        : "");
        Path folder = Files.createDirectories(temporary.resolve("wasmtime"));
        Files.writeString(folder.resolve("conf.h"), configured);
    }

    /// All declarations, with macros expanded.
    String declarations() throws Exception {
        Path source = Files.writeString(temporary.resolve("all.c"), "#include <wasmtime.h>\n");
        return compiler("-E", "-P", source.toString());
    }

    /// What a program prints that has these statements in its `main`.
    List<String> run(String statements) throws Exception {
        Path source = temporary.resolve("layouts.c");
        Files.writeString(
                source,
                """
                #include <stddef.h>
                #include <stdio.h>
                #include <wasmtime.h>
                int main(void) {
                %s
                return 0; }
                """
                        .formatted(statements));
        Path program = temporary.resolve("layouts");
        compiler("-o", program.toString(), source.toString());
        return output(new ProcessBuilder(program.toString())).lines().toList();
    }

    private String compiler(String... arguments) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of("cc", "-I" + temporary, "-I" + headers),
                                Stream.of(arguments))
                        .toList();
        return output(new ProcessBuilder(command));
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(builder.command() + " failed");
        }
        return text;
    }
}

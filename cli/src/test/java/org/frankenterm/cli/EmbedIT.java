package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program of `examples/embed`, compiled and run with the modules that this build made.
class EmbedIT {
    private static final Path EXAMPLE = Installation.PROJECT.resolve("examples/embed");
    private static final Path SOURCES = EXAMPLE.resolve("src/main/java");
    private static final Path MODULES = Path.of("target", "modules").toAbsolutePath();
    private static final Path PROGRAM = SOURCES.resolve("embed/Embed.java");

    private static final Pattern DEPENDENCY =
            Pattern.compile(
                    "<dependency>\\s*<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>");

    @TempDir private Path folder;

    @Test
    void program_lines_underSixty() throws IOException {
        assertThat(Files.readAllLines(PROGRAM)).hasSizeLessThan(60);
    }

    @Test
    void dependency_one_isThisBuilds() throws IOException {
        String module = Files.readString(Installation.PROJECT.resolve("extension/pom.xml"));
        Matcher dependency = DEPENDENCY.matcher(Files.readString(EXAMPLE.resolve("pom.xml")));

        assertThat(dependency.find()).isTrue();
        assertThat(module)
                .contains(
                        "<parent><groupId>%s</groupId>".formatted(dependency.group(1)),
                        "<version>%s</version></parent>".formatted(dependency.group(3)),
                        "<artifactId>%s</artifactId>".formatted(dependency.group(2)));
        assertThat(dependency.find()).isFalse();
    }

    @Test
    void program_withItsExtension_printsWhatTheReadmeSays() throws Exception {
        Result result = run(EXAMPLE.resolve("dimmer"));

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.err()).contains("[dimmer] opacity is 1.0").doesNotContain("WARNING");
        assertThat(result.out()).isNotEmpty();
        assertThat(Files.readString(EXAMPLE.resolve("README.md")))
                .contains("```\n" + result.out() + "```\n");
    }

    private Result run(Path extension) throws Exception {
        Path classes = compile();
        return Installation.execute(
                folder,
                Map.of("HOME", folder.toString(), "LC_ALL", "C.UTF-8"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        classes + ":" + MODULES,
                        "--enable-native-access=org.frankenterm.wasmtime,org.frankenterm.posix,org.xerial.sqlitejdbc",
                        "--illegal-native-access=deny",
                        "--module",
                        "embed/embed.Embed",
                        extension.toString()));
    }

    /// Maven hands it on to who depends on the host; nothing needs it at run time.
    private static String annotations() {
        String paths =
                System.getProperty("jdk.module.path", "")
                        + File.pathSeparator
                        + System.getProperty("java.class.path");
        return Stream.of(paths.split(File.pathSeparator, -1))
                .filter(path -> path.contains("jspecify"))
                .findFirst()
                .orElseThrow();
    }

    private Path compile() {
        Path classes = folder.resolve("classes");
        StringWriter output = new StringWriter();
        PrintWriter writer = new PrintWriter(output);
        int status =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                writer,
                                writer,
                                "--module-path",
                                MODULES + ":" + annotations(),
                                "-d",
                                classes.toString(),
                                SOURCES.resolve("module-info.java").toString(),
                                PROGRAM.toString());
        assertThat(status).as(output.toString()).isZero();
        return classes;
    }
}

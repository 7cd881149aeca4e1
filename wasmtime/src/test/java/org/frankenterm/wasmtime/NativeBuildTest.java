package org.frankenterm.wasmtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `native/build`, with a Rust that is none: what it says when Rust is missing or old, and that it
/// compiles once.
class NativeBuildTest {
    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "uname",
                    "sed",
                    "sort",
                    "head",
                    "sha256sum",
                    "cut",
                    "mkdir",
                    "cp",
                    "cmp",
                    "mv",
                    "mktemp",
                    "dirname",
                    "rm",
                    "cat");
    private static final String PLACED = "org/frankenterm/wasmtime/native";

    @TempDir Path folder;

    private record Ended(int status, String said) {}

    @BeforeEach
    void tools() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : TOOLS) {
            Path real = Path.of("/usr/bin", tool);
            Files.createSymbolicLink(
                    bin.resolve(tool), Files.exists(real) ? real : Path.of("/bin", tool));
        }
    }

    @Test
    void build_withoutRust_saysWhatIsNeeded() throws Exception {
        Ended ended = build(folder.resolve("to"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said())
                .contains("Rust 1.95 or newer is needed")
                .contains("no cargo is on the PATH")
                .contains("rustup");
    }

    @Test
    void build_withAnOldRust_saysWhichAndHowToUpdate() throws Exception {
        rust("1.80.1");

        Ended ended = build(folder.resolve("to"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said())
                .contains("Rust 1.95 or newer is needed")
                .contains("this is 1.80.1; run: rustup update stable");
    }

    @Test
    void build_twice_compilesOnce() throws Exception {
        rust("1.95.0");

        assertThat(build(folder.resolve("first")).status()).isZero();
        assertThat(build(folder.resolve("second")).status()).isZero();

        assertThat(folder.resolve("compiled")).hasContent("once\n");
        try (var files = Files.walk(folder.resolve("second").resolve(PLACED))) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "libfrankenterm_wasmtime.so", "frankenterm-compile", "SHA256SUMS");
        }
    }

    @Test
    void build_keptFileChanged_refused() throws Exception {
        rust("1.95.0");
        assertThat(build(folder.resolve("first")).status()).isZero();
        try (var files = Files.walk(folder.resolve("cache"))) {
            Path library =
                    files.filter(file -> file.toString().endsWith(".so")).findFirst().orElseThrow();
            Files.writeString(library, "another");
        }

        Ended ended = build(folder.resolve("second"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).contains("was changed after it was built; delete that folder");
        assertThat(folder.resolve("second")).doesNotExist();
    }

    /// A compiler that tells its version, and a cargo that writes down that it ran.
    private void rust(String version) throws IOException {
        script("rustc", "printf 'rustc %s\\nrelease: %s\\n'".formatted(version, version));
        script(
                "cargo",
                """
                echo once >> '%s'
                mkdir -p "$CARGO_TARGET_DIR/release"
                echo library > "$CARGO_TARGET_DIR/release/libfrankenterm_wasmtime.so"
                echo compiler > "$CARGO_TARGET_DIR/release/frankenterm-compile"
                """
                        .formatted(folder.resolve("compiled")));
    }

    private void script(String name, String body) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Ended build(Path to) throws IOException, InterruptedException {
        Path script = Path.of("..", "native", "build").toAbsolutePath().normalize();
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), to.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH", folder.resolve("bin").toString(),
                                "HOME", folder.resolve("home").toString(),
                                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                                "CARGO_TARGET_DIR", folder.resolve("target").toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}

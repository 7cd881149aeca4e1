package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files through a real standard library: Rust's `std::fs`, in the example that reads
/// `/etc/hostname`.
class StandardLibraryTest {
    private static final Path TOUR = Path.of("../examples/std-tour/std-tour-rust1.85.wasm");
    private static final Path FILE = Path.of("/etc/hostname");

    @TempDir private Path folder;

    private String file(String... grants) throws Exception {
        try (HostFixture fixture = HostFixture.in(folder)) {
            Path made =
                    fixture.write(
                            "tour",
                            HostFixture.HOOK.replace("on_event", "on_reload")
                                    + "[permissions]\nfilesystem_read = [\"/etc/hostname\"]\n",
                            Files.readAllBytes(TOUR));
            fixture.host.load(LoadRequest.of(made).withGrants(grants));
            assertThat(fixture.outcome()).isEqualTo(new Completed());
            return fixture.logOf("tour").stream()
                    .filter(line -> line.startsWith("file "))
                    .findAny()
                    .orElseThrow();
        }
    }

    @Test
    void rust_fileGranted_read() throws Exception {
        assumeTrue(Files.isRegularFile(FILE), "there is no /etc/hostname");
        assumeTrue(FILE.equals(FILE.toRealPath()), "/etc/hostname is a link");
        assertThat(file("all")).isEqualTo("file Ok(" + Files.size(FILE) + ")");
    }

    @Test
    void rust_fileNotGranted_notFound() throws Exception {
        assertThat(file()).startsWith("file Err(");
    }
}

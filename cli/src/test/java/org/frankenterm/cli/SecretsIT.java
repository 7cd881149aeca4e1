package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing of the host's environment is seen that was not granted, however loud the logs are.
class SecretsIT {
    private static final String SECRET = "s3cr3t-of-the-host";

    /// Pointers to 64, text to 1024: `environ_get(64, 1024)`; then 512 bytes of text to standard
    /// output, the vector of `fd_write(1, 0, 1, 32)` at 0.
    private static final String DUMP =
            "41c000 418008 1000 1a"
                    + "4100 418008 360200"
                    + "4100 418004 360204"
                    + "4101 4100 4101 4120 1001 1a";

    @TempDir private static Path folder;
    private static Installation installation;

    @BeforeAll
    static void install() throws Exception {
        installation = new Installation(folder);
        installation.environment.put("RUST_LOG", "trace");
        for (String name :
                new String[] {"AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "HOMES", "PASSWORD", "A"}) {
            installation.environment.put(name, SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"std-tour", "constructors/reactor", "constructors/wrapped", "hello-c"})
    void example_everythingGranted_seesNoMoreThanItAskedFor(String example) throws Exception {
        Result result =
                installation.run(
                        "ext",
                        "run",
                        "examples/" + example,
                        "--event",
                        "config.reload",
                        "--grant",
                        "all",
                        "--trace",
                        "--json");

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains(installation.home.toString());
        assertThat(result.out() + result.err()).doesNotContain(SECRET);
    }

    @Test
    void guestThatPrintsItsWholeEnvironment_printsWhatIsGranted() throws Exception {
        Path module =
                Files.write(
                        folder.resolve("dump.wasm"),
                        new GuestModule()
                                .imports("wasi_snapshot_preview1", "environ_get", "(i32,i32)->i32")
                                .imports(
                                        "wasi_snapshot_preview1",
                                        "fd_write",
                                        "(i32,i32,i32,i32)->i32")
                                .exports("dump", "()->()", DUMP)
                                .build());

        Result result =
                installation.run(
                        "ext",
                        "run",
                        module.toString(),
                        "--handler",
                        "dump",
                        "--event",
                        "x",
                        "--grant",
                        "environment=HOME");

        assertThat(result.status()).isZero();
        assertThat(result.err()).contains("HOME=" + installation.home);
        assertThat(result.out() + result.err()).doesNotContain(SECRET, "GITHUB_TOKEN", "PATH=");
    }
}

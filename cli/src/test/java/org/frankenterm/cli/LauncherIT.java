package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.cli.Checkout.Run;
import org.frankenterm.cli.Checkout.Running;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
    @TempDir private Path folder;
    private Checkout checkout;

    @BeforeEach
    void setUp() throws IOException {
        checkout = new Checkout(folder);
    }

    @Test
    void start_firstTime_buildsAndSaysSoOnStderrOnly() throws Exception {
        Run run = checkout.start("--version");

        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("building, about 5 minutes", "output of the build");
        assertThat(run.out()).startsWith("<-XX:+UseSerialGC>").endsWith("<--version>\n");
        assertThat(run.out()).contains("<" + checkout.root + "/.build/modules-");
    }

    @Test
    void start_nothingChanged_doesNotBuild() throws Exception {
        checkout.start();
        checkout.age();

        assertThat(checkout.start().status()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void start_sourceChanged_buildsAndKeepsTheModulesOfTheBuildBefore() throws Exception {
        checkout.start();
        checkout.age();
        Files.writeString(checkout.source(), "// changed");

        assertThat(checkout.start().err()).contains("the sources changed");
        assertThat(checkout.builds()).isEqualTo(2);
        assertThat(modules()).hasSize(2);
    }

    @Test
    void start_sourceDeleted_builds() throws Exception {
        checkout.start();
        checkout.age();
        Files.delete(checkout.source());

        checkout.start();
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void start_buildFails_status70AndBuildsAgainNextTime() throws Exception {
        Path mvn = folder.resolve("tools/mvn");
        String works = Files.readString(mvn);
        Checkout.script(mvn, "exit 1");

        Run run = checkout.start();
        assertThat(run.status()).isEqualTo(70);
        assertThat(run.err()).contains("the build failed");
        assertThat(run.out()).isEmpty();

        Files.writeString(mvn, works);
        assertThat(checkout.start().status()).isZero();
    }

    @Test
    void start_severalAtOnce_buildOnce() throws Exception {
        List<String> command = List.of(checkout.root.resolve("frankenterm").toString());
        List<Running> all =
                List.of(checkout.begin(command), checkout.begin(command), checkout.begin(command));

        for (Running running : all) {
            assertThat(running.end().status()).isZero();
        }
        assertThat(checkout.builds()).isEqualTo(1);
        assertThat(modules()).hasSize(1);
    }

    @Test
    void start_arguments_arriveVerbatim() throws Exception {
        assertThat(checkout.start("a b", "*", "", "$HOME").out())
                .endsWith("<a b>\n<*>\n<>\n<$HOME>\n");
    }

    @Test
    void start_stays_usesBothCompilers() throws Exception {
        assertThat(checkout.start("wasi", "x.wasm").out()).doesNotContain("TieredStopAtLevel");
        assertThat(checkout.start("extension", "list").out()).contains("TieredStopAtLevel=1");
    }

    @Test
    void start_throughLink_findsItsCheckout() throws Exception {
        Path link =
                Files.createSymbolicLink(
                        folder.resolve("tools/ft"), checkout.root.resolve("frankenterm"));

        assertThat(checkout.run(List.of(link.toString())).status()).isZero();
    }

    @Test
    void start_closedStdin_javaReadsNothing() throws Exception {
        String launcher = checkout.root.resolve("frankenterm").toString();

        Run run = checkout.run(List.of("sh", "-c", "\"$0\" <&-", launcher));
        assertThat(run.status()).isZero();
        assertThat(run.err()).endsWith("/dev/null\n");
    }

    @Test
    void start_noJdk_status2AndSaysWhatWasLookedAt() throws Exception {
        Path old = folder.resolve("old jdk");
        Checkout.writeJdk(old, "17.0.2");
        checkout.environment.put("JAVA_HOME", old.toString());
        checkout.environment.put("FRANKENTERM_JDK_PLACES", "/no/such/place");

        Run run = checkout.start();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .contains("needs a JDK 25", old + " (17.0.2)", "/no/such/place", "JAVA_HOME=");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void start_versionThatOnlyBeginsLike25_isNotTaken() throws Exception {
        Checkout.writeJdk(checkout.jdk, "250.0.1");

        assertThat(checkout.start().status()).isEqualTo(2);
    }

    @Test
    void start_jdkInUsualPlace_isFoundBehindAnOlderJavaHome() throws Exception {
        Path places = folder.resolve("some jdks");
        Checkout.writeJdk(places.resolve("17"), "17.0.2");
        Checkout.writeJdk(places.resolve("25"), "25");
        checkout.environment.put("JAVA_HOME", places.resolve("17").toString());
        checkout.environment.put("FRANKENTERM_JDK_PLACES", "/no/such/place:" + places);

        assertThat(checkout.start().status()).isZero();
    }

    @Test
    void start_withoutMaven_status2AndNamesIt() throws Exception {
        Files.delete(folder.resolve("tools/mvn"));
        for (String tool : List.of("find", "flock", "readlink")) {
            Checkout.script(folder.resolve("tools/" + tool), "exec /usr/bin/" + tool + " \"$@\"");
        }
        checkout.environment.put("PATH", folder.resolve("tools").toString());

        Run run = checkout.start();
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("mvn was not found");
    }

    private List<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(checkout.root.resolve(".build"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("modules-")).toList();
        }
    }
}

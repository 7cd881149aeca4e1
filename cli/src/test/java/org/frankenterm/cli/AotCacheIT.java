package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheIT {
    @TempDir private Path folder;
    private Checkout checkout;
    private Path caches;

    @BeforeEach
    void setUp() throws Exception {
        checkout = new Checkout(folder);
        checkout.start();
        checkout.environment.remove("FRANKENTERM_AOT");
        caches = checkout.cache.resolve("frankenterm/aot");
    }

    @Test
    void train_firstUse_makesAPrivateFolderThatTheNextStartUses() throws Exception {
        train();

        assertThat(mode(caches)).isEqualTo("rwx------");
        assertThat(made())
                .singleElement()
                .satisfies(file -> assertThat(mode(file)).isEqualTo("rw-------"));
        assertThat(checkout.start().out())
                .startsWith("<-XX:+UseSerialGC>")
                .contains("<-XX:AOTCache=" + made().getFirst());
        assertThat(caches.resolve(".staged")).doesNotExist();
    }

    @Test
    void train_cannotBeMade_isNotUsedAndNotTriedAgain() throws Exception {
        Path java = checkout.jdk.resolve("bin/java");
        String works = Files.readString(java);
        Checkout.script(java, "exit 1");
        train();
        Files.writeString(java, works);
        train();

        assertThat(made()).singleElement().satisfies(file -> assertThat(file).isEmptyFile());
        assertThat(checkout.start().out()).doesNotContain("AOTCache=");
    }

    @Test
    void train_otherJars_otherCacheAndTheNewestFourAreKept() throws Exception {
        for (int size = 1; size <= 6; size++) {
            Files.writeString(modules().resolve("a.jar"), "x".repeat(size));
            train();
        }

        assertThat(made()).hasSize(4);
        assertThat(checkout.start().out()).contains("<-XX:AOTCache=");
    }

    @Test
    void start_folderThatOthersCanWrite_isNotUsed() throws Exception {
        train();
        Files.setPosixFilePermissions(caches, PosixFilePermissions.fromString("rwxrwx---"));

        assertThat(checkout.start().out()).doesNotContain("AOTCache");
    }

    @Test
    void start_folderThatIsALink_isNotUsed() throws Exception {
        train();
        Path elsewhere = Files.move(caches, folder.resolve("elsewhere"));
        Files.createSymbolicLink(caches, elsewhere);

        assertThat(checkout.start().out()).doesNotContain("AOTCache");
    }

    @Test
    void start_relativeXdgVariable_countsAsUnset() throws Exception {
        checkout.environment.put("XDG_CACHE_HOME", "relative");
        train();

        assertThat(folder.resolve(".cache/frankenterm/aot")).isDirectory();
        assertThat(caches).doesNotExist();
    }

    /// Trains as the launcher does, but waits for it.
    private void train() throws IOException, InterruptedException {
        String script =
                """
                set -eu
                . "$0/config/jdk.sh"; . "$0/config/aot.sh"; . "$0/config/start.sh"
                jdk_find test
                aot_locate "$1"
                if ! [ -e "$aot" ]; then aot_train "$1"; fi
                """;
        List<String> command =
                List.of("sh", "-c", script, checkout.root.toString(), modules().toString());
        assertThat(checkout.run(command).status()).isZero();
    }

    private Path modules() throws IOException {
        return checkout.root
                .resolve(".build")
                .resolve(Files.readString(checkout.root.resolve(".build/current")).strip());
    }

    private List<Path> made() throws IOException {
        try (Stream<Path> files = Files.list(caches)) {
            return files.filter(f -> f.toString().endsWith(".aot")).toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

package org.frankenterm.extension.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done to the cache on disk, the module is loaded, by compiling it, and somebody hears
/// of it.
class TamperingTest {
    private static final String DAMAGED = "it is damaged, or was written with another key";

    @TempDir private Path folder;
    private CacheFixture fixture = new CacheFixture(Path.of("unused"));

    @BeforeEach
    void fill() throws Exception {
        fixture = new CacheFixture(folder);
        fixture.load();
        assertThat(fixture.compilationsOfALoad()).as("a load that nobody disturbs").isZero();
    }

    /// All of a small file, its code included, read as a load would.
    @Test
    void file_anyByteFlipped_refused() throws Exception {
        byte[] code = "code of a few bytes".getBytes(UTF_8);
        DiskCache disk = DiskCache.open(fixture.environment, Long.MAX_VALUE);
        disk.write(fixture.key(), code, fixture.events::add);
        byte[] good = Files.readAllBytes(fixture.file());
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(fixture.file(), bad);
            assertThat(disk.read(fixture.key(), fixture.events::add)).as("byte %d", i).isEmpty();
            assertThat(fixture.distrust()).isEqualTo(DAMAGED);
            assertThat(fixture.file()).doesNotExist();
        }
        Files.write(fixture.file(), good);
        Optional<byte[]> read = disk.read(fixture.key(), fixture.events::add);
        assertThat(read).hasValueSatisfying(found -> assertThat(found).isEqualTo(code));
    }

    @Test
    void file_someBytesFlipped_compiledAgain() throws Exception {
        byte[] good = Files.readAllBytes(fixture.file());
        for (int i = 0; i < good.length; i += 1 + good.length / 20) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(fixture.file(), bad);
            assertThat(fixture.compilationsOfALoad()).as("byte %d", i).isOne();
            assertThat(fixture.distrust()).isEqualTo(DAMAGED);
            assertThat(fixture.compilationsOfALoad()).as("after that").isZero();
        }
    }

    @Test
    void file_cutAnywhere_compiledAgain() throws Exception {
        byte[] good = Files.readAllBytes(fixture.file());
        for (int length :
                new int[] {0, 1, 8, 147, 179, 180, 181, good.length / 2, good.length - 1}) {
            Files.write(fixture.file(), Arrays.copyOf(good, length));
            assertThat(fixture.compilationsOfALoad()).as("%d bytes", length).isOne();
            assertThat(fixture.distrust()).isIn("it is cut short", DAMAGED);
        }
    }

    @Test
    void file_lengthened_compiledAgain() throws Exception {
        byte[] good = Files.readAllBytes(fixture.file());
        Files.write(fixture.file(), Arrays.copyOf(good, good.length + 1));
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).isEqualTo(DAMAGED);
    }

    @Test
    void file_tooLarge_compiledAgainWithoutReadingIt() throws Exception {
        try (var file = new RandomAccessFile(fixture.file().toFile(), "rw")) {
            file.setLength((512L << 20) + 181);
        }
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).isEqualTo("it is larger than 512 MiB");
    }

    @Test
    void file_authenticCodeOfAnotherModule_compiledAgain() throws Exception {
        CacheFixture other = new CacheFixture(folder, "another");
        other.load();
        Files.copy(other.file(), fixture.file(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).isEqualTo("it is the code of something else");
    }

    @Test
    void file_linkToAnAuthenticOne_compiledAgain() throws Exception {
        Path elsewhere = Files.move(fixture.file(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(fixture.file(), elsewhere);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).isEqualTo("it is a link or no file");
        assertThat(fixture.file()).isRegularFile();
        assertThat(elsewhere).isRegularFile();
    }

    @Test
    void file_fifo_compiledAgainWithoutWaiting() throws Exception {
        Files.delete(fixture.file());
        assertThat(new ProcessBuilder("mkfifo", fixture.file().toString()).start().waitFor())
                .isZero();
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).isEqualTo("it is a link or no file");
    }

    @Test
    void file_folderInItsPlace_compiledAgainAndSaid() throws Exception {
        Files.delete(fixture.file());
        Files.createDirectories(fixture.file().resolve("full"));
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.events).hasSize(2);
        assertThat(fixture.events.getFirst().message()).contains("and it can't be deleted");
        assertThat(fixture.events.getLast()).isInstanceOf(CacheEvent.NotKept.class);
    }

    @Test
    void key_anyByteFlipped_compiledAgain() throws Exception {
        byte[] good = Files.readAllBytes(fixture.keyFile);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = Files.readAllBytes(fixture.keyFile);
            bad[i] ^= 1;
            Files.write(fixture.keyFile, bad);
            assertThat(fixture.compilationsOfALoad()).as("byte %d", i).isOne();
            assertThat(fixture.distrust()).isEqualTo(DAMAGED);
        }
    }

    @Test
    void key_deleted_compiledAgainWithANewOne() throws Exception {
        byte[] old = Files.readAllBytes(fixture.keyFile);
        Files.delete(fixture.keyFile);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.distrust()).isEqualTo(DAMAGED);
        assertThat(Files.readAllBytes(fixture.keyFile)).hasSize(32).isNotEqualTo(old);
        assertThat(fixture.compilationsOfALoad()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-rw----", "rw----r--", "rwx--x---", "rw-----w-"})
    void key_othersMayReadOrWriteIt_nothingCached(String mode) throws Exception {
        Files.setPosixFilePermissions(fixture.keyFile, PosixFilePermissions.fromString(mode));
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable())
                .isEqualTo(
                        "others may have read its key %s; delete it, and all is compiled again once"
                                .formatted(fixture.keyFile));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 4096})
    void key_anotherLength_nothingCached(int length) throws Exception {
        Files.write(fixture.keyFile, new byte[length]);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable()).contains("is damaged; delete it");
    }

    @Test
    void key_link_nothingCached() throws Exception {
        Path elsewhere = Files.move(fixture.keyFile, folder.resolve("elsewhere"));
        Files.createSymbolicLink(fixture.keyFile, elsewhere);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable()).contains("is a link or no file; remove it");
    }

    @Test
    void key_danglingLink_nothingWrittenThroughIt() throws Exception {
        Files.delete(fixture.keyFile);
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(fixture.keyFile, elsewhere);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable()).contains("is a link or no file; remove it");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void key_somebodyElses_nothingCached() throws Exception {
        assumeRoot();
        Files.setAttribute(fixture.keyFile, "unix:uid", 65_534);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable()).contains("belongs to somebody else; remove it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cache/frankenterm/wasm-cache", "cache/frankenterm", "state/frankenterm"})
    void folder_othersMayWrite_nothingCached(String name) throws Exception {
        Path open = folder.resolve(name);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable())
                .isEqualTo(open + " can be written by others; run: chmod go-w " + open);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cache/frankenterm/wasm-cache", "cache/frankenterm", "state/frankenterm"})
    void folder_link_nothingCached(String name) throws Exception {
        Path link = folder.resolve(name);
        Path real = Files.move(link, folder.resolve("real"));
        Files.createSymbolicLink(link, real);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable())
                .isEqualTo(link + " is a link or a file; only a folder is used, remove it");
    }

    @Test
    void folder_somebodyElses_nothingCached() throws Exception {
        assumeRoot();
        Files.setAttribute(fixture.cache, "unix:uid", 65_534);
        assertThat(fixture.compilationsOfALoad()).isOne();
        assertThat(fixture.unusable()).contains("belongs to somebody else");
    }

    private static void assumeRoot() throws IOException {
        Object self =
                Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS);
        assumeThat(self).as("only root can give files away").isEqualTo(0);
    }

    @Test
    void files_allOfThem_forTheOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.cache)))
                .isEqualTo("rwx------");
        for (Path file : new Path[] {fixture.file(), fixture.keyFile}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(fixture.files()).containsExactly(fixture.file().getFileName().toString());
    }
}

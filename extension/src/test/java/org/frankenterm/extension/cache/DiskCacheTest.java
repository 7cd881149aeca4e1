package org.frankenterm.extension.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.testing.SmallDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
    /// No process has it: the kernel's numbers end at 2²².
    private static final long NO_PROCESS = 1L << 30;

    @TempDir private Path folder;
    private final List<CacheEvent> events = new ArrayList<>();

    private DiskCache open(long maxBytes) throws CacheUnusable {
        return DiskCache.open(CacheProcess.environment(folder), maxBytes);
    }

    private Path file(CacheKey key) {
        return folder.resolve("cache/frankenterm/wasm-cache/" + key.name() + ".cwasm");
    }

    private boolean kept(int number) {
        return Files.exists(file(CacheProcess.key(number)));
    }

    private static long sizeOf(int number) {
        return (long) CacheProcess.code(number).length + CodeFile.OVERHEAD_BYTES;
    }

    private void write(DiskCache disk, int number) {
        disk.write(CacheProcess.key(number), CacheProcess.code(number), events::add);
    }

    private void used(int number, int second) throws IOException {
        Files.setLastModifiedTime(
                file(CacheProcess.key(number)), FileTime.from(Instant.ofEpochSecond(second)));
    }

    @Test
    void read_written_sameCode() throws Exception {
        DiskCache disk = open(1 << 20);
        write(disk, 1);
        Optional<byte[]> read = disk.read(CacheProcess.key(1), events::add);
        assertThat(read)
                .hasValueSatisfying(code -> assertThat(code).isEqualTo(CacheProcess.code(1)));
        assertThat(disk.read(CacheProcess.key(2), events::add)).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void write_full_usedLongestAgoGoesFirst() throws Exception {
        DiskCache disk = open(sizeOf(3) * 3);
        for (int i = 0; i < 3; i++) {
            write(disk, i);
            used(i, 100 + i);
        }
        assertThat(disk.read(CacheProcess.key(0), events::add)).isPresent();
        write(disk, 3);

        assertThat(List.of(kept(0), kept(1), kept(2), kept(3)))
                .containsExactly(true, false, true, true);
        assertThat(disk.stat().bytes()).isLessThanOrEqualTo(sizeOf(3) * 3);
        assertThat(events).isEmpty();
    }

    @Test
    void write_largerThanTheWholeCache_leftOut() throws Exception {
        DiskCache disk = open(sizeOf(1) - 1);
        write(disk, 0);
        write(disk, 1);
        assertThat(kept(0)).isTrue();
        assertThat(kept(1)).isFalse();
    }

    @Test
    void write_besideLeftoversOfADeadWriter_swept() throws Exception {
        DiskCache disk = open(1 << 20);
        Path dead = staged(NO_PROCESS);
        Path living = staged(ProcessHandle.current().pid());
        Path forgotten = staged(1);
        Files.setLastModifiedTime(forgotten, FileTime.from(Instant.now().minusSeconds(90_000)));
        Path foreign = Files.createFile(living.resolveSibling("notes.txt"));
        write(disk, 1);

        assertThat(dead).doesNotExist();
        assertThat(forgotten).doesNotExist();
        assertThat(living).exists();
        assertThat(foreign).exists();
    }

    /// What a writer leaves that dies before its rename.
    private Path staged(long process) throws IOException {
        CacheKey key = CacheProcess.key(1);
        String name = ".%s.%d-123.tmp".formatted(key.name(), process);
        return Files.write(file(key).resolveSibling(name), new byte[] {1, 2, 3});
    }

    @Test
    void writer_killedAtAnyTime_leavesWholeFilesOnly() throws Exception {
        for (int rounds = 1; rounds <= 5; rounds++) {
            Process writer = CacheProcess.start(folder, Integer.MAX_VALUE);
            try (BufferedReader lines = writer.inputReader()) {
                for (int i = 0; i < rounds; i++) {
                    assertThat(lines.readLine()).isEqualTo(CacheProcess.ROUND);
                }
            } finally {
                writer.destroyForcibly().waitFor();
            }
            DiskCache disk = open(1 << 30);
            assertThat(disk.verify()).isNotEmpty().allMatch(file -> file.problem() == null);
            write(disk, 0);
            try (var files = Files.list(file(CacheProcess.key(0)).getParent())) {
                assertThat(files).allMatch(file -> file.toString().endsWith(".cwasm"));
            }
        }
        assertThat(events).isEmpty();
    }

    /// The key is made by one of them.
    @Test
    void writers_severalProcesses_allReadWhatWasWritten() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            writers.add(CacheProcess.start(folder, 100));
        }
        for (Process writer : writers) {
            assertThat(CacheProcess.output(writer)).hasSize(100).containsOnly(CacheProcess.ROUND);
            assertThat(writer.waitFor()).isZero();
        }
        DiskCache disk = open(1 << 30);
        assertThat(disk.verify()).hasSize(4).allMatch(file -> file.problem() == null);
        try (var files = Files.list(folder.resolve("state/frankenterm"))) {
            assertThat(files).containsExactly(folder.resolve("state/frankenterm/cache.key"));
        }
    }

    @Test
    void write_fullDisk_saidAndNothingLeft() throws Exception {
        Path small = place();
        try (SmallDisk _ = SmallDisk.over(small, "64k")) {
            DiskCache disk = open(1 << 20);
            write(disk, 1);
            assertThat(events).singleElement().isInstanceOf(CacheEvent.NotKept.class);
            assertThat(events.getFirst().message())
                    .isEqualTo(
                            "compiled code could not be kept: can't write to "
                                    + small
                                    + ": No space left on device");
            try (var files = Files.list(small)) {
                assertThat(files).isEmpty();
            }
            assertThat(disk.read(CacheProcess.key(1), events::add)).isEmpty();
        }
    }

    @Test
    void readOnly_loadedAndNothingWritten() throws Exception {
        try (SmallDisk mounted = SmallDisk.over(place(), "10m")) {
            write(open(1 << 20), 1);
            mounted.makeReadOnly();
            DiskCache disk = open(1 << 20);
            assertThat(disk.read(CacheProcess.key(1), events::add)).isPresent();
            assertThat(events).isEmpty();
            write(disk, 2);
            assertThat(events).singleElement().isInstanceOf(CacheEvent.NotKept.class);
            assertThat(events.getFirst().message()).contains("Read-only file system");
        }
    }

    private Path place() throws IOException {
        return Files.createDirectories(folder.resolve("cache/frankenterm/wasm-cache"));
    }

    @Test
    void verify_oneOfThemBad_namedAndKept() throws Exception {
        DiskCache disk = open(1 << 20);
        write(disk, 1);
        write(disk, 2);
        byte[] bytes = Files.readAllBytes(file(CacheProcess.key(1)));
        bytes[200] ^= 1;
        Files.write(file(CacheProcess.key(1)), bytes);
        Files.copy(file(CacheProcess.key(2)), file(CacheProcess.key(3)));

        List<DiskCache.Verified> found = disk.verify();

        assertThat(found).extracting(DiskCache.Verified::file).isSorted();
        assertThat(problem(found, 1)).isEqualTo("it is damaged, or was written with another key");
        assertThat(problem(found, 2)).isNull();
        assertThat(problem(found, 3)).isEqualTo("it is the code of something else");
        assertThat(kept(1)).isTrue();
    }

    private @Nullable String problem(List<DiskCache.Verified> found, int number) {
        return found.stream()
                .filter(verified -> verified.file().equals(file(CacheProcess.key(number))))
                .findFirst()
                .orElseThrow()
                .problem();
    }

    @Test
    void clear_everythingOfOurs_keyAndForeignFilesStay() throws Exception {
        DiskCache disk = open(1 << 20);
        write(disk, 1);
        Path staged = staged(ProcessHandle.current().pid());
        Path foreign = Files.createFile(staged.resolveSibling("notes.txt"));

        DiskCache.Stat before = disk.clear();

        assertThat(before.files()).isOne();
        assertThat(before.bytes()).isEqualTo(sizeOf(1));
        assertThat(disk.stat().files()).isZero();
        assertThat(staged).doesNotExist();
        assertThat(foreign).exists();
        assertThat(folder.resolve("state/frankenterm/cache.key")).exists();
    }

    @Test
    void existing_neverUsed_noneAndNothingMade() throws Exception {
        assertThat(DiskCache.existing(CacheProcess.environment(folder))).isEmpty();
        assertThat(folder.resolve("cache")).doesNotExist();
        open(1);
        assertThat(DiskCache.existing(CacheProcess.environment(folder))).isPresent();
    }
}

package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.frankenterm.extension.audit.AuditFinding.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to change a journal that was closed, and what a check says of it.
class TamperingTest {
    /// `process began`, four more, `process ended`.
    private static final int RECORDS = 6;

    @TempDir private Path temporary;
    private JournalFixture fixture;
    private Path file;
    private List<String> lines = List.of();

    @BeforeEach
    void write() throws IOException {
        fixture = new JournalFixture(temporary);
        file = fixture.written(RECORDS - 2);
        lines = Files.readAllLines(file);
        assertThat(lines).hasSize(RECORDS);
    }

    @Test
    void journal_untouched_nothingFound() {
        assertThat(fixture.verify()).isEqualTo(new JournalCheck(1, RECORDS, List.of()));
    }

    @Test
    void bit_flippedInEveryByte_namedByItsRecord() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        long record = 1;
        for (int i = 0; i < bytes.length; i++) {
            int mask = 1 << i % 8;
            boolean lineFeed = bytes[i] == '\n';
            bytes[i] ^= (byte) mask;
            Files.write(file, bytes);
            bytes[i] ^= (byte) mask;

            assertThat(tampered()).as("byte %d", i).isEqualTo(record);
            record += lineFeed ? 1 : 0;
        }
    }

    /// Whoever turns bytes into text and back for a digest may take several for the same.
    @Test
    void byte_thatNoCharacterHas_named() throws IOException {
        Path other = fixture.written("what? who?");
        byte[] good = Files.readAllBytes(other);
        for (int i = 0; i < good.length; i++) {
            if (good[i] == '?') {
                byte[] bad = good.clone();
                bad[i] |= (byte) 0x80;
                Files.write(other, bad);

                assertThat(only().sequence()).isEqualTo(2);
            }
        }
        assertThat(new String(good, StandardCharsets.US_ASCII)).contains("what? who?");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void record_removed_named(int index) throws IOException {
        change(all -> without(all, index));

        assertThat(tampered()).isEqualTo(index + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void record_twice_theSecondNamed(int index) throws IOException {
        change(all -> {
            all.add(index, all.get(index));
            return all;
        });

        assertThat(tampered()).isEqualTo(index + 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void records_swapped_theFirstNamed(int index) throws IOException {
        change(all -> {
            Collections.swap(all, index, index + 1);
            return all;
        });

        assertThat(tampered()).isEqualTo(index + 1);
    }

    @Test
    void tail_cutAnywhere_theFirstMissingNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            long whole = 0;
            for (int i = 0; i < length; i++) {
                whole += bytes[i] == '\n' ? 1 : 0;
            }

            assertThat(tampered()).as("%d bytes left", length).isEqualTo(whole + 1);
        }
    }

    /// Anyone can compute the chain; not what the head says of it.
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 5})
    void record_changedAndChainedAnew_found(int index) throws IOException {
        List<String> forged = new ArrayList<>();
        String previous = Digest.sha256(String.valueOf(file.getFileName()));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("[0-9a-f]{64}", previous);
            line = i == index ? line.replace("\"ok\"", "\"denied\"") : line;
            forged.add(line);
            previous = Digest.sha256(line);
        }
        Files.write(file, forged);

        assertThat(tampered()).isEqualTo(RECORDS);
    }

    @Test
    void record_addedToAClosedFile_named() throws IOException {
        JournalLine last = JournalLine.read(lines.getLast()).orElseThrow();
        String digest = Digest.sha256(lines.getLast());
        change(all -> {
            all.add(last.movedTo(digest, RECORDS + 1));
            return all;
        });

        assertThat(tampered()).isEqualTo(RECORDS + 1);
    }

    @Test
    void file_removed_found() throws IOException {
        Files.delete(file);

        assertThat(only().message()).contains("the file is missing", "6 records");
    }

    @Test
    void file_emptied_found() throws IOException {
        Files.write(file, new byte[0]);

        assertThat(tampered()).isEqualTo(1);
    }

    @Test
    void file_foreign_found() throws IOException {
        String name = "20261122T100000Z-1-00000000.jsonl";
        Files.copy(file, fixture.folder.file(name));

        assertThat(only().file()).isEqualTo(name);
    }

    @Test
    void file_replacedByALinkAPipeOrAFolder_foundWithoutWaiting() throws Exception {
        Path away = Files.move(file, temporary.resolve("away"));
        List<List<String>> replacements =
                List.of(
                        List.of("ln", "-s", away.toString(), file.toString()),
                        List.of("mkfifo", file.toString()),
                        List.of("mkdir", file.toString()));
        for (List<String> command : replacements) {
            assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
            assertThat(only().message()).isEqualTo("something else than a file is in its place");
            assertThat(fixture.records()).isEmpty();
            try (JournalTail tail = new AuditFolder(fixture.state).follow()) {
                assertThat(tail.poll()).isEmpty();
            }
            Files.delete(file);
        }
    }

    @Test
    void files_exchanged_bothFound() throws IOException {
        Path second = fixture.written(2);
        byte[] first = Files.readAllBytes(file);
        Files.write(file, Files.readAllBytes(second));
        Files.write(second, first);

        assertThat(fixture.verify().findings())
                .extracting(AuditFinding::severity)
                .containsExactly(Severity.TAMPERED, Severity.TAMPERED);
    }

    @Test
    void head_removed_found() throws IOException {
        Files.delete(fixture.head());

        assertThat(only().message()).isEqualTo("audit/head is missing although there are files");
    }

    @Test
    void folder_emptiedOrRemoved_foundByTheKey() throws IOException {
        Files.delete(file);
        Files.delete(fixture.head());
        assertThat(only().message())
                .isEqualTo("audit/head is missing although audit.key has signed one");

        Files.move(fixture.folder.folder(), temporary.resolve("away"));
        assertThat(only().message())
                .isEqualTo("audit/head is missing although audit.key has signed one");

        fixture.written(1);
        assertThat(only().message()).contains("audit.key has signed one on", "before");
    }

    /// A process that ended between its steps is no tampering: it had signed nothing.
    @Test
    void key_ofAProcessThatEndedBeforeItsFirstHead_used() throws IOException {
        JournalFixture fresh = new JournalFixture(temporary.resolve("fresh"));
        fresh.folder.prepare();
        OwnFile.create(fresh.state.resolve("audit.key.new"), new byte[32]);
        assertThat(fresh.verify()).isEqualTo(new JournalCheck(0, 0, List.of()));

        fresh.written(1);
        assertThat(fresh.verify().findings()).isEmpty();
        assertThat(fresh.key()).hasBinaryContent(new byte[32]);
        assertThat(fresh.state.resolve("audit.key.new")).doesNotExist();
    }

    @Test
    void key_ofAProcessThatEndedAfterItsFirstHead_named() throws IOException {
        Files.move(fixture.key(), fixture.state.resolve("audit.key.new"));
        assertThat(fixture.verify().findings()).isEmpty();

        fixture.written(1);
        assertThat(fixture.verify().findings()).isEmpty();
        assertThat(fixture.key()).exists();
    }

    @Test
    void head_anyByteFlipped_found() throws IOException {
        byte[] bytes = Files.readAllBytes(fixture.head());
        for (int i = 0; i < bytes.length; i++) {
            int mask = 1 << i % 8;
            bytes[i] ^= (byte) mask;
            Files.write(fixture.head(), bytes);
            bytes[i] ^= (byte) mask;

            assertThat(only().message()).as("byte %d", i).contains("not signed with audit.key");
        }
    }

    @Test
    void key_removedOrAnother_found() throws IOException {
        byte[] key = Files.readAllBytes(fixture.key());
        key[0] ^= 1;
        Files.write(fixture.key(), key);
        assertThat(only().message()).contains("not signed with audit.key");

        Files.delete(fixture.key());
        assertThat(only().message()).contains("audit.key is missing");
    }

    /// The newer file is unknown to it. What it doesn't tell: an older head with exactly the files
    /// of its time, all of them put back together.
    @Test
    void head_olderOne_foundByTheFileItDoesNotKnow() throws IOException {
        byte[] older = Files.readAllBytes(fixture.head());
        Path second = fixture.written(2);
        Files.write(fixture.head(), older);
        assertThat(only().file()).isEqualTo(String.valueOf(second.getFileName()));

        Files.delete(second);
        assertThat(fixture.verify().findings()).isEmpty();
    }

    /// A head that can't be trusted is never signed anew as if nothing had been.
    @Test
    void head_removedThenWrittenOn_staysFound() throws IOException {
        Files.delete(fixture.head());
        fixture.written(2);
        fixture.written(2);

        assertThat(only().message()).contains("missing", "what was written before");
    }

    @Test
    void reading_tamperedFile_skipsWhatIsNoRecord() throws IOException {
        change(all -> {
            all.set(3, "\u001b[2J nonsense");
            return all;
        });

        assertThat(fixture.records()).hasSize(RECORDS - 1);
    }

    private void change(UnaryOperator<List<String>> change) throws IOException {
        Files.write(file, change.apply(new ArrayList<>(lines)));
    }

    private static List<String> without(List<String> all, int index) {
        all.remove(index);
        return all;
    }

    private AuditFinding only() {
        JournalCheck check = fixture.verify();
        assertThat(check.tampered()).isTrue();
        assertThat(check.findings()).hasSize(1);
        return check.findings().getFirst();
    }

    private long tampered() {
        AuditFinding found = only();
        assertThat(found.file()).isEqualTo(String.valueOf(file.getFileName()));
        return found.sequence();
    }
}

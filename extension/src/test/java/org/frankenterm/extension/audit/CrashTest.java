package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.frankenterm.extension.audit.AuditFinding.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real processes that are killed while they write.
@Timeout(120)
class CrashTest {
    @TempDir private Path temporary;
    private final List<Process> children = new ArrayList<>();
    private JournalFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new JournalFixture(temporary);
    }

    @AfterEach
    void end() {
        children.forEach(Process::destroyForcibly);
    }

    private Process child() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", classPath()));
        command.addAll(List.of(JournalChild.class.getName(), fixture.state.toString()));
        Process child =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        children.add(child);
        return child;
    }

    /// The tests run on the module path; the child needs no modules.
    private static String classPath() {
        return System.getProperty("java.class.path")
                + ":"
                + System.getProperty("jdk.module.path", "")
                + ":"
                + Path.of("target", "test-classes").toAbsolutePath();
    }

    /// Waits until so many lines were said.
    private static long written(BufferedReader out, int lines) throws IOException {
        String said = null;
        for (int i = 0; i < lines; i++) {
            said = out.readLine();
        }
        assertThat(said).isNotNull();
        return Long.parseLong(said);
    }

    private static void kill(Process child) throws InterruptedException {
        child.destroyForcibly();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void process_killedWhileWriting_isACrashAndNothingWrittenIsLost() throws Exception {
        Process child = child();
        long written = written(child.inputReader(), 3);
        kill(child);

        JournalCheck check = fixture.verify();
        assertThat(check.tampered()).isFalse();
        assertThat(check.findings())
                .extracting(AuditFinding::severity)
                .containsOnlyOnce(Severity.CRASHED);
        assertThat(numbers()).startsWith(LongStream.range(0, written).boxed().toArray(Long[]::new));
    }

    @Test
    void process_killedThenItsTailCut_beforeTheHeadToldAfterItNot() throws Exception {
        Process child = child();
        written(child.inputReader(), 3);
        kill(child);
        HeadEntry head =
                fixture.folder.locked(fixture.folder::read).head().orElseThrow().files().getLast();
        Path file = fixture.folder.file(head.name());
        byte[] bytes = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(bytes, (int) head.bytes()));
        assertThat(fixture.verify().tampered()).isFalse();

        if (head.bytes() > 0) {
            Files.write(file, Arrays.copyOf(bytes, (int) head.bytes() - 1));
            assertThat(fixture.verify().tampered()).isTrue();
        }
    }

    @Test
    void processes_two_writeSideBySide() throws Exception {
        Process one = child();
        Process other = child();
        written(one.inputReader(), 2);
        written(other.inputReader(), 2);
        assertThat(fixture.verify().tampered()).isFalse();
        kill(one);
        kill(other);

        assertThat(fixture.verify().tampered()).isFalse();
        assertThat(fixture.records("host"))
                .filteredOn(record -> record.arguments().matches("pid [0-9]+"))
                .hasSize(2);
    }

    /// What a killed process left is taken into the archive like everything else.
    @Test
    void consolidation_afterACrash_takesWhatWasWritten() throws Exception {
        Process child = child();
        written(child.inputReader(), 2);
        kill(child);
        List<Long> before = numbers();
        new Consolidation(fixture.folder, 1L << 40).merge();

        assertThat(fixture.verify().findings()).isEmpty();
        assertThat(numbers()).isEqualTo(before);
    }

    private List<Long> numbers() {
        return fixture.records("child").map(JournalRecord::arguments).map(Long::parseLong).toList();
    }
}

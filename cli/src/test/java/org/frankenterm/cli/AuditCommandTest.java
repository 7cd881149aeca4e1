package org.frankenterm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.extension.Extension;
import org.frankenterm.extension.ExtensionHost;
import org.frankenterm.extension.HostConfig;
import org.frankenterm.extension.HostConfig.RecordKeeping;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.json.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `extension audit` and `extension logs` over what a host left.
@Timeout(60)
class AuditCommandTest {
    @TempDir private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void setUp() {
        line = new CommandLineFixture(folder);
        line.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    /// Runs the C example once without its grant.
    private void runHello() throws Exception {
        Path state = Files.createDirectories(folder.resolve("state")).resolve("frankenterm");
        HostConfig config =
                HostConfig.standard()
                        .withEnvironment(line.environment)
                        .withRecords(new RecordKeeping(state, RecordKeeping.AUDIT_BYTES));
        try (ExtensionHost host = ExtensionHost.open(config);
                Extension hello =
                        host.load(LoadRequest.of(CommandLineFixture.EXAMPLES.resolve("hello-c")))) {
            host.fire(Event.of("config.reload"));
            assertThat(hello.totalCalls()).isPositive();
        }
    }

    @Test
    void audit_nothingYet_saidAndStatus0() {
        Result result = line.run("ext", "audit");

        assertThat(result.status()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("nothing of that kind in the audit");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void audit_afterARun_tableWithDenialsInTime() throws Exception {
        runHello();

        Result result = line.run("ext", "audit");
        assertThat(result.status()).isZero();
        assertThat(result.out().lines().findFirst().orElseThrow())
                .matches(" +TIME  EXTENSION +EVENT +OUTCOME +WHAT");
        assertThat(result.out()).contains("loaded", "instance made", "ft_get_env(HOME)", "denied");
        assertThat(result.out().lines()).allMatch(row -> row.length() <= 80);
    }

    @Test
    void audit_json_oneObjectALine() throws Exception {
        runHello();

        List<String> lines = line.run("ext", "audit", "--denied", "--json").out().lines().toList();
        assertThat(lines).isNotEmpty();
        for (String each : lines) {
            assertThat(JsonReader.parseObject(each).string("outcome")).contains("denied");
        }
    }

    @Test
    void audit_ofAName_onlyItsOwn() throws Exception {
        runHello();

        assertThat(line.run("ext", "audit", "HELLO-C", "--json").out()).contains("\"loaded\"");
        assertThat(line.run("ext", "audit", "other", "--json").out()).isEmpty();
        assertThat(line.run("ext", "audit", "../x").status()).isEqualTo(2);
    }

    @Test
    void audit_since_onlyNewer() throws Exception {
        runHello();

        assertThat(line.run("ext", "audit", "--since", "1h", "--json").out()).isNotEmpty();
        assertThat(line.run("ext", "audit", "--since", "2999-01-01", "--json").out()).isEmpty();
        assertThat(line.run("ext", "audit", "--since", "soon").status()).isEqualTo(2);
    }

    @Test
    void verify_asItWas_status0() throws Exception {
        runHello();

        Result result = line.run("ext", "audit", "--verify");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("the audit is as it was written");
    }

    @Test
    void verify_changed_status3AndTheRecord() throws Exception {
        runHello();
        Path file = journal();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"outcome\":\"denied\"", "\"outcome\":\"ok\""));

        Result result = line.run("ext", "audit", "--verify");
        assertThat(result.status()).isEqualTo(3);
        assertThat(result.out()).contains("tampered", "was changed");
        String json = line.run("ext", "audit", "--verify", "--json").out();
        assertThat(JsonReader.parseObject(json).fields().keySet())
                .containsExactly("tampered", "files", "records", "findings");
    }

    @Test
    void verify_withAnythingElse_isAUsageError() {
        assertThat(line.run("ext", "audit", "--verify", "--denied").status()).isEqualTo(2);
    }

    @Test
    void follow_interrupted_endsWithStatus0() throws Exception {
        runHello();
        AtomicReference<Result> result = new AtomicReference<>();
        Thread follower = new Thread(() -> result.set(line.run("ext", "audit", "--follow")));
        follower.start();
        while (follower.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        follower.interrupt();
        follower.join();

        assertThat(result.get().status()).isZero();
        assertThat(result.get().out()).contains("loaded");
    }

    @Test
    void logs_afterARun_whatItSaid() throws Exception {
        runHello();

        Result result = line.run("ext", "logs", "hello-c");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("INFO  [hello-c] ");
        assertThat(line.run("ext", "logs").out()).isEqualTo(result.out());
    }

    /// As `| head -1` leaves it.
    @ParameterizedTest
    @ValueSource(strings = {"audit", "logs"})
    void follow_nobodyReadsAnyMore_ends(String command) throws Exception {
        runHello();

        Result result = line.runUnread("ext", command, "--follow");

        assertThat(result.status()).isEqualTo(3);
        assertThat(result.err()).contains("not all of the result could be written");
    }

    @Test
    void logs_nothingSaid_status4() {
        assertThat(line.run("ext", "logs", "hello-c").status()).isEqualTo(4);
        assertThat(line.run("ext", "logs").status()).isZero();
    }

    private Path journal() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state/frankenterm/audit"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.Extension;
import org.frankenterm.extension.LoadRequest;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageFunctionsTest {
    /// `tôken` in 6 bytes at 0, `hunter2` at 16, a byte that is no UTF-8 at 32.
    private static final String DATA =
            Guests.data(0, "tôken") + Guests.data(16, "hunter2") + Guests.data(32, new byte[] {-1});

    private static final String SET = storageSet(0, 6, 16, 7);
    private static final String GET = "(call $storage_get (i32.const 0) (i32.const 6))";
    private static final String DELETE = "(call $storage_delete (i32.const 0) (i32.const 6))";
    private static final String LAST_ERROR = "(call $show (call $last_error))";

    @TempDir Path folder;

    private static String storageSet(int key, int keyBytes, int value, int valueBytes) {
        return "(call $storage_set (i32.const %d) (i32.const %d) (i32.const %d) (i32.const %d))"
                .formatted(key, keyBytes, value, valueBytes);
    }

    private static String number(String call) {
        return "(call $number " + call + ")";
    }

    private static String show(String call) {
        return "(call $show " + call + ")";
    }

    private List<String> messages(String... instructions) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.running(String.join("\n", instructions), DATA));

            HandlerReport report = host.run();

            assertThat(report.outcome().completed()).as(report.toString()).isTrue();
            return host.messages();
        }
    }

    @Test
    void get_whatWasSet_isGiven() throws Exception {
        assertThat(messages(number(SET), show(GET))).containsExactly("0", "7:hunter2");
    }

    @Test
    void get_nothingThere_isAbsentWithASentence() throws Exception {
        assertThat(messages(show(GET), LAST_ERROR))
                .containsExactly("-1", "32:nothing is stored under this key");
    }

    @Test
    void set_emptyValue_isThere() throws Exception {
        assertThat(messages(number(storageSet(0, 6, 0, 0)), show(GET))).containsExactly("0", "0:");
    }

    @Test
    void set_again_replaces() throws Exception {
        assertThat(messages(number(SET), number(storageSet(0, 6, 16, 3)), show(GET)))
                .containsExactly("0", "0", "3:hun");
    }

    @Test
    void delete_thereAndNotThere_tellsWhich() throws Exception {
        assertThat(messages(number(SET), number(DELETE), number(DELETE), show(GET)))
                .containsExactly("0", "1", "-1", "-1");
    }

    @Test
    void keys_none_isAnEmptyArray() throws Exception {
        assertThat(messages(show("(call $storage_keys)"))).containsExactly("2:[]");
    }

    @Test
    void keys_some_sortedAndEscaped() throws Exception {
        assertThat(
                        messages(
                                number(SET),
                                number(storageSet(16, 7, 0, 0)),
                                show("(call $storage_keys)")))
                .containsExactly("0", "0", "24:[\"hunter2\",\"t\\u00f4ken\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, a key of 0 bytes is none",
        "0, 513, 0, 0, 'a text of 513 bytes is too long, at most 512 bytes are taken'",
        "32, 1, 0, 0, a text is not valid UTF-8",
        "0, 6, 0, 1048577, 'a text of 1,048,577 bytes is too long, at most 1 MiB are taken'",
        "0, 6, 65535, 2, a pointer or length lies outside the memory",
    })
    void set_argumentsWrong_invalidWithASentence(
            int key, int keyBytes, int value, int valueBytes, String sentence) throws Exception {
        assertThat(messages(number(storageSet(key, keyBytes, value, valueBytes)), LAST_ERROR))
                .satisfies(lines -> assertThat(lines.getFirst()).isEqualTo("-3"))
                .satisfies(lines -> assertThat(lines.getLast()).endsWith(":" + sentence));
    }

    @Test
    void key_longest_isTaken() throws Exception {
        assertThat(messages(number(storageSet(1000, 512, 0, 6)))).containsExactly("0");
    }

    @Test
    void audit_everyCall_lengthsAndAHashAndNoSecret() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            number(SET)
                                    + "(drop %s)(drop %s)(drop (call $storage_keys))(drop %s)(drop %s)"
                                            .formatted(GET, storageSet(16, 7, 0, 0), DELETE, GET),
                            DATA));
            host.run();

            assertThat(host.calls().stream().filter(c -> c.function().startsWith("ft_storage")))
                    .hasSize(6);
            assertThat(host.calls("ft_storage_get").getFirst().arguments())
                    .matches("key of 6 bytes, SHA-256 [0-9a-f]{16}…, value of 7 bytes");
            assertThat(host.calls("ft_storage_get").getLast().arguments())
                    .matches("key of 6 bytes, SHA-256 [0-9a-f]{16}…");
            assertThat(host.calls("ft_storage_keys").getFirst().arguments()).isEqualTo("24 bytes");
            assertThat(host.calls("ft_storage_set"))
                    .allSatisfy(call -> assertThat(call.outcome()).isEqualTo(AuditOutcome.OK))
                    .allSatisfy(call -> assertThat(call.duration()).isNotNull());
            assertThat(host.everything()).doesNotContain("hunter2", "tôken", "t\\u00f4ken");
        }
    }

    @Test
    void memory_afterATrap_stillHasWhatWasStored() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.running(show(GET) + number(SET) + "(unreachable)", DATA));

            host.run();
            host.run();

            assertThat(host.messages()).containsExactly("-1", "0", "7:hunter2", "0");
        }
    }

    @Test
    void file_nextHost_findsWhatWasStored() throws Exception {
        Path file = folder.resolve("kept ?#.db");
        assertThat(fileRun(file)).containsExactly("-1", "0");
        assertThat(fileRun(file)).containsExactly("7:hunter2", "0");
        assertThat(folder.toFile().list((_, name) -> name.startsWith("kept")))
                .containsExactly("kept ?#.db");
    }

    private List<String> fileRun(Path file) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            Path home = Files.createTempDirectory(folder, "extension");
            Files.writeString(home.resolve("extension.toml"), Guests.manifest("guest", "run"));
            Files.write(
                    home.resolve("main.wasm"),
                    Wat.toBinary(Guests.running(show(GET) + number(SET), DATA)));
            try (Extension _ = host.host().load(LoadRequest.of(home).withStorage(file))) {
                host.run();
            }
            return host.messages();
        }
    }
}

package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The buffer holds the event's name, `test`.
class ReturnBufferFunctionsTest {
    @TempDir Path folder;

    @Test
    void read_twice_givesTheSame() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (call $show (i32.const 4))
                                (call $show (i32.const 4))
                                """))
                .containsExactly("4:test", "4:test");
    }

    @Test
    void read_lessThanThereIs_givesTheBeginningAndWritesNoMore() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (i32.store8 (i32.const 66) (i32.const 33))
                                (call $number (call $read (i32.const 64) (i32.const 2)))
                                (call $log (i32.const 2) (i32.const 64) (i32.const 3))
                                """))
                .containsExactly("2", "te!");
    }

    @Test
    void read_moreThanThereIs_copiesWhatThereIs() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (i32.store8 (i32.const 68) (i32.const 33))
                                (call $number (call $read (i32.const 64) (i32.const 60000)))
                                (call $log (i32.const 2) (i32.const 64) (i32.const 5))
                                """))
                .containsExactly("4", "test!");
    }

    @Test
    void read_rangePartlyOutside_isInvalidThoughLessWouldBeCopied() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (call $number (call $read (i32.const 65530) (i32.const 7)))
                                (call $number (i32.load (i32.const 65530)))
                                """))
                .containsExactly("-3", "0");
    }

    @Test
    void read_lengthZero_isZeroWhateverThePointer() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (call $number (call $read (i32.const 0) (i32.const 0)))
                                (call $number (call $read (i32.const -1) (i32.const 0)))
                                (call $number (call $read_at (i32.const 1) (i32.const -1) (i32.const 0)))
                                """))
                .containsExactly("0", "0", "0");
    }

    @Test
    void read_nothingThere_isZero() throws Exception {
        assertThat(logged("(call $number (call $read (i32.const 0) (i32.const 10)))"))
                .containsExactly("0");
    }

    @Test
    void readAt_offsets_partsOfTheSame() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (call $number (call $read_at (i32.const 0) (i32.const 64) (i32.const 2)))
                                (call $number (call $read_at (i32.const 2) (i32.const 66) (i32.const 2)))
                                (call $number (call $read_at (i32.const 3) (i32.const 68) (i32.const 9)))
                                (call $number (call $read_at (i32.const 4) (i32.const 70) (i32.const 9)))
                                (call $number (call $read_at (i32.const -1) (i32.const 70) (i32.const 9)))
                                (call $log (i32.const 2) (i32.const 64) (i32.const 5))
                                """))
                .containsExactly("2", "2", "1", "0", "0", "testt");
    }

    @Test
    void buffer_nextCall_isEmpty() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (call $number (call $read (i32.const 64) (i32.const 10)))
                            (drop (call $event_name))
                            """));

            host.run();
            host.run();

            assertThat(host.messages()).containsExactly("0", "0");
        }
    }

    @Test
    void calls_recorded_bySizeAndOffset() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (drop (call $read (i32.const 0) (i32.const 7)))
                            (drop (call $read_at (i32.const 3) (i32.const 0) (i32.const 7)))
                            """));

            host.run();

            assertThat(host.calls())
                    .extracting(AuditEntry::arguments)
                    .containsExactly("7 bytes", "7 bytes from 3");
        }
    }

    @Test
    void memory_grown_isReachedAtOnce() throws Exception {
        assertThat(
                        logged(
                                """
                                (drop (call $event_name))
                                (call $number (call $read (i32.const 65536) (i32.const 4)))
                                (drop (memory.grow (i32.const 1)))
                                (call $number (call $read (i32.const 131068) (i32.const 4)))
                                (call $number (call $read (i32.const 131069) (i32.const 4)))
                                (call $log (i32.const 2) (i32.const 131068) (i32.const 4))
                                """))
                .containsExactly("-3", "4", "-3", "test");
    }

    @Test
    void memory_none_isInvalidForEveryPointer() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    """
                    (module
                      (import "frankenterm" "ft_log" (func $log (param i32 i32 i32)))
                      (import "frankenterm" "ft_get_env" (func $env (param i32 i32) (result i32)))
                      (import "frankenterm" "ft_return_buffer_read"
                        (func $read (param i32 i32) (result i32)))
                      (func (export "run")
                        (call $log (i32.const 2) (i32.const 0) (i32.const 1))
                        (drop (call $env (i32.const 0) (i32.const 1)))
                        (drop (call $read (i32.const 0) (i32.const 1)))
                        (drop (call $read (i32.const 0) (i32.const 0)))))
                    """);

            assertThat(host.run().outcome().completed()).isTrue();

            assertThat(host.calls())
                    .extracting(AuditEntry::result)
                    .containsExactly(0L, -3L, -3L, 0L);
        }
    }

    private List<String> logged(String instructions) throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.running(instructions));
            assertThat(host.run().outcome().completed()).isTrue();
            return host.messages();
        }
    }
}

package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbiFunctionsTest {
    private static final String FAIL = "(drop (call $event_field (i32.const -1) (i32.const 1)))";

    @TempDir Path folder;

    @Test
    void version_isOne() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.running("(call $number (call $version))"));

            host.run();

            assertThat(host.messages()).containsExactly("1");
        }
    }

    @Test
    void lastError_noneYet_isZeroAndEmptiesTheBuffer() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            """
                            (drop (call $event_name))
                            (call $show (call $last_error))
                            """));

            host.run();

            assertThat(host.messages()).containsExactly("0:");
        }
    }

    @Test
    void lastError_afterSuccess_isStillTheLastFailure() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(
                    Guests.running(
                            FAIL
                                    + """
                                    (drop (call $event_name))
                                    (call $show (call $last_error))
                                    (call $show (call $last_error))
                                    """));

            host.run();

            assertThat(host.messages())
                    .containsExactly(
                            "43:a pointer or length lies outside the memory",
                            "43:a pointer or length lies outside the memory");
        }
    }

    @Test
    void lastError_nextCall_isNone() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.running("(call $number (call $last_error))" + FAIL));

            host.run();
            host.run();

            assertThat(host.messages()).containsExactly("0", "0");
        }
    }
}

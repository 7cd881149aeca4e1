package org.frankenterm.extension.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.extension.api.LogLevel;
import org.junit.jupiter.api.Test;

class HostLogTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:11:12.345678Z"));

    private final List<String> lines = new ArrayList<>();

    @Test
    void log_record_isOneLineOfFiveParts() {
        HostLog log = log("trace");
        log.guest("git").log(LogLevel.INFO, "branch is main");
        log.hostCalls("git").log(LogLevel.DEBUG, "ft_get_env -> 4 in 1.2 µs");
        log.logger("frankenterm_cache").log(LogLevel.ERROR, "disk full");
        assertThat(lines)
                .containsExactly(
                        "2026-11-22T10:11:12.345Z INFO  frankenterm_scripting::git [git] branch is main",
                        "2026-11-22T10:11:12.345Z DEBUG frankenterm_scripting [git] ft_get_env -> 4 in 1.2 µs",
                        "2026-11-22T10:11:12.345Z ERROR frankenterm_cache [host] disk full");
    }

    @Test
    void log_wholeSecond_keepsThreeDigits() {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
        HostLog.open(LogFilter.parse("info"), clock, lines::add)
                .logger("x")
                .log(LogLevel.INFO, "m");
        assertThat(lines).containsExactly("2026-01-02T03:04:05.000Z INFO  x [host] m");
    }

    @Test
    void filter_ofTheGuide_showsHostCallsAndGuests() {
        HostLog log = log("frankenterm_scripting=debug");
        assertThat(log.hostCalls("git").enabled(LogLevel.DEBUG)).isTrue();
        assertThat(log.guest("git").enabled(LogLevel.DEBUG)).isTrue();
        assertThat(log.guest("git").enabled(LogLevel.TRACE)).isFalse();
        assertThat(log.logger("frankenterm_cache").enabled(LogLevel.ERROR)).isFalse();
    }

    @Test
    void filter_info_showsGuestsButNoHostCalls() {
        HostLog log = log("info");
        assertThat(log.hostCalls("git").enabled(LogLevel.DEBUG)).isFalse();
        assertThat(log.hostCalls("git").enabled(LogLevel.WARN)).isTrue();
        assertThat(log.guest("git").enabled(LogLevel.INFO)).isTrue();
        assertThat(log.guest("git").enabled(LogLevel.DEBUG)).isFalse();
    }

    @Test
    void filter_ofOneExtension_showsItsGuestAlone() {
        HostLog log =
                log(
                        "info,frankenterm_scripting::git.status_2=trace,frankenterm_scripting::noisy=off");
        assertThat(log.guest("git.status_2").enabled(LogLevel.TRACE)).isTrue();
        assertThat(log.guest("other").enabled(LogLevel.DEBUG)).isFalse();
        assertThat(log.guest("noisy").enabled(LogLevel.ERROR)).isFalse();
        assertThat(log.hostCalls("git.status_2").enabled(LogLevel.DEBUG)).isFalse();
    }

    @Test
    void enabled_everyLevelAndTarget_agreesWithTheLogger() {
        HostLog log = log("warn,a=trace,a::b=off,c=info");
        for (String target : List.of("a", "a::b", "a::b::c", "c", "d", "")) {
            for (LogLevel level : LogLevel.values()) {
                assertThat(log.logger(target).enabled(level)).isEqualTo(log.enabled(level, target));
            }
        }
    }

    @Test
    void log_belowTheThreshold_writesNothing() {
        log("warn").guest("git").log(LogLevel.INFO, "quiet");
        assertThat(lines).isEmpty();
    }

    @Test
    void log_messageThatDoesNotMatch_writesNothing() {
        Logger logger = log("info/^dead").guest("git");
        logger.log(LogLevel.INFO, "alive");
        logger.log(LogLevel.INFO, "deadline passed");
        assertThat(lines).singleElement().asString().endsWith("deadline passed");
    }

    @Test
    void log_hostileText_staysOneSafeLine() {
        HostLog log = log("trace");
        log.guest("ev\u001Bil\n")
                .log(LogLevel.INFO, "a\u001B]0;owned\u0007\r\n2026-11-22T00:00:00Z ERROR forged");
        log.logger("tar\u2028get").log(LogLevel.INFO, "\u202Egnp.exe");
        assertThat(lines)
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\u2028\u202E]"));
        assertThat(lines.getFirst())
                .contains("[ev\\u{1b}il\\u{a}] a\\u{1b}]0;owned\\u{7}\\u{d}\\u{a}2026");
    }

    @Test
    void open_filterWithMistakes_saysSoWhateverItWants() {
        log("off,a=b");
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith(
                        "2026-11-22T10:11:12.345Z WARN  frankenterm_scripting [host] ignored 'a=b' in ");
    }

    @Test
    void log_sinkThatFails_isCountedAndForgotten() {
        HostLog log =
                HostLog.open(
                        LogFilter.parse("info"),
                        CLOCK,
                        line -> {
                            if (line.endsWith("io")) {
                                throw new IOException("broken pipe");
                            }
                            if (line.endsWith("bug")) {
                                throw new IllegalStateException();
                            }
                            lines.add(line);
                        });
        Logger logger = log.logger("x");
        logger.log(LogLevel.INFO, "io");
        logger.log(LogLevel.INFO, "bug");
        logger.log(LogLevel.INFO, "fine");
        assertThat(log.linesLost()).isEqualTo(2);
        assertThat(lines).hasSize(1);
    }

    @Test
    void sink_toAStream_endsLinesWithALineFeed() {
        var bytes = new ByteArrayOutputStream();
        var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Logger logger =
                HostLog.open(LogFilter.parse("info"), CLOCK, LogSink.to(stream)).logger("x");
        logger.log(LogLevel.INFO, "é");
        logger.log(LogLevel.WARN, "second");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        2026-11-22T10:11:12.345Z INFO  x [host] é
                        2026-11-22T10:11:12.345Z WARN  x [host] second
                        """);
    }

    @Test
    void log_fromManyThreads_keepsLinesWhole() throws InterruptedException {
        var text = new StringBuilder();
        HostLog log = HostLog.open(LogFilter.parse("info"), CLOCK, LogSink.to(text));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Logger logger = log.guest("ext" + t);
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 1_000; i++) {
                                    logger.log(LogLevel.INFO, "message " + i);
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(text.toString().lines())
                .hasSize(4_000)
                .allMatch(line ->
                        line.matches(
                                "\\S+ INFO  frankenterm_scripting::(ext\\d) \\[\\1\\] message \\d+"));
        assertThat(log.linesLost()).isZero();
    }

    private HostLog log(String filter) {
        return HostLog.open(LogFilter.parse(filter), CLOCK, lines::add);
    }
}

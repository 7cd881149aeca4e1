package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.extension.RecordedRun.Replayed;
import org.frankenterm.extension.api.Event;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A module that was changed: where it first does something else, and that what it only keeps
/// elsewhere is no difference.
class ReplayDifferenceTest {
    private static final String IMPORTS =
            """
            (module
              (import "env" "ft_log" (func $log (param i32 i32 i32)))
              (import "env" "ft_abi_version" (func $version (result i32)))
              (import "wasi_snapshot_preview1" "fd_write"
                (func $write (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "args_sizes_get"
                (func $sizes (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "clock_time_get"
                (func $clock (param i32 i64 i32) (result i32)))
              (memory (export "memory") 2)
            """;

    private static final String PREFIX = "call 2, on_event with config.reload: host call ";

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("run.ftrec");
    }

    private static String module(String fields, String instructions) {
        return IMPORTS + fields + "(func (export \"on_event\") " + instructions + "))";
    }

    private static String saying(int level, int at, String text) {
        return module(
                "(data (i32.const %d) \"%s\")".formatted(at, text),
                "(call $log (i32.const %d) (i32.const %d) (i32.const %d))"
                        .formatted(level, at, text.length()));
    }

    private void record(String wat) throws IOException, InterruptedException {
        Path guest = Files.createDirectory(folder.resolve("guest"));
        Files.writeString(
                guest.resolve("extension.toml"),
                "[extension]\nname = \"guest\"\n" + HostFixture.HOOK);
        Files.write(guest.resolve("main.wasm"), Wat.toBinary(wat));
        RecordedRun.record(LoadRequest.of(guest), file, Event.of(HostFixture.EVENT));
    }

    private Replayed replay(String wat) throws IOException, InterruptedException {
        Path module = Files.write(folder.resolve("changed.wasm"), Wat.toBinary(wat));
        Replayed replayed = RecordedRun.replay(file, module);
        assertThat(replayed.report().sameModule()).isFalse();
        return replayed;
    }

    private String difference(String before, String now) throws IOException, InterruptedException {
        record(before);
        Replayed replayed = replay(now);
        assertThat(replayed.report().same()).isFalse();
        return replayed.report().difference();
    }

    @Test
    void text_other_firstByteThatDiffers() throws Exception {
        assertThat(difference(saying(2, 1024, "hello world"), saying(2, 1024, "hello there")))
                .isEqualTo(
                        PREFIX
                                + "1, ft_log: byte 6 of 11 bytes that argument 2 points at is 0x74 (\"there\"), recorded is 0x77 (\"world\")");
    }

    @Test
    void text_longer_itsLength() throws Exception {
        assertThat(difference(saying(2, 1024, "hello"), saying(2, 1024, "hello!")))
                .isEqualTo(PREFIX + "1, ft_log: argument 3 is 6, recorded is 5");
    }

    @Test
    void text_elsewhere_same() throws Exception {
        record(saying(2, 1024, "hello"));
        Replayed replayed = replay(saying(2, 70_000, "hello"));
        assertThat(replayed.report().difference()).isEmpty();
        assertThat(replayed.run().log()).hasSize(1);
    }

    @Test
    void number_other_argument() throws Exception {
        assertThat(difference(saying(2, 1024, "hello"), saying(3, 1024, "hello")))
                .isEqualTo(PREFIX + "1, ft_log: argument 1 is 3, recorded is 2");
    }

    @Test
    void text_outsideTheMemory_said() throws Exception {
        assertThat(
                        difference(
                                saying(2, 1024, "hello"),
                                module(
                                        "",
                                        "(call $log (i32.const 2) (i32.const -3) (i32.const 5))")))
                .isEqualTo(
                        PREFIX
                                + "1, ft_log: 5 bytes that argument 2 points at lies outside the memory");
    }

    @Test
    void function_other_both() throws Exception {
        assertThat(difference(saying(2, 1024, "hello"), module("", "(drop (call $version))")))
                .isEqualTo(PREFIX + "1, ft_abi_version: recorded is a call of ft_log");
    }

    @Test
    void call_lessOrMore_said() throws Exception {
        String twice = module("", "(drop (call $version)) (drop (call $version))");
        String once = module("", "(drop (call $version))");
        record(twice);
        assertThat(replay(once).report().difference())
                .isEqualTo(
                        "call 2, on_event with config.reload: it ended (completed), recorded is a call of ft_abi_version next");
        assertThat(replay(module("", "")).report().hostCalls()).isZero();
        assertThat(
                        replay(
                                        module(
                                                "",
                                                "(drop (call $version)) (drop (call $version)) (drop (call $version))"))
                                .report()
                                .difference())
                .isEqualTo(PREFIX + "2, ft_abi_version: no further call is recorded");
    }

    @Test
    void ending_other_both() throws Exception {
        assertThat(difference(module("", ""), module("", "unreachable")))
                .startsWith(
                        "call 2, on_event with config.reload: it ended otherwise: the guest trapped: ")
                .endsWith("; recorded is: completed");
    }

    @Test
    void handler_missing_said() throws Exception {
        assertThat(difference(module("", ""), IMPORTS + ")"))
                .isEqualTo(
                        "call 2, on_event with config.reload: the module exports no \"on_event\"");
    }

    @Test
    void fuel_otherModule_noDifference() throws Exception {
        record(module("", ""));
        assertThat(replay(module("", "nop nop (drop (i32.const 1))")).report().same()).isTrue();
    }

    /// An `iovec` points at the text, and the host writes a count and a time.
    @Test
    void vectorAndResults_elsewhere_same() throws Exception {
        record(printing(1024, 2048, 4096));
        Replayed moved = replay(printing(70_000, 512, 80_000));
        assertThat(moved.report().difference()).isEmpty();
        assertThat(moved.run().log()).hasSize(1);
    }

    private static String printing(int vector, int text, int result) {
        return module(
                "(data (i32.const %d) \"printed\\0a\")".formatted(text),
                """
                (i32.store (i32.const %1$d) (i32.const %2$d))
                (i32.store (i32.const %4$d) (i32.const 8))
                (drop (call $write (i32.const 1) (i32.const %1$d) (i32.const 1) (i32.const %3$d)))
                (if (i32.ne (i32.load (i32.const %3$d)) (i32.const 8)) (then unreachable))
                (drop (call $clock (i32.const 0) (i64.const 0) (i32.const %3$d)))
                (if (i64.eqz (i64.load (i32.const %3$d))) (then unreachable))
                """
                        .formatted(vector, text, result, vector + 4));
    }

    /// The host writes addresses there, of where it writes the arguments themselves.
    @Test
    void arguments_elsewhere_same() throws Exception {
        record(asking(1024, 2048));
        assertThat(replay(asking(70_000, 512)).report().difference()).isEmpty();
    }

    private static String asking(int list, int texts) {
        return module(
                "",
                """
                (drop (call $args (i32.const %1$d) (i32.const %2$d)))
                (if (i32.ne (i32.load (i32.const %1$d)) (i32.const %2$d)) (then unreachable))
                (call $log (i32.const 2) (i32.load (i32.const %1$d)) (i32.const 5))
                """
                        .formatted(list, texts));
    }

    @Test
    void module_refused_asElsewhere() throws Exception {
        record(module("", ""));
        assertThat(catchThrowable(() -> replay("(module (import \"env\" \"ft_lgo\" (func)))")))
                .hasMessageContaining("ft_lgo")
                .hasMessageContaining("ft_log");
    }
}

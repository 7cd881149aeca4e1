package org.frankenterm.extension.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.frankenterm.extension.Extension;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.TestHost;
import org.frankenterm.wasi.Preview1;
import org.frankenterm.wasi.WasiFunction;
import org.frankenterm.wasmtime.ValType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every call of a guest leaves one entry, however it ends.
class EveryCallTest {
    @TempDir Path folder;

    @Test
    void wasi_everyFunction_oneEntryEach() throws Exception {
        List<WasiFunction> functions = Preview1.functions();
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.silent())) {
            Extension guest = host.load(calling(functions));

            HandlerReport report = host.run();

            List<AuditEntry> calls = guest.recentCalls(1000);
            assertThat(calls)
                    .extracting(AuditEntry::function)
                    .containsExactlyElementsOf(inOrder(functions));
            assertThat(calls)
                    .extracting(AuditEntry::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, calls.size()).boxed().toList());
            assertThat(report.hostCalls()).isEqualTo(calls.size());
            assertThat(guest.totalCalls()).isEqualTo(calls.size());
            assertThat(calls)
                    .allSatisfy(call ->
                            assertThat(call.outcome())
                                    .isEqualTo(
                                            call.result() == 0
                                                    ? AuditOutcome.OK
                                                    : AuditOutcome.ERROR));
        }
    }

    @Test
    void duration_functionThatCanWait_alwaysMeasured() throws Exception {
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.silent())) {
            Extension guest = host.load(calling(Preview1.functions()));

            host.run();

            assertThat(guest.recentCalls(1000))
                    .filteredOn(call -> call.duration() != null)
                    .extracting(AuditEntry::function)
                    .contains("poll_oneoff", "path_open", "fd_read", "fd_close")
                    .doesNotContain("fd_tell", "fd_prestat_get", "clock_time_get", "random_get");
        }
    }

    @Test
    void duration_somebodyListens_alwaysMeasured() throws Exception {
        try (TestHost host = TestHost.open(folder)) {
            host.load(Guests.running("(drop (call $version))"));

            host.run();

            assertThat(host.calls().getFirst().duration()).isNotNull();
        }
    }

    @Test
    void calls_beyondTheLimit_theLastOneIsRecordedAsWhatItIs() throws Exception {
        try (TestHost host = TestHost.open(folder, TestHost.Setup.DEFAULT.silent())) {
            Extension guest =
                    host.load(Guests.running("(loop $again (drop (call $version)) (br $again))"));

            HandlerReport report = host.run();

            assertThat(report.outcome().message()).contains("more than 1,000,000 host calls");
            assertThat(guest.totalCalls()).isEqualTo(1_000_001);
            AuditEntry last = guest.recentCalls(1).getFirst();
            assertThat(last.outcome()).isEqualTo(AuditOutcome.ERROR);
            assertThat(last.reason()).startsWith("more than 1,000,000 host calls");
        }
    }

    /// `proc_exit` comes last: nothing does after it.
    private static List<String> inOrder(List<WasiFunction> functions) {
        return IntStream.of(0, 1)
                .boxed()
                .flatMap(last ->
                        functions.stream()
                                .map(WasiFunction::name)
                                .filter(name -> name.equals("proc_exit") == (last == 1)))
                .toList();
    }

    /// Calls every function with zeros.
    private static String calling(List<WasiFunction> functions) {
        StringBuilder text = new StringBuilder("(module\n");
        for (WasiFunction function : functions) {
            text.append(
                    "(import \"wasi_snapshot_preview1\" \"%1$s\" (func $%1$s %2$s %3$s))\n"
                            .formatted(
                                    function.name(),
                                    types("param", function.type().params()),
                                    types("result", function.type().results())));
        }
        text.append("(memory (export \"memory\") 1)\n(func (export \"run\")\n");
        for (String name : inOrder(functions)) {
            WasiFunction function =
                    functions.stream().filter(f -> f.name().equals(name)).findAny().orElseThrow();
            String zeros =
                    function.type().params().stream()
                            .map(type -> "(" + wat(type) + ".const 0)")
                            .collect(Collectors.joining(" "));
            String call = "(call $%s %s)".formatted(name, zeros);
            text.append(function.type().results().isEmpty() ? call : "(drop " + call + ")");
        }
        return text.append("))").toString();
    }

    private static String types(String keyword, List<ValType> types) {
        return types.stream()
                .map(type -> "(" + keyword + " " + wat(type) + ")")
                .collect(Collectors.joining(" "));
    }

    private static String wat(ValType type) {
        return type.name().toLowerCase(java.util.Locale.ROOT);
    }
}

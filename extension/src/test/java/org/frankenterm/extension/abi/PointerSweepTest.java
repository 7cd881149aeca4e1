package org.frankenterm.extension.abi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.api.HandlerReport;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.extension.testing.Edges;
import org.frankenterm.extension.testing.TestHost;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every function of the ABI with every edge in every argument, under both module names: a
/// documented result, one audit entry a call, and the guest lives on. Its memory holds zeros, so
/// that a name is as many NULs as its length says.
class PointerSweepTest {
    private static final int MAX_NAME_BYTES = 1024;
    private static final int MAX_INPUT_BYTES = 4096;

    @TempDir Path folder;

    static Stream<AbiFunction> functions() {
        return HostModule.functions().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void arguments_everyEdge_documentedResultAndOneEntry(AbiFunction function) throws Exception {
        List<List<Long>> sweep = combinations(function.type().params().size());
        for (String module : List.of(HostModule.ENV, HostModule.FRANKENTERM)) {
            try (TestHost host = TestHost.open(folder)) {
                host.load(calling(module, function, sweep));

                HandlerReport report = host.run();

                assertThat(report.outcome().completed()).as(report.toString()).isTrue();
                assertThat(report.hostCalls()).isEqualTo(sweep.size());
                check(function, sweep, host.calls());
            }
        }
    }

    private static void check(
            AbiFunction function, List<List<Long>> sweep, List<AuditEntry> calls) {
        assertThat(calls).hasSize(sweep.size());
        for (int i = 0; i < calls.size(); i++) {
            AuditEntry call = calls.get(i);
            String shown = function.name() + sweep.get(i) + ": " + call;
            long expected = expected(function.name(), sweep.get(i));
            assertThat(call.function()).isEqualTo(function.name());
            assertThat(call.result()).as(shown).isEqualTo(function.hasResult() ? expected : 0);
            assertThat(call.outcome() == AuditOutcome.ERROR).as(shown).isEqualTo(expected == -3);
            assertThat(call.reason().isEmpty())
                    .as(shown)
                    .isEqualTo(call.outcome() == AuditOutcome.OK);
        }
    }

    /// The result that the documentation promises. The event is `test`, with payload `{}`; nothing
    /// is in the buffer.
    private static long expected(String function, List<Long> a) {
        return switch (function) {
            case "ft_log" -> inside(a.get(1), a.get(2)) ? 0 : -3;
            case "ft_return_buffer_read" -> inside(a.get(0), a.get(1)) ? 0 : -3;
            case "ft_return_buffer_read_at" -> inside(a.get(1), a.get(2)) ? 0 : -3;
            case "ft_get_env", "ft_event_field" ->
                    inside(a.get(0), a.get(1)) && a.get(1) <= MAX_NAME_BYTES ? -1 : -3;
            case "ft_storage_get", "ft_storage_delete" -> key(a.get(0), a.get(1)) ? -1 : -3;
            case "ft_storage_set" ->
                    key(a.get(0), a.get(1))
                                    && inside(a.get(2), a.get(3))
                                    && a.get(3) <= Storage.MAX_VALUE_BYTES
                            ? 0
                            : -3;
            case "ft_register_hook",
                    "ft_register_keybinding",
                    "ft_set_timeout",
                    "ft_set_interval",
                    "ft_http_request" ->
                    -3; // no such names, and no request
            case "ft_unregister_hook", "ft_unregister_keybinding", "ft_clear_timer" -> -1;
            case "ft_storage_keys" -> 2;
            // NULs are neither a key nor a topic
            case "ft_set_config", "ft_get_config", "ft_emit" -> -3;
            case "ft_list_panes", "ft_get_pane_info", "ft_get_pane_text" -> -2;
            case "ft_send_input" ->
                    inside(a.get(1), a.get(2)) && a.get(2) <= MAX_INPUT_BYTES ? -2 : -3;
            case "ft_notify" -> text(a.get(0), a.get(1)) && text(a.get(2), a.get(3)) ? -2 : -3;
            case "ft_abi_version" -> 1;
            case "ft_last_error" -> 0;
            case "ft_event_name" -> 4;
            case "ft_event_payload" -> 2;
            default -> throw new AssertionError("say what " + function + " is to give");
        };
    }

    private static boolean text(long pointer, long length) {
        return inside(pointer, length) && length <= MAX_INPUT_BYTES;
    }

    private static boolean inside(long pointer, long length) {
        return length == 0 || pointer + length <= Edges.MEMORY;
    }

    private static boolean key(long pointer, long length) {
        return length > 0 && length <= Storage.MAX_KEY_BYTES && inside(pointer, length);
    }

    /// All of them; of more than four arguments the third, a number, has one value, for a function
    /// that calls with all others would be larger than a module's may be.
    private static List<List<Long>> combinations(int count) {
        List<List<Long>> all = List.of(List.of());
        for (int i = 0; i < count; i++) {
            List<Long> values = count > 4 && i == 2 ? List.of(1L) : Edges.VALUES;
            List<List<Long>> longer = new ArrayList<>();
            for (List<Long> shorter : all) {
                for (long value : values) {
                    longer.add(Stream.concat(shorter.stream(), Stream.of(value)).toList());
                }
            }
            all = longer;
        }
        return all;
    }

    private static String calling(String module, AbiFunction function, List<List<Long>> sweep) {
        StringBuilder body = new StringBuilder();
        for (List<Long> arguments : sweep) {
            String call = "(call $f" + Signature.arguments(function, arguments) + ")";
            body.append(function.hasResult() ? "(drop " + call + ")" : call).append('\n');
        }
        String parameters = Signature.parameters(function);
        return """
        (module
          (import "%s" "%s" (func $f (param%s) %s))
          (memory (export "memory") 1)
          (func (export "run") %s))
        """
                .formatted(
                        module,
                        function.name(),
                        parameters,
                        function.hasResult() ? "(result i32)" : "",
                        body);
    }
}
